import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compareDates,
  contractSchedule,
  contractStanding,
  isBusinessDay,
  lastNoticeDayOf,
  validateContractTerms,
  type ContractTerms,
} from '../index';
import { aContract, calendar } from './a-contract';

const standing = (terms: ContractTerms, today: string, stillServed = true) =>
  contractStanding(terms, calendar, today, { stillServed });
const lastDays = (terms: ContractTerms, until: string) =>
  contractSchedule(terms, calendar, { until }).map(({ lastDay }) => lastDay);

describe('A contract', () => {
  it('has not started before its first day, and a stated service start is that day', () => {
    const terms = aContract({ effectiveOn: '2026-01-01', serviceStartOn: '2026-03-01' });
    expect(standing(terms, '2026-02-28').state).toBe('not-started');
    expect(standing(terms, '2026-03-01').currentTerm?.lastDay).toBe('2027-02-28');
  });

  it('shows the first term as actionable before it starts', () => {
    expect(standing(aContract({ effectiveOn: '2027-01-01' }), '2026-11-22').actionableTerm?.number).toBe(1);
  });

  it('belongs to its last day, and is held over or ended the day after', () => {
    const terms = aContract({ renewal: { kind: 'none' } });
    expect(standing(terms, '2026-12-31').state).toBe('in-term');
    expect(standing(terms, '2027-01-01', true).state).toBe('held-over');
    expect(standing(terms, '2027-01-01', false).state).toBe('ended');
    expect(standing(terms, '2027-01-01').actionableTerm).toBeNull();
  });

  it('counts to the last day where no notice is due', () => {
    const term = standing(aContract({}), '2026-12-31').actionableTerm;
    expect([term?.number, term?.lastSendDay]).toEqual([1, null]);
  });

  it('renews by agreement only as often as agreed', () => {
    const terms = aContract({ renewal: { kind: 'by-agreement', months: 12 } });
    expect(lastDays(terms, '2030-01-01')).toEqual(['2026-12-31']);
    expect(lastDays({ ...terms, agreedRenewals: 1 }, '2030-01-01')).toEqual(['2026-12-31', '2027-12-31']);
  });

  it('ends its series at the maximum number of renewals or the latest end', () => {
    expect(lastDays(aContract({ maximumRenewals: 1 }), '2030-01-01')).toEqual(['2026-12-31', '2027-12-31']);
    expect(lastDays(aContract({ latestEnd: '2027-06-30' }), '2030-01-01')).toEqual([
      '2026-12-31',
      '2027-06-30',
    ]);
  });

  it('that ends by itself counts to its last day, and needs no notice', () => {
    const notice = { kind: 'days' as const, days: 90 };
    for (const ending of [
      { maximumRenewals: 0 },
      { latestEnd: '2026-12-31' },
      { endedEarlyOn: '2026-12-31' },
    ]) {
      expect(standing(aContract({ ...ending, notice }), '2026-11-22')).toMatchObject({
        actionableTerm: { number: 1, ending: 'ends', lastNoticeDay: null, lastSendDay: null },
        actionableDate: '2026-12-31',
        lockedInUntil: null,
      });
    }
  });

  it('is locked in once the last notice day has passed, not the day to send by', () => {
    const terms = aContract({
      notice: { kind: 'days', days: 60 },
      noticeBasis: 'received-by',
      deliveryDays: 3,
    });
    const on = (today: string) => {
      const { actionableTerm, lockedInUntil } = standing(terms, today);
      return [actionableTerm?.number, lockedInUntil];
    };
    expect(on('2026-10-27')).toEqual([1, null]);
    expect(on('2026-11-01')).toEqual([2, null]);
    expect(on('2026-11-02')).toEqual([2, '2027-12-31']);
  });

  it('finds the term to act on however long the notice', () => {
    const terms = aContract({
      initial: { kind: 'months', months: 1 },
      renewal: { kind: 'auto', months: 1 },
      notice: { kind: 'days', days: 3_660 },
    });
    expect(standing(terms, '2026-03-15')).toMatchObject({
      actionableTerm: { number: 123, lastDay: '2036-03-31' },
      actionableDate: '2026-03-24',
    });
  });

  it('goes on by the terms agreed one by one, from the day after its last', () => {
    const agreedTerms = [
      { lastDay: '2027-06-30', signedOn: '2026-12-10' },
      { lastDay: '2028-06-30', signedOn: '2027-05-02' },
    ];
    for (const kind of ['none', 'unknown'] as const) {
      const schedule = contractSchedule(aContract({ renewal: { kind }, agreedTerms }), calendar, {
        until: '2030-01-01',
      });
      expect(schedule.map(({ firstDay, lastDay, ending }) => [firstDay, lastDay, ending])).toEqual([
        ['2026-01-01', '2026-12-31', 'agreed'],
        ['2027-01-01', '2027-06-30', 'agreed'],
        ['2027-07-01', '2028-06-30', kind === 'none' ? 'ends' : 'not-known'],
      ]);
    }
    const spent = aContract({ maximumRenewals: 0, agreedTerms });
    // Nobody knows of a term before it is signed.
    expect(standing(spent, '2026-12-09')).toMatchObject({ currentTerm: { number: 1, ending: 'ends' } });
    expect(standing(spent, '2026-12-15')).toMatchObject({
      currentTerm: { number: 1, ending: 'agreed' },
      actionableTerm: { number: 2 },
      actionableDate: '2027-06-30',
    });
    expect(standing(spent, '2027-05-02')).toMatchObject({
      currentTerm: { number: 2, ending: 'agreed' },
      actionableTerm: { number: 3 },
      actionableDate: '2028-06-30',
    });
  });

  it('has no later terms after an early end, and no notice left to give', () => {
    const terms = aContract({ endedEarlyOn: '2027-03-31', notice: { kind: 'days', days: 30 } });
    const schedule = contractSchedule(terms, calendar, { until: '2030-01-01' });
    expect(schedule.map(({ lastDay, lastSendDay }) => [lastDay, lastSendDay])).toEqual([
      ['2026-12-31', '2026-12-01'],
      ['2027-03-31', null],
    ]);
    expect(standing(terms, '2027-04-01', false).state).toBe('ended');
  });

  it('never guesses an unknown renewal', () => {
    const terms = aContract({ renewal: { kind: 'unknown' }, notice: { kind: 'days', days: 30 } });
    expect(standing(terms, '2026-06-01')).toMatchObject({ state: 'unknown', currentTerm: { number: 1 } });
    expect(standing(terms, '2027-06-01')).toMatchObject({ state: 'unknown', currentTerm: null });
  });

  it('without end says on which day a notice sent today ends it', () => {
    const evergreen = {
      renewal: { kind: 'evergreen' as const },
      initial: { kind: 'months' as const, months: 0 },
    };
    const sent = aContract({ ...evergreen, notice: { kind: 'days', days: 30 } });
    expect(standing(sent, '2026-11-22')).toMatchObject({
      state: 'evergreen',
      currentTerm: null,
      // 22 November is a Sunday: the notice leaves on Monday.
      noticeTodayEndsOn: '2026-12-23',
    });
    const received = aContract({
      ...evergreen,
      notice: { kind: 'months', months: 1 },
      noticeBasis: 'received-by',
      deliveryDays: 3,
    });
    expect(standing(received, '2026-11-23').noticeTodayEndsOn).toBe('2026-12-26');
  });

  it('without end cannot end before its initial term', () => {
    const terms = aContract({ renewal: { kind: 'evergreen' }, notice: { kind: 'days', days: 30 } });
    expect(standing(terms, '2026-02-02').noticeTodayEndsOn).toBe('2026-12-31');
  });

  it('has a new notice day where an amendment moves its last day, though the old one had passed', () => {
    const terms = aContract({
      notice: { kind: 'days', days: 90 },
      amendments: [
        { fromTerm: 1, agreedOn: '2026-11-22', lastDay: '2027-06-30', renewalMonths: null, notice: null },
      ],
    });
    const [first, second] = contractSchedule(terms, calendar, { until: '2027-07-01' });
    expect(first).toMatchObject({
      lastDay: '2027-06-30',
      lastNoticeDay: '2027-04-01',
      lastSendDay: '2027-04-01',
    });
    expect(second).toMatchObject({
      firstDay: '2027-07-01',
      lastDay: '2028-06-30',
      lastNoticeDay: '2028-04-01',
    });
  });

  it('loses a notice day for good in the term in which a shorter notice was agreed, unless it is reopened', () => {
    const shorter = {
      fromTerm: 1,
      agreedOn: '2026-11-20',
      lastDay: null,
      renewalMonths: null,
      notice: { kind: 'days', days: 30 },
    } as const;
    const noticeDays = (...amendments: ContractTerms['amendments']) =>
      contractSchedule(aContract({ notice: { kind: 'days', days: 90 }, amendments }), calendar, {
        until: '2027-01-01',
      }).map(({ lastNoticeDay }) => lastNoticeDay);
    expect(noticeDays(shorter)).toEqual(['2026-10-02', '2027-12-01']);
    expect(noticeDays({ ...shorter, agreedOn: '2026-10-02' })).toEqual(['2026-12-01', '2027-12-01']);
    expect(noticeDays({ ...shorter, reopens: true })).toEqual(['2026-12-01', '2027-12-01']);
    const later = { ...shorter, agreedOn: '2026-11-25', notice: { kind: 'days', days: 20 } } as const;
    expect(noticeDays(shorter, later)).toEqual(['2026-10-02', '2027-12-11']);
    expect(noticeDays(shorter, { ...later, reopens: true })).toEqual(['2026-12-11', '2027-12-11']);
  });

  it('follows its amendments in the order in which they were agreed', () => {
    const change = { renewalMonths: null, notice: null };
    const terms = aContract({
      amendments: [
        { ...change, fromTerm: 1, agreedOn: '2026-06-01', lastDay: '2027-03-31' },
        { ...change, fromTerm: 1, agreedOn: '2026-03-01', lastDay: '2026-09-30' },
      ],
    });
    expect(lastDays(terms, '2027-04-01')).toEqual(['2027-03-31', '2028-03-31']);
  });

  it('takes a new length of renewal from a named term on, without drift', () => {
    const terms = aContract({
      effectiveOn: '2026-01-31',
      initial: { kind: 'months', months: 1 },
      renewal: { kind: 'auto', months: 1 },
      amendments: [{ fromTerm: 2, agreedOn: '2026-02-01', lastDay: null, renewalMonths: 2, notice: null }],
    });
    expect(lastDays(terms, '2026-07-01')).toEqual(['2026-02-27', '2026-04-29', '2026-06-29', '2026-08-30']);
  });

  it('takes the earlier day where "months" can be read in two ways', () => {
    expect(lastNoticeDayOf('2027-02-28', { kind: 'months', months: 3 })).toBe('2026-11-28');
    expect(lastNoticeDayOf('2026-06-30', { kind: 'months', months: 2 })).toBe('2026-04-30');
    expect(lastNoticeDayOf('2026-04-29', { kind: 'months', months: 2 })).toBe('2026-02-27');
  });
});

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
const anyContract = fc
  .record({
    effectiveOn: anyDay,
    initialMonths: fc.integer({ min: 1, max: 60 }),
    months: fc.integer({ min: 1, max: 36 }),
    noticeDays: fc.integer({ min: 0, max: 200 }),
    noticeBasis: fc.constantFrom('sent-by' as const, 'received-by' as const),
    deliveryDays: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ effectiveOn, initialMonths, months, noticeDays, noticeBasis, deliveryDays }) =>
    aContract({
      effectiveOn,
      initial: { kind: 'months', months: initialMonths },
      renewal: { kind: 'auto', months },
      notice: { kind: 'days', days: noticeDays },
      noticeBasis,
      deliveryDays,
    }),
  );

