import { contractSchedule, contractStanding, weekday, type ContractTerms } from '../index';
import { aContract, calendar } from './a-contract';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const spoken = (day: string | null | undefined) => (day ? `${DAYS[weekday(day) - 1]} ${day}` : null);

interface WorkedCase {
  readonly title: string;
  readonly terms: ContractTerms;
  readonly today: string;
  readonly current: readonly [number, string, string];
  readonly actionable: number;
  readonly lastNoticeDay: string;
  readonly lastSendDay: string;
}

const recv = (deliveryDays: number) => ({ noticeBasis: 'received-by' as const, deliveryDays });
const days = (n: number) => ({ notice: { kind: 'days' as const, days: n } });
const months = (n: number) => ({ notice: { kind: 'months' as const, months: n } });
const series = (initial: number, renewal: number) => ({
  initial: { kind: 'months' as const, months: initial },
  renewal: { kind: 'auto' as const, months: renewal },
});

// DESIGN section 5, worked cases.
const CASES: readonly WorkedCase[] = [
  {
    title: '2024-03-15, 12+12, 90 days, received by, 3',
    terms: aContract({ effectiveOn: '2024-03-15', ...series(12, 12), ...days(90), ...recv(3) }),
    today: '2026-11-22',
    current: [3, '2026-03-15', '2027-03-14'],
    actionable: 3,
    lastNoticeDay: 'Mon 2026-12-14',
    lastSendDay: 'Wed 2026-12-09',
  },
  {
    title: '2026-01-31, 1+1, 10 days, sent by',
    terms: aContract({ effectiveOn: '2026-01-31', ...series(1, 1), ...days(10) }),
    today: '2026-02-28',
    current: [2, '2026-02-28', '2026-03-30'],
    actionable: 2,
    lastNoticeDay: 'Fri 2026-03-20',
    lastSendDay: 'Fri 2026-03-20',
  },
  {
    title: '2024-02-29, 12+12, 2 months, sent by: locked in',
    terms: aContract({ effectiveOn: '2024-02-29', ...series(12, 12), ...months(2) }),
    today: '2028-02-28',
    current: [4, '2027-02-28', '2028-02-28'],
    actionable: 5,
    lastNoticeDay: 'Wed 2028-12-27',
    lastSendDay: 'Wed 2028-12-27',
  },
  {
    title: '2021-06-01, 36+12, 3 months, received by, 5',
    terms: aContract({ effectiveOn: '2021-06-01', ...series(36, 12), ...months(3), ...recv(5) }),
    today: '2028-12-15',
    current: [6, '2028-06-01', '2029-05-31'],
    actionable: 6,
    lastNoticeDay: 'Wed 2029-02-28',
    lastSendDay: 'Wed 2029-02-21',
  },
  {
    title: '2026-02-01, 12+12, 30 days, sent by: New Year is a holiday',
    terms: aContract({ effectiveOn: '2026-02-01', ...series(12, 12), ...days(30) }),
    today: '2026-12-01',
    current: [1, '2026-02-01', '2027-01-31'],
    actionable: 1,
    lastNoticeDay: 'Fri 2027-01-01',
    lastSendDay: 'Thu 2026-12-31',
  },
  {
    title: '2026-01-01, 12+12, 60 days, received by, 3',
    terms: aContract({ effectiveOn: '2026-01-01', ...series(12, 12), ...days(60), ...recv(3) }),
    today: '2026-10-01',
    current: [1, '2026-01-01', '2026-12-31'],
    actionable: 1,
    lastNoticeDay: 'Sun 2026-11-01',
    lastSendDay: 'Tue 2026-10-27',
  },
  {
    title: '2026-01-01, 12+12, window 90 to 60 days, sent by',
    terms: aContract({
      effectiveOn: '2026-01-01',
      ...series(12, 12),
      notice: { kind: 'window', opensDays: 90, closesDays: 60 },
    }),
    today: '2026-09-01',
    current: [1, '2026-01-01', '2026-12-31'],
    actionable: 1,
    lastNoticeDay: 'Sun 2026-11-01',
    lastSendDay: 'Fri 2026-10-30',
  },
  {
    title: '2026-01-01, 1+1, 60 days, sent by: two terms ahead',
    terms: aContract({ effectiveOn: '2026-01-01', ...series(1, 1), ...days(60) }),
    today: '2026-03-15',
    current: [3, '2026-03-01', '2026-03-31'],
    actionable: 5,
    lastNoticeDay: 'Wed 2026-04-01',
    lastSendDay: 'Wed 2026-04-01',
  },
  {
    title: '2025-03-15, typed last day 2025-12-31, renewals 12, 3 months, sent by',
    terms: aContract({
      effectiveOn: '2025-03-15',
      ...series(12, 12),
      initial: { kind: 'last-day', lastDay: '2025-12-31' },
      ...months(3),
    }),
    today: '2026-06-01',
    current: [2, '2026-01-01', '2026-12-31'],
    actionable: 2,
    lastNoticeDay: 'Wed 2026-09-30',
    lastSendDay: 'Wed 2026-09-30',
  },
  {
    title: '2024-01-01, 12+12; amendment: term 3 ends 2027-06-30, then 24, 6 months, sent by',
    terms: aContract({
      effectiveOn: '2024-01-01',
      ...series(12, 12),
      amendments: [
        {
          fromTerm: 3,
          agreedOn: '2026-05-01',
          lastDay: '2027-06-30',
          renewalMonths: 24,
          notice: { kind: 'months', months: 6 },
        },
      ],
    }),
    today: '2026-06-01',
    current: [3, '2026-01-01', '2027-06-30'],
    actionable: 3,
    lastNoticeDay: 'Wed 2026-12-30',
    lastSendDay: 'Wed 2026-12-30',
  },
];

