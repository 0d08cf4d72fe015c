import {
  contractMilestones,
  contractSchedule,
  datedRungs,
  heldOverTarget,
  LADDERS,
  reviewTarget,
  unopenedLinkTarget,
  type ContractTerms,
  type LadderName,
} from '../index';
import { aContract, calendar } from '../contract/a-contract';

const offsets = (ladder: LadderName) => LADDERS[ladder].map(({ offsetDays }) => offsetDays);

describe('The ladders', () => {
  it.each<[LadderName, readonly number[]]>([
    ['assessment-due', [-7, -3, -1, 0, 1, 3, 7, 10, 17, 24, 31]],
    ['clarification', [-3, 0, 3]],
    ['evidence-expiry', [-60, -30, -7, 0, 14]],
    ['contract', [-120, -90, -60, -30, -14, -7, -1, 0, 1]],
    ['contract-short', [-14, -7, -1, 0]],
    ['contract-review', [-30, 0, 30]],
    ['contract-clauses', [-7, 0, 7, 14]],
    ['acceptance', [-30, -7, 0]],
    ['exception', [-30, -7, 0]],
    ['override', [-30, -7, 0]],
    ['approval', [-30, -7, 0]],
    ['finding', [-7, 0, 7, 14]],
    ['reassessment', [-45, -14, 0, 14]],
    ['duty', [-30, -7, 0, 7]],
  ])('of %s stand at %j', (ladder, expected) => {
    expect(offsets(ladder)).toEqual(expected);
  });

  it('escalate', () => {
    const to = (ladder: LadderName, offset: number) =>
      LADDERS[ladder].find(({ offsetDays }) => offsetDays === offset)?.recipients;
    expect(to('assessment-due', -7)).toEqual(['lead-contact', 'delegates']);
    expect(to('assessment-due', 1)).toEqual(['owner']);
    expect(to('assessment-due', 7)).toEqual(['owner-lead']);
    expect(to('contract', -30)).not.toContain('owner-lead');
    expect(to('contract', -14)).toContain('owner-lead');
    expect(to('evidence-expiry', 0)).toContain('owner');
    expect(to('finding', 14)).toContain('owner-lead');
  });

  it('cannot be muted in a contract’s last fourteen days', () => {
    expect(LADDERS.contract.filter(({ mutable }) => mutable).map(({ offsetDays }) => offsetDays)).toEqual([
      -120, -90, -60, -30,
    ]);
    expect(LADDERS['contract-short'].some(({ mutable }) => mutable)).toBe(false);
  });

  it('tell of the last two days of a contract’s date, whatever the hour', () => {
    const lastDays = (Object.keys(LADDERS) as LadderName[]).flatMap((ladder) =>
      LADDERS[ladder].filter(({ lastDay }) => lastDay).map(({ offsetDays }) => [ladder, offsetDays]),
    );
    expect(lastDays).toEqual([
      ['contract', -1],
      ['contract', 0],
      ['contract-short', -1],
      ['contract-short', 0],
    ]);
  });

  it('warn until the day itself, and speak of the past from then on', () => {
    const past = (ladder: LadderName) =>
      LADDERS[ladder].filter(({ timing }) => timing === 'past').map(({ offsetDays }) => offsetDays);
    expect(past('approval-stale')).toEqual([0]);
    expect(past('assessment-due')).toEqual([1, 3, 7, 10, 17, 24, 31]);
    expect(past('contract')).toEqual([1]);
    expect(past('contract-held-over')).toEqual(offsets('contract-held-over'));
    expect(past('contract-short')).toEqual([]);
    expect(past('link-unopened')).toEqual([0]);
  });
});

describe('The rungs to a date', () => {
  const rungs = LADDERS['assessment-due'];

  it('stand on days of the calendar, over months, years and leap days', () => {
    const days = datedRungs(rungs, { targetDate: '2028-02-28', startsOn: '2027-12-31' });
    expect(days.map(({ offsetDays, day }) => [offsetDays, day])).toEqual([
      [-7, '2028-02-21'],
      [-3, '2028-02-25'],
      [-1, '2028-02-27'],
      [0, '2028-02-28'],
      [1, '2028-02-29'],
      [3, '2028-03-02'],
      [7, '2028-03-06'],
      [10, '2028-03-09'],
      [17, '2028-03-16'],
      [24, '2028-03-23'],
      [31, '2028-03-30'],
    ]);
  });

  it('before the invitation or on its day are left out', () => {
    const firstAfter = (startsOn: string) => datedRungs(rungs, { targetDate: '2026-12-10', startsOn })[0];
    expect(firstAfter('2026-12-02')?.offsetDays).toBe(-7);
    expect(firstAfter('2026-12-03')?.offsetDays).toBe(-3);
    expect(firstAfter('2026-12-07')?.offsetDays).toBe(-1);
    expect(firstAfter('2027-01-09')?.offsetDays).toBe(31);
    expect(firstAfter('2027-01-10')).toBeUndefined();
  });

  it('come from early to late however the ladder lists them, each as the ladder has it', () => {
    const [late, early] = [{ ...LADDERS.contract[8]! }, { ...LADDERS.contract[6]! }];
    const dates = { targetDate: '2026-12-31', startsOn: '2026-01-01' };
    expect(datedRungs([late, early], dates)).toEqual([
      { ...early, day: '2026-12-30' },
      { ...late, day: '2027-01-01' },
    ]);
  });

  it('a link nobody opened is mentioned after five business days', () => {
    expect(unopenedLinkTarget('2026-12-21', calendar.holidays)).toBe('2026-12-29');
  });
});

