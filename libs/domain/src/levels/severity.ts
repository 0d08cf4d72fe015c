import { addDays, type IsoDate } from '../dates/calendar';

/** From worst to least. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Days to close a finding, by severity; an organisation may change them. */
export const FINDING_DAYS: Readonly<Record<Severity, number>> = {
  critical: 30,
  high: 60,
  medium: 90,
  low: 180,
};

/** The day by which a finding is to be closed, counted in calendar days. */
export function findingDueOn(
  severity: Severity,
  from: IsoDate,
  days: Readonly<Record<Severity, number>> = FINDING_DAYS,
): IsoDate {
  return addDays(from, days[severity]);
}

/** One step lower; low stays low. */
export function oneStepLower(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? 'low';
}
