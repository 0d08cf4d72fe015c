import { addDays, type IsoDate } from '../dates/calendar';
import type { Rung } from './ladders';

export interface DatedRung extends Rung {
  /** On which it is due, in the calendar of whoever is told. */
  readonly day: IsoDate;
}

interface LadderDates {
  readonly targetDate: IsoDate;
  /** The day of the invitation, which says enough by itself. */
  readonly startsOn: IsoDate;
}

/** A ladder laid against its date, from early to late. Rungs on or before `startsOn` are left out. */
export function datedRungs(rungs: readonly Rung[], { targetDate, startsOn }: LadderDates): DatedRung[] {
  return rungs
    .map((rung) => ({ ...rung, day: addDays(targetDate, rung.offsetDays) }))
    .filter(({ day }) => day > startsOn)
    .sort((one, other) => one.offsetDays - other.offsetDays);
}
