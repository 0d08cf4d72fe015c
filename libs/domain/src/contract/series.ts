import { NO_END, type IsoDate } from '../dates/calendar';
import {
  dayOf,
  monthsAfter,
  monthsUpTo,
  numberOf,
  numberOfDate,
  readDay,
  type Day,
} from '../dates/day-numbers';
import { firstDayOf, type Amendment, type ContractTerms, type Notice, type TermEnding } from './terms';

// A series of one-month terms over 200 years; stops a broken contract from filling the table.
const MOST_TERMS = 2_400;
// The last day that can be written; a term that would run on to it has no end that can be told.
const LAST_NUMBER = numberOfDate(NO_END);

/** One period of a series, its days as numbers. */
export interface Period {
  readonly number: number;
  readonly first: number;
  readonly last: number;
  readonly notice: Notice;
}

/** The periods of a contract, each counted from its anchor when it is asked for. */
export interface Series {
  /** Their numbers are 1 to this. */
  readonly count: number;
  periodOf(number: number): Period;
  endingOf(number: number): TermEnding;
  /** How many of them start by a day, given as its number. */
  countBy(lastStart: number): number;
}

/** What the amendments agreed so far say of one term: of each matter the last word. */
export interface Ruling {
  readonly lastDay: IsoDate | null;
  readonly renewalMonths: number | null;
  readonly notice: Notice | null;
}

/** By the number of the term from which it rules. */
export type Rulings = ReadonlyMap<number, Ruling>;

export function addRuling(rulings: Map<number, Ruling>, amendment: Amendment): void {
  const before = rulings.get(amendment.fromTerm);
  const { lastDay, renewalMonths, notice } = amendment;
  rulings.set(amendment.fromTerm, {
    lastDay: lastDay ?? before?.lastDay ?? null,
    renewalMonths: renewalMonths ?? before?.renewalMonths ?? null,
    notice: notice ?? before?.notice ?? null,
  });
}

/** Where a series counts from: term k starts `months` after the anchor, so that clamped days never drift. */
interface Position {
  readonly anchor: Day;
  readonly months: number;
}

/** Terms of equal length under one notice, from a number up to the next stretch. */
interface Stretch {
  readonly number: number;
  readonly start: Position;
  readonly renewalMonths: number;
  readonly notice: Notice;
  /** Where this is a single term of a length of its own: the start of the next. */
  readonly next: Position | null;
}

export function seriesUnder(terms: ContractTerms, rulings: Rulings): Series {
  const own = ownSeries(terms, rulings);
  const agreed = agreedAfter(own, terms, rulings);
  const count = own.count + agreed.length;
  const agreedOf = (number: number) => agreed[number - own.count - 1];
  const endsItself = own.endsItself || isSpent(terms, count);
  return {
    count,
    periodOf: (number) => agreedOf(number) ?? own.periodOf(number),
    endingOf(number) {
      if (number === count) return endsItself ? 'ends' : lastEnding(terms);
      return number < own.count && terms.renewal.kind === 'auto' ? 'renews' : 'agreed';
    },
    countBy: (day) => own.countBy(day) + agreed.filter(({ first }) => first <= day).length,
  };
}

interface OwnSeries extends Pick<Series, 'count' | 'periodOf' | 'countBy'> {
  /** True where a latest end cuts the last of them. */
  readonly endsItself: boolean;
}

/** What follows from the contract itself, without terms agreed later. */
function ownSeries(terms: ContractTerms, rulings: Rulings): OwnSeries {
  const start = firstDayOf(terms);
  const hasTerms = terms.renewal.kind !== 'evergreen' && terms.initial.kind !== 'unknown';
  const stretches = hasTerms && start !== null ? stretchesUnder(terms, rulings, readDay(start)) : [];
  const latestEnd = terms.latestEnd === null ? LAST_NUMBER : numberOfDate(terms.latestEnd);
  const most = lastTermNumber(terms);
  const count = countUpTo(stretches, most, latestEnd);
  const periodOf = (number: number): Period => {
    const stretch = stretchOf(stretches, number);
    return {
      number,
      first: startOf(stretch, number),
      last: Math.min(startOf(stretch, number + 1) - 1, latestEnd),
      notice: stretch.notice,
    };
  };
  return {
    count,
    periodOf,
    countBy: (day) => countUpTo(stretches, most, Math.min(day, latestEnd)),
    endsItself: count > 0 && terms.latestEnd !== null && periodOf(count).last === latestEnd,
  };
}

/** The terms agreed one by one; an amendment may move the last day of one, and change the notice from one on. */
function agreedAfter(own: OwnSeries, terms: ContractTerms, rulings: Rulings): readonly Period[] {
  if (own.count === 0) return [];
  const periods: Period[] = [];
  let before = own.periodOf(own.count);
  for (const { lastDay } of terms.agreedTerms ?? []) {
    const number = before.number + 1;
    const ruling = rulings.get(number);
    const [first, last] = [before.last + 1, numberOfDate(ruling?.lastDay ?? lastDay)];
    if (last < first) break;
    before = { number, first, last, notice: ruling?.notice ?? before.notice };
    periods.push(before);
  }
  return periods;
}

