import { contractSchedule, contractStanding, weekday, type ContractTerms } from '../index';
import { aContract, calendar } from './a-contract';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const spoken = (day: string | null | undefined) => (day ? `${DAYS[weekday(day) - 1]} ${day}` : null);

const days = (n: number) => ({ notice: { kind: 'days' as const, days: n } });
const received = (deliveryDays: number) => ({ noticeBasis: 'received-by' as const, deliveryDays });
const monthly = {
  initial: { kind: 'months' as const, months: 1 },
  renewal: { kind: 'auto' as const, months: 1 },
};
const amendment = { lastDay: null, renewalMonths: null, notice: null };

const yearly = aContract(days(60));
const thirtyDays = {
  ...amendment,
  fromTerm: 1,
  agreedOn: '2026-11-20',
  notice: { kind: 'days', days: 30 },
} as const;
const byAgreement = aContract({
  ...days(60),
  ...received(3),
  renewal: { kind: 'by-agreement', months: 12 },
});

interface Stands {
  readonly current: number | null;
  readonly lockedInUntil?: string;
  readonly actionable: number | null;
  readonly on?: string;
}

// WORKED_CASES, contracts: what each is, and day by day the current term, the actionable term and its date.
const CASES: readonly (readonly [string, ContractTerms, Readonly<Record<string, Stands>>])[] = [
  [
    '1: from 2024-01-01, at most 2 renewals, 90 days',
    aContract({ effectiveOn: '2024-01-01', maximumRenewals: 2, ...days(90) }),
    {
      '2025-09-15': { current: 2, actionable: 2, on: 'Thu 2025-10-02' },
      '2025-11-15': { current: 2, lockedInUntil: '2026-12-31', actionable: 3, on: 'Thu 2026-12-31' },
      '2026-11-26': { current: 3, actionable: 3, on: 'Thu 2026-12-31' },
    },
  ],
  [
    '2: by agreement, received by, 3',
    byAgreement,
    {
      '2026-10-01': { current: 1, actionable: 1, on: 'Tue 2026-10-27' },
      '2026-11-10': { current: 1, actionable: 1, on: 'Thu 2026-12-31' },
      '2027-01-05': { current: null, actionable: null },
    },
  ],
  [
    '3: the same, an agreed term to 2027-06-30 signed 2026-12-10',
    { ...byAgreement, agreedTerms: [{ lastDay: '2027-06-30', signedOn: '2026-12-10' }] },
    { '2026-12-15': { current: 1, actionable: 2, on: 'Tue 2027-04-27' } },
  ],
  [
    '4: no renewal, 90 days',
    aContract({ renewal: { kind: 'none' }, ...days(90) }),
    {
      '2026-09-01': { current: 1, actionable: 1, on: 'Thu 2026-12-31' },
      '2026-11-01': { current: 1, actionable: 1, on: 'Thu 2026-12-31' },
    },
  ],
  [
    '5: an amendment of 2026-11-20 moves the end of term 1 to 2027-12-31',
    {
      ...yearly,
      amendments: [{ ...amendment, fromTerm: 1, agreedOn: '2026-11-20', lastDay: '2027-12-31' }],
    },
    { '2026-11-26': { current: 1, actionable: 1, on: 'Mon 2027-11-01' } },
  ],
  [
    '6: 90 days; an amendment of 2026-11-20 to 30 days from term 1',
    aContract({ ...days(90), amendments: [thirtyDays] }),
    { '2026-11-26': { current: 1, lockedInUntil: '2027-12-31', actionable: 2, on: 'Wed 2027-12-01' } },
  ],
  [
    '6: the same, reopening',
    aContract({ ...days(90), amendments: [{ ...thirtyDays, reopens: true }] }),
    { '2026-11-26': { current: 1, actionable: 1, on: 'Tue 2026-12-01' } },
  ],
  [
    '7: monthly; an amendment of 2026-11-05 to 10 days from term 11',
    aContract({
      ...days(60),
      ...monthly,
      amendments: [
        { ...amendment, fromTerm: 11, agreedOn: '2026-11-05', notice: { kind: 'days', days: 10 } },
      ],
    }),
    { '2026-11-06': { current: 11, lockedInUntil: '2026-12-31', actionable: 12, on: 'Mon 2026-12-21' } },
  ],
  [
    '10: unknown after 12 months, 30 days',
    aContract({ renewal: { kind: 'unknown' }, ...days(30) }),
    {
      '2026-11-26': { current: 1, actionable: 1, on: 'Tue 2026-12-01' },
      '2026-12-15': { current: 1, actionable: 1, on: 'Thu 2026-12-31' },
      '2027-01-02': { current: null, actionable: null },
    },
  ],
  [
    '11: from 2024-01-01, latest end 2027-06-30',
    aContract({ effectiveOn: '2024-01-01', latestEnd: '2027-06-30', ...days(60) }),
    { '2026-11-26': { current: 3, lockedInUntil: '2027-06-30', actionable: 4, on: 'Wed 2027-06-30' } },
  ],
];

describe('The worked cases of contracts under rule version 2026.2', () => {
  it.each(CASES)('%s', (_title, terms, expected) => {
    const found = Object.fromEntries(
      Object.keys(expected).map((today) => {
        const { currentTerm, actionableTerm, actionableDate, lockedInUntil } = contractStanding(
          terms,
          calendar,
          today,
          { stillServed: true },
        );
        const stands: Stands = {
          current: currentTerm?.number ?? null,
          actionable: actionableTerm?.number ?? null,
          ...(actionableDate !== null && { on: spoken(actionableDate) ?? '' }),
          ...(lockedInUntil !== null && { lockedInUntil }),
        };
        return [today, stands];
      }),
    );
    expect(found).toEqual(expected);
  });

  it('1: ends by itself with its last allowed renewal', () => {
    const [, terms] = CASES[0]!;
    expect(contractSchedule(terms, calendar, { until: '2030-01-01' }).map(({ ending }) => ending)).toEqual([
      'renews',
      'renews',
      'ends',
    ]);
  });

  it('2 and 10: the day after is held over for one, and work of its own for the other', () => {
    const state = (terms: ContractTerms, today: string) =>
      contractStanding(terms, calendar, today, { stillServed: true }).state;
    expect(state(byAgreement, '2027-01-05')).toBe('held-over');
    expect(state(aContract({ renewal: { kind: 'unknown' }, ...days(30) }), '2027-01-02')).toBe('unknown');
  });

  it('3: the notice of an agreed term has its own days', () => {
    const terms = { ...byAgreement, agreedTerms: [{ lastDay: '2027-06-30', signedOn: '2026-12-10' }] };
    const [, second] = contractSchedule(terms, calendar, { until: '2030-01-01' });
    expect([spoken(second?.lastNoticeDay), spoken(second?.lastSendDay)]).toEqual([
      'Sat 2027-05-01',
      'Tue 2027-04-27',
    ]);
  });
});
