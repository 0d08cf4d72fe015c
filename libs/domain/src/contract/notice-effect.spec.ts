import {
  addDays,
  noticeEffect,
  termsUnderNotice,
  contractSchedule,
  type ContractTerms,
  type NoticeEffect,
} from '../index';
import { aContract, calendar } from './a-contract';

const days = (n: number) => ({ notice: { kind: 'days' as const, days: n } });
const received = { noticeBasis: 'received-by' as const, deliveryDays: 3 };
const yearly = aContract(days(60));
const evergreen = aContract({
  effectiveOn: '2024-01-01',
  renewal: { kind: 'evergreen' },
  ...days(90),
  ...received,
});

const effect = (terms: ContractTerms, sentOn: string, receivedOn: string | null = null): NoticeEffect =>
  noticeEffect(terms, calendar, { sentOn, receivedOn });

interface Expected {
  readonly because: NoticeEffect['because'];
  readonly countedOn: string;
  readonly ends: string | null;
  readonly lateFor?: number;
}

// WORKED_CASES, contracts 8 and 9, then what they leave open.
const CASES: readonly (readonly [string, ContractTerms, string, string | null, Expected])[] = [
  [
    '8: evergreen, sent Wed 2026-11-25',
    evergreen,
    '2026-11-25',
    null,
    { because: 'in-time', countedOn: '2026-11-30', ends: '2027-02-28' },
  ],
  [
    '8: evergreen, sent within the first 12 months',
    evergreen,
    '2024-03-01',
    null,
    { because: 'in-time', countedOn: '2024-03-06', ends: '2024-12-31' },
  ],
  [
    '9: sent by, Sat 2026-10-31, after the last send day',
    yearly,
    '2026-10-31',
    null,
    { because: 'in-time', countedOn: '2026-10-31', ends: '2026-12-31' },
  ],
  [
    '9: sent by, on the last notice day, a Sunday',
    yearly,
    '2026-11-01',
    null,
    { because: 'in-time', countedOn: '2026-11-01', ends: '2026-12-31' },
  ],
  [
    '9: sent by, Mon 2026-11-02',
    yearly,
    '2026-11-02',
    null,
    { because: 'late', countedOn: '2026-11-02', ends: '2027-12-31', lateFor: 1 },
  ],
  [
    '9: received by, sent 2026-10-28',
    { ...yearly, ...received },
    '2026-10-28',
    null,
    { because: 'late', countedOn: '2026-11-02', ends: '2027-12-31', lateFor: 1 },
  ],
  [
    '9: received by, the same with receipt proved',
    { ...yearly, ...received },
    '2026-10-28',
    '2026-10-29',
    { because: 'in-time', countedOn: '2026-10-29', ends: '2026-12-31' },
  ],
  [
    'received by, on its last send day',
    { ...yearly, ...received },
    '2026-10-27',
    null,
    { because: 'in-time', countedOn: '2026-10-30', ends: '2026-12-31' },
  ],
  [
    'an unknown basis, counted as received',
    { ...yearly, noticeBasis: 'unknown', deliveryDays: 3 },
    '2026-10-28',
    null,
    { because: 'late', countedOn: '2026-11-02', ends: '2027-12-31', lateFor: 1 },
  ],
  [
    'before the window opens',
    aContract({ notice: { kind: 'window', opensDays: 90, closesDays: 60 } }),
    '2026-10-02',
    null,
    { because: 'before-window', countedOn: '2026-10-02', ends: null },
  ],
  [
    'on the day the window opens',
    aContract({ notice: { kind: 'window', opensDays: 90, closesDays: 60 } }),
    '2026-10-03',
    null,
    { because: 'in-time', countedOn: '2026-10-03', ends: '2026-12-31' },
  ],
  [
    'after the window, before the next one opens',
    aContract({ notice: { kind: 'window', opensDays: 90, closesDays: 60 } }),
    '2026-11-02',
    null,
    { because: 'late', countedOn: '2026-11-02', ends: null, lateFor: 1 },
  ],
  [
    'monthly with 60 days: the term after next',
    aContract({ ...days(60), initial: { kind: 'months', months: 1 }, renewal: { kind: 'auto', months: 1 } }),
    '2026-03-15',
    null,
    { because: 'late', countedOn: '2026-03-15', ends: '2026-05-31', lateFor: 4 },
  ],
  [
    'no notice needed: any day of the term',
    aContract({}),
    '2026-12-31',
    null,
    { because: 'in-time', countedOn: '2026-12-31', ends: '2026-12-31' },
  ],
  [
    'before the first day',
    yearly,
    '2025-12-20',
    null,
    { because: 'in-time', countedOn: '2025-12-20', ends: '2026-12-31' },
  ],
  [
    'where it ends by itself',
    aContract({ ...days(60), renewal: { kind: 'none' } }),
    '2026-03-01',
    null,
    { because: 'ends-anyway', countedOn: '2026-03-01', ends: '2026-12-31' },
  ],
  [
    'where a further term has to be agreed',
    aContract({ ...days(60), renewal: { kind: 'by-agreement', months: 12 } }),
    '2026-11-20',
    null,
    { because: 'ends-anyway', countedOn: '2026-11-20', ends: '2026-12-31' },
  ],
  [
    'late for the term before the last, which ends by itself',
    aContract({ ...days(60), maximumRenewals: 1 }),
    '2026-11-02',
    null,
    { because: 'late', countedOn: '2026-11-02', ends: '2027-12-31', lateFor: 1 },
  ],
  [
    'unknown renewal, in time',
    aContract({ ...days(60), renewal: { kind: 'unknown' } }),
    '2026-10-01',
    null,
    { because: 'in-time', countedOn: '2026-10-01', ends: '2026-12-31' },
  ],
  [
    'unknown renewal, late: nobody knows what follows',
    aContract({ ...days(60), renewal: { kind: 'unknown' } }),
    '2026-11-20',
    null,
    { because: 'late', countedOn: '2026-11-20', ends: null, lateFor: 1 },
  ],
  [
    'after the last day',
    aContract({ ...days(60), renewal: { kind: 'none' } }),
    '2027-01-05',
    null,
    { because: 'nothing-to-end', countedOn: '2027-01-05', ends: null },
  ],
  [
    'a notice of unknown length',
    aContract({ notice: { kind: 'unknown' } }),
    '2026-03-01',
    null,
    { because: 'not-known', countedOn: '2026-03-01', ends: null },
  ],
  [
    'evergreen without a notice period',
    aContract({ renewal: { kind: 'evergreen' } }),
    '2027-03-01',
    null,
    { because: 'in-time', countedOn: '2027-03-01', ends: '2027-03-01' },
  ],
  [
    'evergreen whose initial term is not known',
    aContract({ ...days(30), renewal: { kind: 'evergreen' }, initial: { kind: 'unknown' } }),
    '2027-03-01',
    null,
    { because: 'not-known', countedOn: '2027-03-01', ends: null },
  ],
];