describe('The terms of any contract', () => {
  it('follow one another without gap or overlap, each counted from the anchor', () => {
    fc.assert(
      fc.property(anyContract, (terms) => {
        const schedule = contractSchedule(terms, calendar, { until: addMonths(terms.effectiveOn, 200) });
        schedule.forEach((term, index) => {
          const next = schedule[index + 1];
          if (next !== undefined) expect(next.firstDay).toBe(addDays(term.lastDay, 1));
          if (index === 0 || terms.initial.kind !== 'months' || terms.renewal.kind !== 'auto') return;
          const months = terms.initial.months + (index - 1) * terms.renewal.months;
          expect(term.firstDay).toBe(addMonths(terms.effectiveOn, months));
        });
      }),
    );
  });

  it('have a last send day that is a business day, not after the last notice day, not after the last day', () => {
    fc.assert(
      fc.property(anyContract, (terms) => {
        for (const term of contractSchedule(terms, calendar, { until: addMonths(terms.effectiveOn, 60) })) {
          const { lastSendDay, lastNoticeDay, lastDay } = term;
          if (lastSendDay === null || lastNoticeDay === null) throw new Error('notice is due in every term');
          expect(isBusinessDay(lastSendDay, calendar.holidays)).toBe(true);
          expect(compareDates(lastSendDay, lastNoticeDay)).toBeLessThanOrEqual(0);
          expect(compareDates(lastNoticeDay, lastDay)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('always hold an actionable one, the first whose send day is not past', () => {
    fc.assert(
      fc.property(anyContract, fc.integer({ min: 0, max: 5_000 }), (terms, days) => {
        const today = addDays(terms.effectiveOn, days);
        const { actionableTerm, currentTerm } = standing(terms, today);
        const schedule = contractSchedule(terms, calendar, { until: addMonths(today, 60) });
        const expected = schedule.find(
          ({ lastDay, lastSendDay }) => lastDay >= today && (lastSendDay ?? '') >= today,
        );
        expect(actionableTerm).toEqual(expected);
        expect(currentTerm).toEqual(
          schedule.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay),
        );
      }),
    );
  });
});

describe('Checking contract terms', () => {
  it('accepts every kind of contract', () => {
    expect(validateContractTerms(aContract({}))).toEqual([]);
    expect(
      validateContractTerms(
        aContract({ renewal: { kind: 'evergreen' }, initial: { kind: 'months', months: 0 } }),
      ),
    ).toEqual([]);
    expect(
      validateContractTerms(aContract({ initial: { kind: 'last-day', lastDay: '2026-12-31' } })),
    ).toEqual([]);
  });

  it.each([
    ['a day that does not exist', { effectiveOn: '2026-02-29' }, 'effectiveOn'],
    ['an initial term without length', { initial: { kind: 'months', months: 0 } }, 'initial.months'],
    [
      'a last day before the first',
      { initial: { kind: 'last-day', lastDay: '2025-12-31' } },
      'initial.lastDay',
    ],
    ['a renewal nobody knows the kind of', { renewal: { kind: 'maybe' } }, 'renewal'],
    [
      'a window that closes before it opens',
      { notice: { kind: 'window', opensDays: 30, closesDays: 60 } },
      'notice.opensDays',
    ],
    ['half a day of notice', { notice: { kind: 'days', days: 1.5 } }, 'notice.days'],
    [
      'an amendment without a day',
      { amendments: [{ fromTerm: 2, agreedOn: '', lastDay: null, renewalMonths: null, notice: null }] },
      'amendments.0.agreedOn',
    ],
    ['a day of another century', { effectiveOn: '1826-12-01' }, 'effectiveOn'],
    ['a latest end of no century', { latestEnd: '2151-01-01' }, 'latestEnd'],
    ['no end as a first day', { effectiveOn: '9999-12-31' }, 'effectiveOn'],
    ['more amendments than sixty', { amendments: Array.from({ length: 61 }, () => null) }, 'amendments'],
    [
      'an agreed term without its signature',
      { agreedTerms: [{ lastDay: '2027-12-31', signedOn: '' }] },
      'agreedTerms.0.signedOn',
    ],
    ['more agreed terms than sixty', { agreedTerms: Array.from({ length: 61 }, () => null) }, 'agreedTerms'],
    ['a basis of notice that is no text', { noticeBasis: { toString: 1 } }, 'noticeBasis'],
    ['a list in its place', { noticeBasis: ['sent-by'] }, 'noticeBasis'],
    ['a term that no contract has', { autoRenews: true }, 'autoRenews'],
    ['a length in both ways', { initial: { kind: 'months', months: 12, days: 365 } }, 'initial.days'],
    [
      'a last day that wears more',
      { initial: { kind: 'last-day', lastDay: '2027-01-31', x: 1 } },
      'initial.x',
    ],
    ['months of no renewal', { renewal: { kind: 'none', months: 12 } }, 'renewal.months'],
    ['a stray member of a renewal', { renewal: { kind: 'auto', months: 12, month: 1 } }, 'renewal.month'],
    ['days of no notice', { notice: { kind: 'none', days: 30 } }, 'notice.days'],
    [
      'a window in days too',
      { notice: { kind: 'window', opensDays: 90, closesDays: 60, days: 60 } },
      'notice.days',
    ],
    [
      'a stray member of an amendment',
      {
        amendments: [
          { fromTerm: 2, agreedOn: '2026-06-01', lastDay: null, renewalMonths: null, notice: null, by: 'x' },
        ],
      },
      'amendments.0.by',
    ],
    [
      'one of its notice',
      {
        amendments: [
          {
            ...{ fromTerm: 2, agreedOn: '2026-06-01', lastDay: null, renewalMonths: null },
            notice: { kind: 'months', months: 1, days: 30 },
          },
        ],
      },
      'amendments.0.notice.days',
    ],
  ])('refuses %s', (_what, stated, field) => {
    expect(validateContractTerms({ ...aContract({}), ...stated }).map((problem) => problem.field)).toEqual([
      field,
    ]);
  });

  it('refuses anything that is no object', () => {
    for (const value of [null, undefined, 'x', 3, []]) expect(validateContractTerms(value)).toHaveLength(1);
  });
});
