import { number } from '../language/formats';
import { message } from '../language/message';

const UNITS = [
  { unit: 'GiB', bytes: 1024 ** 3 },
  { unit: 'MiB', bytes: 1024 ** 2 },
  { unit: 'KiB', bytes: 1024 },
] as const;

/**
 * "640 bytes", "12 KiB", "3.4 MiB", "1 GiB": in the unit of every bound, so that a size can be held against it. Rounded
 * down: what is within a bound is never shown as more.
 */
export function fileSize(bytes: number): string {
  const fits = UNITS.find((one) => bytes >= one.bytes);
  if (fits === undefined)
    return message($localize`:@@file-size.bytes:{n, plural, one {# byte} other {# bytes}}`, { n: bytes });
  const amount = bytes / fits.bytes;
  const steps = amount < 10 && fits.unit !== 'KiB' ? 10 : 1;
  return `${number(Math.floor(amount * steps) / steps)} ${fits.unit}`;
}
