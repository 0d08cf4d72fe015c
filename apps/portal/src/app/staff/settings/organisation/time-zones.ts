import { timeZones } from '../../../language/formats';

const ZONES = timeZones();

export function isTimeZone(zone: string): boolean {
  return zone === 'UTC' || ZONES.includes(zone);
}

/** Zones that hold every word of the text: "new york" finds America/New_York. */
export function timeZonesLike(text: string): readonly string[] {
  const words = searchable(text).split(' ').filter(Boolean);
  return isTimeZone(text)
    ? ZONES
    : ZONES.filter((zone) => words.every((word) => searchable(zone).includes(word)));
}

function searchable(text: string): string {
  return text
    .toLowerCase()
    .replace(/[/_\s]+/g, ' ')
    .trim();
}
