import { said } from '../text/said';
import { addDays, NO_END, type IsoDate } from '../dates/calendar';
import type { FieldProblem } from '../text/field-problem';
import { openSchedule, type BusinessCalendar, type Schedule } from './schedule';
import type { AgreedTerm, Amendment, ContractTerms } from './terms';
import { validateContractTerms } from './validate-terms';

/** What a change of a contract's time is weighed against. */
export interface ContractOnDay {
  readonly terms: ContractTerms;
  readonly signedOn: IsoDate | null;
  readonly calendar: BusinessCalendar;
  readonly today: IsoDate;
}

type Check = readonly FieldProblem[];

/** The terms with one amendment more; the last said of two agreed on one day counts. */
export function amended(terms: ContractTerms, amendment: Amendment): ContractTerms {
  return { ...terms, amendments: [...terms.amendments, amendment] };
}

/**
 * What is wrong with an amendment (DESIGN section 5, rule 10): it rules from the term current on the day on which it was
 * agreed, or a later one, and changes something that this contract has.
 */
export function amendmentProblems(contract: ContractOnDay, amendment: Amendment): Check {
  const { terms } = contract;
  const problems = [
    ...agreedOnProblems(contract, amendment.agreedOn),
    ...nothingChanged(amendment),
    ...changesOfKind(terms, amendment),
  ];
  if (problems.length > 0) return problems;
  const shape = validateContractTerms(amended(terms, amendment));
  if (shape.length > 0) return shape.map(({ field, message }) => ({ field: lastPart(field), message }));
  return terms.renewal.kind === 'evergreen'
    ? evergreenProblems(amendment)
    : termProblems(contract, amendment);
}

function agreedOnProblems({ signedOn, today }: ContractOnDay, agreedOn: IsoDate): Check {
  const field = 'agreedOn';
  if (agreedOn > today) return [{ field, message: said('check-changes.an-amendment-is-recorded') }];
  if (signedOn === null || agreedOn >= signedOn) return [];
  return [{ field, message: said('check-changes.the-contract-was-signed', { signedOn }) }];
}

function nothingChanged({ lastDay, renewalMonths, notice, reopens }: Amendment): Check {
  if (lastDay !== null || renewalMonths !== null || notice !== null || reopens === true) return [];
  const message = said('check-changes.say-what-the-amendment');
  return [{ field: 'lastDay', message }];
}

function changesOfKind({ renewal }: ContractTerms, { renewalMonths }: Amendment): Check {
  if (renewalMonths === null || renewal.kind === 'auto') return [];
  const message = said('check-changes.this-contract-does-not');
  return [{ field: 'renewalMonths', message }];
}

function evergreenProblems({ fromTerm, lastDay }: Amendment): Check {
  if (lastDay !== null) {
    return [{ field: 'lastDay', message: said('check-changes.this-contract-has-no') }];
  }
  return fromTerm === 1 ? [] : [{ field: 'fromTerm', message: said('check-changes.this-contract-has-no-2') }];
}

function termProblems({ terms, calendar }: ContractOnDay, amendment: Amendment): Check {
  const { fromTerm, agreedOn, lastDay } = amendment;
  const before = openSchedule(terms, calendar, { until: NO_END });
  if (before.count === 0) {
    return [{ field: 'fromTerm', message: said('check-changes.this-contract-has-no-3') }];
  }
  const then = currentOn(terms, calendar, agreedOn);
  if (fromTerm < then) {
    const message = said('check-changes.term-was-the-current', { then, agreedOn });
    return [{ field: 'fromTerm', message }];
  }
  if (fromTerm > before.count) {
    return [{ field: 'fromTerm', message: said('check-changes.the-last-term-of', { count: before.count }) }];
  }
  if (lastDay === null) return [];
  const { firstDay } = before.term(fromTerm);
  if (lastDay < firstDay) {
    return [{ field: 'lastDay', message: said('check-changes.term-begins-on-give', { fromTerm, firstDay }) }];
  }
  const after = openSchedule(amended(terms, amendment), calendar, { until: NO_END });
  return agreedStay(before, after, terms) ? [] : [{ field: 'lastDay', message: PAST_AGREED }];
}

const PAST_AGREED = said('check-changes.an-agreed-term-would');

function agreedStay(before: Schedule, after: Schedule, { agreedTerms = [] }: ContractTerms): boolean {
  return agreedTerms.length === 0 || after.count >= before.count;
}

/** The number of the term current on a day, under what was agreed by then; the first before it begins. */
function currentOn(terms: ContractTerms, calendar: BusinessCalendar, day: IsoDate): number {
  const known = { ...terms, amendments: terms.amendments.filter(({ agreedOn }) => agreedOn <= day) };
  const schedule = openSchedule(known, calendar, { until: NO_END });
  return Math.min(schedule.firstNotOver(day), schedule.count);
}

/** The first day of a further term that both sides agree; null where none can follow. */
export function nextAgreedFrom({
  terms,
  calendar,
}: Pick<ContractOnDay, 'terms' | 'calendar'>): IsoDate | null {
  const { renewal, maximumRenewals, latestEnd, endedEarlyOn } = terms;
  const endless = renewal.kind === 'auto' && maximumRenewals === null && latestEnd === null;
  if (renewal.kind === 'evergreen' || endless || endedEarlyOn !== null) return null;
  const schedule = openSchedule(terms, calendar, { until: NO_END });
  return schedule.count === 0 ? null : addDays(schedule.term(schedule.count).lastDay, 1);
}

/**
 * What is wrong with a further term that both sides agreed (DESIGN section 5, rule 8), at its place among those agreed
 * before and after it.
 */
export function agreedTermProblems(contract: ContractOnDay, term: AgreedTerm, position: number): Check {
  const { agreedTerms = [] } = contract.terms;
  const terms = { ...contract.terms, agreedTerms: agreedTerms.slice(0, position - 1) };
  const firstDay = nextAgreedFrom({ ...contract, terms });
  if (firstDay === null) {
    return [{ field: 'lastDay', message: said('check-changes.no-further-term-can') }];
  }
  const after = agreedTerms[position];
  return [
    ...(term.lastDay < firstDay
      ? [{ field: 'lastDay', message: said('check-changes.the-term-begins-on', { firstDay }) }]
      : []),
    ...(after !== undefined && term.lastDay >= after.lastDay
      ? [{ field: 'lastDay', message: said('check-changes.the-term-after-it', { lastDay: after.lastDay }) }]
      : []),
    ...signedProblems(contract, term.signedOn),
  ];
}

function signedProblems({ signedOn: contractSignedOn, today }: ContractOnDay, signedOn: IsoDate): Check {
  const field = 'signedOn';
  if (signedOn > today) {
    return [{ field, message: said('check-changes.a-term-is-recorded') }];
  }
  if (contractSignedOn === null || signedOn >= contractSignedOn) return [];
  return [{ field, message: said('check-changes.the-contract-was-signed', { signedOn: contractSignedOn }) }];
}

/** `amendments.3.notice.days` is the amendment's `notice.days`. */
function lastPart(field: string): string {
  return field.replace(/^amendments\.\d+\./, '');
}
