import type { Term } from '../contract/terms';
import { addBusinessDays, type Holidays } from '../dates/business-days';
import { addDays, daysBetween, type IsoDate } from '../dates/calendar';
import { UNOPENED_LINK_BUSINESS_DAYS } from './ladders';

/** Terms shorter than this warn only from 14 days before. */
const SHORT_TERM_DAYS = 180;
/** The day after its last send day another term is already actionable. */
const MILESTONE_FROM_DAYS = -1;
const MILESTONE_UNTIL_DAYS = 120;

export interface ContractMilestone {
  readonly termNumber: number;
  /** The last send day, or the last day where no notice is due. */
  readonly targetDate: IsoDate;
  readonly ladder: 'contract' | 'contract-short';
  readonly shortTerm: boolean;
  /** The first business day of the notice window: the target of the ladder 'contract-window'. */
  readonly windowOpensOn: IsoDate | null;
  /** Until when the contract runs on if no notice is sent; null where no further term follows. */
  readonly renewsUntil: IsoDate | null;
}

/** Of every term whose target lies 1 day back to 120 days ahead (MAIL.md, item 1). */
export function contractMilestones(schedule: readonly Term[], today: IsoDate): readonly ContractMilestone[] {
  const [from, until] = [addDays(today, MILESTONE_FROM_DAYS), addDays(today, MILESTONE_UNTIL_DAYS)];
  return schedule
    .filter((term) => targetOf(term) >= from && targetOf(term) <= until)
    .map((term) => milestoneOf(term, schedule));
}

function targetOf({ lastSendDay, lastDay }: Term): IsoDate {
  return lastSendDay ?? lastDay;
}

function milestoneOf(term: Term, schedule: readonly Term[]): ContractMilestone {
  const shortTerm = daysBetween(term.firstDay, term.lastDay) + 1 < SHORT_TERM_DAYS;
  return {
    termNumber: term.number,
    targetDate: targetOf(term),
    ladder: shortTerm ? 'contract-short' : 'contract',
    shortTerm,
    windowOpensOn: term.sendFrom,
    renewsUntil: schedule.find(({ number }) => number === term.number + 1)?.lastDay ?? null,
  };
}

/** The fifth business day after a link was sent. */
export function unopenedLinkTarget(sentOn: IsoDate, holidays: Holidays): IsoDate {
  return addBusinessDays(sentOn, UNOPENED_LINK_BUSINESS_DAYS, holidays);
}