describe('The worked cases of contract terms', () => {
  it.each(CASES)('computes $title', (worked) => {
    const { state, currentTerm, actionableTerm, lockedInUntil } = contractStanding(
      worked.terms,
      calendar,
      worked.today,
      { stillServed: true },
    );
    expect(state).toBe('in-term');
    expect([currentTerm?.number, currentTerm?.firstDay, currentTerm?.lastDay]).toEqual(worked.current);
    expect(actionableTerm?.number).toBe(worked.actionable);
    expect(spoken(actionableTerm?.lastNoticeDay)).toBe(worked.lastNoticeDay);
    expect(spoken(actionableTerm?.lastSendDay)).toBe(worked.lastSendDay);
    const lockedIn = worked.actionable !== worked.current[0];
    expect(lockedInUntil).toBe(lockedIn ? actionableTerm?.lastDay : null);
  });

  it('opens the window of 90 to 60 days on Saturday 3 October and lets notice go from Monday 5 October', () => {
    const [term] = contractSchedule(
      aContract({
        effectiveOn: '2026-01-01',
        ...series(12, 12),
        notice: { kind: 'window', opensDays: 90, closesDays: 60 },
      }),
      calendar,
      { until: '2026-01-01' },
    );
    expect(spoken(term?.opensOn)).toBe('Sat 2026-10-03');
    expect(spoken(term?.sendFrom)).toBe('Mon 2026-10-05');
  });

  it('counts 24 months after the amended term', () => {
    const amended = CASES.at(-1);
    const schedule = contractSchedule(amended?.terms ?? aContract({}), calendar, { until: '2030-01-01' });
    expect(schedule.map(({ number, firstDay, lastDay }) => [number, firstDay, lastDay])).toEqual([
      [1, '2024-01-01', '2024-12-31'],
      [2, '2025-01-01', '2025-12-31'],
      [3, '2026-01-01', '2027-06-30'],
      [4, '2027-07-01', '2029-06-30'],
      [5, '2029-07-01', '2031-06-30'],
    ]);
  });
});
