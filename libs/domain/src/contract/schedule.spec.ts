import fc from 'fast-check';
import {
  addDays,
  addMonths,
  contractSchedule,
  contractStanding,
  MOST_AMENDMENTS,
  validateContractTerms,
  type Amendment,
  type ContractTerms,
  type Notice,
} from '../index';
import { aContract, calendar } from './a-contract';
import { walkedPlaces, walkedSchedule } from './testing/walked-schedule';

const day = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((count) => addDays(from, count));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const anyNotice: fc.Arbitrary<Notice> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.integer({ min: 0, max: 200 }).map((days) => ({ kind: 'days' as const, days })),
  fc.integer({ min: 1, max: 14 }).map((months) => ({ kind: 'months' as const, months })),
  fc
    .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 90 }))
    .map(([closesDays, more]) => ({ kind: 'window' as const, opensDays: closesDays + more, closesDays })),
);

const anyAmendment: fc.Arbitrary<Amendment> = fc.record({
  fromTerm: fc.integer({ min: 1, max: 30 }),
  agreedOn: day('2020-01-01', 3_000),
  // Most of them fall before the term they are for, and end the series there.
  lastDay: fc.option(day('2020-01-01', 3_000), { nil: null, freq: 3 }),
  renewalMonths: orNull(fc.integer({ min: 1, max: 24 })),
  notice: orNull(anyNotice),
  reopens: fc.boolean(),
});

const anyTerms: fc.Arbitrary<ContractTerms> = fc.record({
  effectiveOn: day('2020-01-01', 800),
  serviceStartOn: orNull(day('2020-01-01', 900)),
  initial: fc.oneof(
    fc.integer({ min: 1, max: 24 }).map((months) => ({ kind: 'months' as const, months })),
    fc.integer({ min: 1, max: 500 }).map((days) => ({ kind: 'days' as const, days })),
    day('2021-01-01', 900).map((lastDay) => ({ kind: 'last-day' as const, lastDay })),
  ),
  renewal: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.integer({ min: 1, max: 13 }).map((months) => ({ kind: 'auto' as const, months })),
    },
    fc.integer({ min: 1, max: 13 }).map((months) => ({ kind: 'by-agreement' as const, months })),
    fc.constantFrom(...(['none', 'evergreen', 'unknown'] as const)).map((kind) => ({ kind })),
  ),
  maximumRenewals: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null, freq: 3 }),
  latestEnd: fc.option(day('2021-01-01', 4_000), { nil: null, freq: 3 }),
  notice: anyNotice,
  noticeBasis: fc.constantFrom('sent-by' as const, 'received-by' as const),
  deliveryDays: fc.integer({ min: 0, max: 60 }),
  amendments: fc.array(anyAmendment, { maxLength: 7 }),
  endedEarlyOn: fc.option(day('2021-01-01', 3_000), { nil: null, freq: 4 }),
  agreedRenewals: fc.integer({ min: 0, max: 30 }),
  agreedTerms: fc.array(
    fc.record({ lastDay: day('2021-01-01', 4_000), signedOn: day('2021-01-01', 4_000) }),
    {
      maxLength: 3,
    },
  ),
});

const anyCalendar = fc
  .array(day('2019-12-01', 4_000), { maxLength: 40 })
  .map((days) => ({ holidays: new Set([...days, ...calendar.holidays]) }));

