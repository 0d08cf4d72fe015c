import {
  addDays,
  addMonths,
  contractSchedule,
  contractStanding,
  MOST_AMENDMENTS,
  validateContractTerms,
  type Notice,
} from '../index';
import { aContract, calendar } from './a-contract';

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
    contractStanding(alone.terms, calendar, today, { stillServed: true });
    const amended = theLongest(MOST_AMENDMENTS);
    contractStanding(amended.terms, calendar, today, { stillServed: true });
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
