import type { Instant } from '@countersign/api-types';
import { formatInstant } from '../../ui/dates';

const ZONE = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' });

/** "14 Dec 2026, 09:30:05 EST": to the second and with its zone, as a proof needs it. */
export function formatMoment(instant: Instant): string {
  const at = new Date(instant);
  const seconds = String(at.getSeconds()).padStart(2, '0');
  const zone = ZONE.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${formatInstant(instant)}:${seconds} ${zone}`.trim();
}

export function zoneHere(): string {
  return ZONE.resolvedOptions().timeZone.replaceAll('_', ' ');
}
