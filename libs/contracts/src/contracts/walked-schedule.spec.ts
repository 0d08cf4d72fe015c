import fc from 'fast-check';
import {
  addDays,
  contractSchedule,
  contractStanding,
  MOST_AMENDMENTS,
  type Amendment,
  type ContractTerms,
  type Notice,
} from '@countersign/domain';
import { walkedPlaces, walkedSchedule } from '@countersign/testing';

const calendar = { holidays: new Set(['2026-12-25', '2027-01-01']) };
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
        const standing = contractStanding(terms, holidays, today, { stillServed: true });
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
