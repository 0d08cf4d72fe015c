import {
  contractMilestone,
  contractMilestones,
  contractSchedule,
  fallbackRole,
  isLastDayRung,
  LADDER_NAMES,
  LADDERS,
  latestDueRung,
  rungDay,
  unopenedLinkTarget,
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

  it('name themselves on every rung and have somebody to fall back to', () => {
    for (const ladder of LADDER_NAMES) {
      for (const rung of LADDERS[ladder]) expect(rung.ladder).toBe(ladder);
      expect(fallbackRole(ladder)).toBe(ladder.startsWith('contract') ? 'procurement' : 'risk');
    }
  });
});

describe('Of the due rungs', () => {
  const due = (today: string, startedOn: string | null = null) =>
    latestDueRung(LADDERS['assessment-due'], '2026-12-10', today, startedOn)?.offsetDays ?? null;

  it('only the latest is sent', () => {
    expect(due('2026-12-02')).toBeNull();
    expect(due('2026-12-03')).toBe(-7);
    expect(due('2026-12-08')).toBe(-3);
    expect(due('2027-03-01')).toBe(31);
  });

  it('those before the invitation or on its day are left out', () => {
    expect(due('2026-12-08', '2026-12-07')).toBeNull();
    expect(due('2026-12-09', '2026-12-07')).toBe(-1);
  });

  it('warnings move to the business day before, the rest to the one after', () => {
    const [warning] = LADDERS['contract-short'];
    const past = LADDERS.contract.at(-1);
    if (warning === undefined || past === undefined) throw new Error('both ladders have rungs');
    // 27 December 2026 is a Sunday after a holiday.
    expect(rungDay(warning, '2027-01-10', calendar.holidays)).toBe('2026-12-24');
    expect(rungDay(past, '2026-12-24', calendar.holidays)).toBe('2026-12-28');
    expect([isLastDayRung(warning), isLastDayRung({ ...warning, offsetDays: -1 })]).toEqual([false, true]);
  });

  it('a link nobody opened is mentioned after five business days', () => {
    expect(unopenedLinkTarget('2026-12-21', calendar.holidays)).toBe('2026-12-29');
  });
});

describe('Contract milestones', () => {
  const monthly = aContract({
    initial: { kind: 'months', months: 1 },
    renewal: { kind: 'auto', months: 1 },
    notice: { kind: 'days', days: 60 },
  });
  const schedule = contractSchedule(monthly, calendar, { until: '2027-06-01' });

  it('belong to the actionable term, and short terms have the short ladder', () => {
    expect(contractMilestone(schedule, '2026-03-15')).toEqual({
      termNumber: 5,
      targetDate: '2026-04-01',
      ladder: 'contract-short',
      shortTerm: true,
      windowOpensOn: null,
      renewsUntil: '2026-06-30',
    });
  });

  it('exist for every term whose send day lies from yesterday to 120 days ahead', () => {
    expect(contractMilestones(schedule, '2026-04-02').map(({ termNumber }) => termNumber)).toEqual([
      5, 6, 7, 8, 9,
    ]);
    expect(contractMilestones(schedule, '2026-04-03').map(({ termNumber }) => termNumber)).toEqual([
      6, 7, 8, 9,
    ]);
  });

  it('count to the last day where no notice is due', () => {
    const yearly = contractSchedule(aContract({}), calendar, { until: '2027-06-01' });
    expect(contractMilestone(yearly, '2026-11-22')).toMatchObject({
      targetDate: '2026-12-31',
      ladder: 'contract',
      renewsUntil: '2027-12-31',
    });
  });
});