describe('Contract milestones', () => {
  const until = '2027-06-01';
  const told = (terms: ContractTerms, today: string) =>
    contractMilestones(contractSchedule(terms, calendar, { until }), today).map((milestone) => [
      milestone.termNumber,
      milestone.about,
      milestone.targetDate,
    ]);
  const monthly = aContract({
    initial: { kind: 'months', months: 1 },
    renewal: { kind: 'auto', months: 1 },
    notice: { kind: 'days', days: 60 },
  });

  it('exist for every term whose send day lies from yesterday to 120 days ahead', () => {
    expect(told(monthly, '2026-04-02').map(([number]) => number)).toEqual([5, 6, 7, 8, 9]);
    expect(told(monthly, '2026-04-03').map(([number]) => number)).toEqual([6, 7, 8, 9]);
  });

  it('know a short term, whose ladder is short', () => {
    const short = (terms: ContractTerms, today: string) =>
      contractMilestones(contractSchedule(terms, calendar, { until }), today).map(
        ({ shortTerm }) => shortTerm,
      );
    expect(new Set(short(monthly, '2026-04-02'))).toEqual(new Set([true]));
    expect(short(aContract({}), '2026-11-22')).toEqual([false]);
  });

  it('count to the last day where it renews and no notice is due', () => {
    expect(told(aContract({}), '2026-11-22')).toEqual([[1, 'act-by', '2026-12-31']]);
  });

  it('warn of the last day of what ends by itself, and of nothing before it', () => {
    const notice = { kind: 'days' as const, days: 90 };
    for (const ending of [
      { renewal: { kind: 'none' as const } },
      { maximumRenewals: 0 },
      { latestEnd: '2026-12-31' },
      { endedEarlyOn: '2026-12-31' },
    ]) {
      const terms = aContract({ ...ending, notice });
      expect(told(terms, '2026-09-02')).toEqual([[1, 'last-day', '2026-12-31']]);
      expect(told(terms, '2027-01-02')).toEqual([]);
    }
  });

  it('are two where a further term has to be agreed or nobody knows: to ask by, and the last day', () => {
    const notice = { kind: 'days' as const, days: 60 };
    for (const renewal of [{ kind: 'by-agreement' as const, months: 12 }, { kind: 'unknown' as const }]) {
      expect(told(aContract({ renewal, notice }), '2026-10-01')).toEqual([
        [1, 'act-by', '2026-10-30'],
        [1, 'last-day', '2026-12-31'],
      ]);
      expect(told(aContract({ renewal, notice }), '2026-11-15')).toEqual([[1, 'last-day', '2026-12-31']]);
    }
  });

  it('pass to the agreed term', () => {
    const terms = aContract({
      renewal: { kind: 'none' },
      agreedTerms: [{ lastDay: '2027-01-31', signedOn: '2026-12-10' }],
    });
    expect(told(terms, '2026-12-15')).toEqual([[2, 'last-day', '2027-01-31']]);
  });
});

describe('A contract that is held over', () => {
  it('is told of from its first day without a term, every two weeks, and then anew', () => {
    expect(heldOverTarget('2026-12-31', '2027-01-01')).toBe('2027-01-01');
    expect(heldOverTarget('2026-12-31', '2028-01-13')).toBe('2027-01-01');
    expect(heldOverTarget('2026-12-31', '2028-01-14')).toBe('2028-01-14');
    const days = datedRungs(LADDERS['contract-held-over'], {
      targetDate: '2027-01-01',
      startsOn: '2026-12-31',
    });
    expect(days.slice(0, 3).map(({ day, recipients }) => [day, recipients])).toEqual([
      ['2027-01-01', ['owner', 'procurement']],
      ['2027-01-15', ['owner', 'procurement', 'owner-lead']],
      ['2027-01-29', ['owner', 'procurement', 'owner-lead']],
    ]);
    expect(days.at(-1)?.day).toBe('2027-12-31');
  });
});

describe('A contract without end', () => {
  const terms = aContract({ effectiveOn: '2024-02-29', renewal: { kind: 'evergreen' } });
  const review = (today: string) => reviewTarget(terms, { state: 'evergreen' }, today);

  it('is reviewed each year, counted from its first day', () => {
    expect(review('2024-02-29')).toBe('2025-02-28');
    expect(review('2025-03-30')).toBe('2025-02-28');
    expect(review('2025-03-31')).toBe('2026-02-28');
    expect(review('2028-01-05')).toBe('2028-02-29');
  });

  it('is reviewed until its end, once that is set', () => {
    const ending = (endedEarlyOn: string) =>
      reviewTarget({ ...terms, endedEarlyOn }, { state: 'evergreen' }, '2025-03-31');
    expect(ending('2026-02-28')).toBe('2026-02-28');
    expect(ending('2026-02-27')).toBeNull();
  });

  it('is alone in that', () => {
    expect(reviewTarget(terms, { state: 'ended' }, '2026-11-22')).toBeNull();
  });
});