/** True where no renewal is left of the number that the contract allows. */
function isSpent({ renewal, maximumRenewals }: ContractTerms, count: number): boolean {
  return renewal.kind === 'by-agreement' && maximumRenewals !== null && count > maximumRenewals;
}

function lastEnding({ renewal }: ContractTerms): TermEnding {
  switch (renewal.kind) {
    case 'by-agreement':
      return 'agreement-needed';
    case 'unknown':
      return 'not-known';
    // Where it renews by itself, the last of a number of renewals does not.
    case 'auto':
    case 'none':
    case 'evergreen':
      return 'ends';
  }
}

function stretchesUnder(terms: ContractTerms, rulings: Rulings, anchor: Day): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let start: Position = { anchor, months: 0 };
  let rules = { notice: terms.notice, renewalMonths: renewalMonthsOf(terms) };
  const numbers = startsOfStretches(rulings);
  numbers.forEach((number, index) => {
    const { notice = null, renewalMonths = null, lastDay = null } = rulings.get(number) ?? {};
    rules = { notice: notice ?? rules.notice, renewalMonths: renewalMonths ?? rules.renewalMonths };
    const next = nextOfSingle(terms, { number, start, lastDay });
    stretches.push({ number, start, ...rules, next });
    const length = ((numbers[index + 1] ?? number) - number) * rules.renewalMonths;
    start = next ?? { anchor: start.anchor, months: start.months + length };
  });
  return stretches;
}

function startsOfStretches(rulings: Rulings): readonly number[] {
  const numbers = new Set([1, 2]);
  for (const [number, { lastDay }] of rulings) {
    numbers.add(number);
    if (lastDay !== null) numbers.add(number + 1);
  }
  return [...numbers].sort((a, b) => a - b);
}

function nextOfSingle(
  { initial }: ContractTerms,
  term: { readonly number: number; readonly start: Position; readonly lastDay: IsoDate | null },
): Position | null {
  const { number, start, lastDay } = term;
  const after = (day: number): Position => ({ anchor: dayOf(day + 1), months: 0 });
  if (lastDay !== null) return after(numberOfDate(lastDay));
  if (number > 1) return null;
  switch (initial.kind) {
    case 'months':
      return { anchor: start.anchor, months: initial.months };
    case 'days':
      return after(numberOf(start.anchor) + initial.days - 1);
    case 'last-day':
      return after(numberOfDate(initial.lastDay));
    case 'unknown':
      return null;
  }
}

function renewalMonthsOf({ renewal }: ContractTerms): number {
  return renewal.kind === 'auto' || renewal.kind === 'by-agreement' ? renewal.months : 0;
}

function lastTermNumber(terms: ContractTerms): number {
  const most = terms.maximumRenewals === null ? MOST_TERMS : terms.maximumRenewals + 1;
  switch (terms.renewal.kind) {
    case 'auto':
      return Math.min(most, MOST_TERMS);
    case 'by-agreement':
      return Math.min(most, (terms.agreedRenewals ?? 0) + 1);
    case 'none':
    case 'unknown':
      return 1;
    case 'evergreen':
      return 0;
  }
}

/** By arithmetic within each stretch: no term before the last is looked at. */
function countUpTo(stretches: readonly Stretch[], most: number, lastStart: number): number {
  let count = 0;
  for (const [index, stretch] of stretches.entries()) {
    const end = Math.min(most, (stretches[index + 1]?.number ?? most + 1) - 1);
    const last = Math.min(end, lastNumberIn(stretch, lastStart));
    count = Math.max(count, last);
    if (last < end || end === most) break;
  }
  return count;
}

/** The last number of the stretch, as if it had no end, that starts by a day and ends on a later day that can be told. */
function lastNumberIn(stretch: Stretch, lastStart: number): number {
  const { number, start, renewalMonths, next } = stretch;
  if (next !== null) {
    const [first, after] = [startOf(stretch, number), startOf(stretch, number + 1)];
    return first <= lastStart && after > first && after <= LAST_NUMBER ? number : number - 1;
  }
  // Renewals of no length would never come to an end; nothing that is taken has them.
  if (renewalMonths < 1) return number - 1;
  const steps = (to: number) =>
    Math.floor((monthsUpTo(start.anchor, dayOf(to)) - start.months) / renewalMonths);
  return number + Math.min(steps(lastStart), steps(LAST_NUMBER) - 1);
}

function startOf({ number: from, start, renewalMonths, next }: Stretch, number: number): number {
  const { anchor, months } = number > from && next !== null ? next : start;
  const steps = next === null ? number - from : 0;
  return numberOf(monthsAfter(anchor, months + steps * renewalMonths));
}

function stretchOf(stretches: readonly Stretch[], number: number): Stretch {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((stretches[middle]?.number ?? 0) <= number) low = middle;
    else high = middle - 1;
  }
  const stretch = stretches[low];
  if (stretch === undefined) throw new RangeError(`There is no term ${number}.`);
  return stretch;
}