describe('The computed terms', () => {
  it('are those that walking through every term under every amendment finds', () => {
    fc.assert(
      fc.property(anyTerms, anyCalendar, day('2020-01-01', 3_500), (terms, holidays, until) => {
        expect(contractSchedule(terms, holidays, { until })).toEqual(
          walkedSchedule(terms, holidays, { until }),
        );
      }),
      { numRuns: 1_500 },
    );
  });

  it('hold the same current, actionable and last one on any day', () => {
    fc.assert(
      fc.property(anyTerms, anyCalendar, day('2019-12-01', 3_500), (terms, holidays, today) => {
        const { current, actionable, date, lockedInUntil } = walkedPlaces(terms, holidays, today);
        const standing = contractStanding(terms, holidays, today, { engagementOpen: true });
        expect(standing.currentTerm).toEqual(current);
        expect(standing.actionableTerm).toEqual(actionable);
        expect(standing.actionableDate).toBe(date);
        expect(standing.lockedInUntil).toBe(lockedInUntil);
      }),
      { numRuns: 700 },
    );
  });

  it('are the same under as many amendments as a contract may have', () => {
    const many = fc.array(anyAmendment, { minLength: MOST_AMENDMENTS, maxLength: MOST_AMENDMENTS });
    fc.assert(
      fc.property(anyTerms, many, day('2020-01-01', 3_500), (stated, amendments, until) => {
        const terms = { ...stated, amendments };
        expect(contractSchedule(terms, calendar, { until })).toEqual(
          walkedSchedule(terms, calendar, { until }),
        );
      }),
      { numRuns: 60 },
    );
  });
});

/** Monthly from the first day that is taken, every amendment about the notice of every term. */
function theLongest(amendments: number) {
  const count = { notices: 0 };
  const counted = (days: number): Notice => ({
    // Read once for each notice day that is counted.
    get kind() {
      count.notices += 1;
      return 'days' as const;
    },
    days,
  });
  const terms = aContract({
    effectiveOn: '1950-01-01',
    initial: { kind: 'months', months: 1 },
    renewal: { kind: 'auto', months: 1 },
    notice: counted(30),
    noticeBasis: 'received-by',
    deliveryDays: 60,
    amendments: Array.from({ length: amendments }, (_none, n) => ({
      fromTerm: 1 + (n % 3),
      agreedOn: addDays('1950-01-01', n),
      lastDay: null,
      renewalMonths: null,
      notice: counted(30 + n),
    })),
  });
  return { terms, count };
}

describe('The longest contract', () => {
  const today = '2026-11-22';

  it('is one that is accepted', () => {
    expect(validateContractTerms(theLongest(MOST_AMENDMENTS).terms)).toEqual([]);
  });

  it('is read by counting the notices of the terms around today alone', () => {
    const alone = theLongest(0);
    contractStanding(alone.terms, calendar, today, { engagementOpen: true });
    const amended = theLongest(MOST_AMENDMENTS);
    contractStanding(amended.terms, calendar, today, { engagementOpen: true });
    // Of 925 terms that have begun.
    expect(alone.count.notices).toBeLessThan(30);
    expect(amended.count.notices).toBeLessThan(30 * (MOST_AMENDMENTS + 1));
  });

  it('costs at most one count of notice days for each term and amendment when all of it is computed', () => {
    const { terms, count } = theLongest(MOST_AMENDMENTS);
    const schedule = contractSchedule(terms, calendar, { until: addMonths(today, 24) });
    expect(schedule).toHaveLength(947);
    expect(count.notices).toBeLessThan(947 * (MOST_AMENDMENTS + 3));
  });

  it('asks for the notices of a term that had passed at an amendment no more at the later ones', () => {
    const { terms, count } = theLongest(MOST_AMENDMENTS);
    const late = terms.amendments.map((amendment) => ({ ...amendment, agreedOn: today }));
    contractSchedule({ ...terms, amendments: late }, calendar, { until: addMonths(today, 24) });
    expect(count.notices).toBeLessThan(947 * 6);
  });

  it('of before there were bounds is bounded all the same', () => {
    const { terms, count } = theLongest(2_000);
    const old = { ...terms, effectiveOn: '1583-01-01' };
    const schedule = contractSchedule(old, calendar, { until: '2600-01-01' });
    expect(schedule).toHaveLength(2_400);
    expect(count.notices).toBeLessThan(2_400 * (MOST_AMENDMENTS + 3));
  });

  it('that says it has no end, as other systems write it, tells of no term', () => {
    const noEnd = aContract({ initial: { kind: 'last-day', lastDay: '9999-12-31' } });
    expect(contractSchedule(noEnd, calendar, { until: '2030-01-01' })).toEqual([]);
  });
});