describe('A notice', () => {
  it.each(CASES)('%s', (_title, terms, sentOn, receivedOn, expected) => {
    const { because, countedOn, ends, lateFor } = effect(terms, sentOn, receivedOn);
    expect({
      because,
      countedOn,
      ends: ends?.lastDay ?? null,
      ...(lateFor !== null && { lateFor: lateFor.termNumber }),
    }).toEqual(expected);
  });

  it('says of what it came too late for, and when the window opens that it missed', () => {
    expect(effect(yearly, '2026-11-02')).toMatchObject({
      ends: { termNumber: 2, lastDay: '2027-12-31' },
      lateFor: { termNumber: 1, lastDay: '2026-12-31' },
    });
    const window = aContract({ notice: { kind: 'window', opensDays: 90, closesDays: 60 } });
    expect(effect(window, '2026-10-02').opensOn).toBe('2026-10-03');
    expect(effect(window, '2026-11-02').opensOn).toBe('2027-10-03');
  });

  it('does not end a term that an agreed one follows', () => {
    const terms = aContract({
      ...days(60),
      renewal: { kind: 'by-agreement', months: 12 },
      agreedTerms: [{ lastDay: '2027-06-30', signedOn: '2026-06-01' }],
    });
    expect(effect(terms, '2026-07-01')).toMatchObject({
      because: 'ends-anyway',
      ends: { termNumber: 2, lastDay: '2027-06-30' },
    });
  });

  it('is in time exactly up to the last notice day, day by day', () => {
    const ends = Array.from({ length: 800 }, (_none, n) => addDays('2026-01-01', n)).map((day) => [
      day,
      effect(yearly, day).ends?.lastDay,
    ]);
    const expected = ends.map(([day]) => [
      day,
      (day ?? '') <= '2026-11-01' ? '2026-12-31' : (day ?? '') <= '2027-11-01' ? '2027-12-31' : '2028-12-31',
    ]);
    expect(ends).toEqual(expected);
  });

  it('ends the contract with its day, unless that ends before', () => {
    const last = (terms: ContractTerms) => contractSchedule(terms, calendar, { until: '2040-01-01' }).at(-1);
    expect(last(termsUnderNotice(yearly, { endsOn: '2027-12-31' }))).toMatchObject({
      number: 2,
      lastDay: '2027-12-31',
      ending: 'ends',
    });
    expect(
      termsUnderNotice({ ...yearly, endedEarlyOn: '2026-06-30' }, { endsOn: '2026-12-31' }).endedEarlyOn,
    ).toBe('2026-06-30');
    expect(termsUnderNotice(yearly, { endsOn: null })).toBe(yearly);
    expect(termsUnderNotice(yearly, null)).toBe(yearly);
    expect(last(termsUnderNotice(evergreen, { endsOn: '2027-02-28' }))).toMatchObject({
      lastDay: '2027-02-28',
    });
  });
});
