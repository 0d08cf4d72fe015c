import {
  acceptanceState,
  approvalGates,
  approvalOptions,
  BLOCKING_CODES,
  blockingReasons,
  latestValidTo,
  needsAcceptance,
  policyInForce,
  type AskedQuestionnaire,
  type GateFacts,
  type Policy,
  type RiskAcceptance,
} from '../index';

const policy: Policy = {
  asks: [
    { questionnaire: 'security', data: 'protected', tiers: [1, 2, 3] },
    { questionnaire: 'continuity', data: 'any', tiers: [1] },
  ],
  tiers: [
    { tier: 1, cadenceMonths: 12, approvers: ['risk'] },
    { tier: 2, cadenceMonths: 24, approvers: ['risk'] },
    { tier: 3, cadenceMonths: 36, approvers: ['risk'] },
  ],
  acceptance: { from: 'high', atMostMonths: 12 },
  useWithoutApprovalDays: 30,
};
const inForce = (protectedData: boolean, tier: 1 | 2 | 3 = 2, unassessed = false) =>
  policyInForce({ version: 4, policy }, { tier, protectedData, unassessed });

const submission = { assessmentId: 'a1', state: 'closed', submittedOn: '2026-01-31' } as const;
const security: AskedQuestionnaire = {
  questionnaire: 'security',
  title: 'Security',
  submission,
  underWay: null,
};
const acceptance: RiskAcceptance = { until: '2026-12-31', rating: 'high', knockouts: ['MA-57'] };
const scope = { assessmentId: 'a1', question: 'MA-02', fact: 'dataElements' };

const anEngagement = (stated: Partial<GateFacts> = {}): GateFacts => ({
  policy: inForce(true),
  asked: [security],
  unassessed: null,
  proposals: [],
  disputes: [],
  knockouts: [{ assessmentId: 'a1', question: 'MA-16', judged: true }],
  clause01: 'in-force',
  rating: 'low',
  openKnockouts: [],
  acceptance: null,
  extendedUntil: null,
  today: '2026-11-22',
  ...stated,
});

const asked = (stated: Partial<AskedQuestionnaire>) => ({ asked: [{ ...security, ...stated }] });
const reasonsOf = (stated: Partial<GateFacts>) => blockingReasons(approvalGates(anEngagement(stated)));
const gateOf = (name: string, stated: Partial<GateFacts>) =>
  approvalGates(anEngagement(stated)).find(({ gate }) => gate === name);

/** Every reason that there is, each alone: nothing else stands against the engagement. */
const alone: readonly [string, Partial<GateFacts>, object][] = [
  ['questionnaire-not-sent', asked({ submission: null }), { questionnaire: 'security', title: 'Security' }],
  [
    'questionnaire-not-answered',
    asked({ submission: null, underWay: { assessmentId: 'a2', state: 'opened' } }),
    { questionnaire: 'security', title: 'Security', assessmentId: 'a2', state: 'opened' },
  ],
  [
    'assessment-not-closed',
    asked({ submission: { ...submission, state: 'in-review' } }),
    { questionnaire: 'security', title: 'Security', assessmentId: 'a1', state: 'in-review' },
  ],
  [
    'assessment-out-of-date',
    { ...asked({}), today: '2028-02-01' },
    {
      questionnaire: 'security',
      title: 'Security',
      assessmentId: 'a1',
      submittedOn: '2026-01-31',
      months: '24',
    },
  ],
  ['proposal-open', { proposals: [scope] }, scope],
  ['dispute-open', { disputes: [scope] }, scope],
  [
    'knockout-not-judged',
    { knockouts: [{ assessmentId: 'a1', question: 'MA-16', judged: false }] },
    { assessmentId: 'a1', question: 'MA-16' },
  ],
  ['clause-01-not-in-force', { clause01: 'missing' }, {}],
  ['risk-not-accepted', { rating: 'high' }, { rating: 'high', knockouts: '' }],
  [
    'risk-not-accepted',
    { rating: 'moderate', openKnockouts: ['MA-28'] },
    { rating: 'moderate', knockouts: 'MA-28' },
  ],
  [
    'acceptance-ended',
    { rating: 'high', acceptance: { ...acceptance, until: '2026-11-21' } },
    { rating: 'high', knockouts: '', until: '2026-11-21' },
  ],
  [
    'acceptance-stale',
    { rating: 'very-high', acceptance },
    { rating: 'very-high', knockouts: '', acceptedRating: 'high', unnamed: '' },
  ],
  [
    'acceptance-stale',
    { rating: 'high', openKnockouts: ['MA-57', 'MA-61'], acceptance },
    { rating: 'high', knockouts: 'MA-57, MA-61', acceptedRating: 'high', unnamed: 'MA-61' },
  ],
];

describe('Approval', () => {
  it.each(alone)('is closed by %s alone, and says so', (code, stated, parameters) => {
    expect(reasonsOf(stated)).toEqual([{ code, parameters }]);
    const open = approvalOptions(approvalGates(anEngagement(stated))).filter(({ allowed }) => allowed);
    expect(open.map(({ outcome }) => outcome)).toEqual(['to-contract', 'rejected']);
  });

  it('has a row above for every reason', () => {
    expect([...new Set(alone.map(([code]) => code))].sort()).toEqual([...BLOCKING_CODES].sort());
  });

  it('is open where no gate is blocked', () => {
    expect(approvalOptions(approvalGates(anEngagement())).every(({ allowed }) => allowed)).toBe(true);
    expect(approvalGates(anEngagement()).map(({ gate, state }) => [gate, state])).toEqual([
      ['questionnaires', 'met'],
      ['scope', 'met'],
      ['knockouts', 'met'],
      ['clause-01', 'met'],
      ['acceptance', 'not-needed'],
    ]);
  });

  it('is refused with all reasons at once', () => {
    const codes = reasonsOf({
      ...asked({ submission: { ...submission, state: 'submitted' } }),
      proposals: [scope],
      clause01: 'missing',
      rating: 'very-high',
    }).map(({ code }) => code);
    expect(codes).toEqual([
      'assessment-not-closed',
      'proposal-open',
      'clause-01-not-in-force',
      'risk-not-accepted',
    ]);
  });

  it('rests on an acceptance as long as that is valid, on its last day too', () => {
    expect(reasonsOf({ rating: 'high', openKnockouts: ['MA-57'], acceptance, today: '2026-12-31' })).toEqual(
      [],
    );
    expect(gateOf('acceptance', { rating: 'high', acceptance })?.because).toEqual({
      code: 'risk-accepted',
      parameters: { until: '2026-12-31', rating: 'high' },
    });
  });

  it('asks for nothing where the policy does not, and says why', () => {
    expect(gateOf('questionnaires', { policy: inForce(false), asked: [] })).toMatchObject({
      state: 'not-needed',
      because: { code: 'none-asked-without-protected-data' },
    });
    const nothing = { ...policy, asks: [{ questionnaire: 'x', data: 'any', tiers: [1] } as const] };
    const ofTier3 = policyInForce(
      { version: 1, policy: nothing },
      { tier: 3, protectedData: true, unassessed: false },
    );
    expect(gateOf('questionnaires', { policy: ofTier3, asked: [] })?.because?.code).toBe(
      'none-asked-in-this-tier',
    );
    expect(gateOf('clause-01', { clause01: 'not-required' })?.state).toBe('not-needed');
    expect(gateOf('knockouts', { knockouts: [] })?.state).toBe('not-needed');
  });

  it('asks for nothing where a member has said so, while the tier is 3 and no protected data are held', () => {
    const asksAll = { ...policy, asks: [{ questionnaire: 'x', data: 'any', tiers: [1, 2, 3] } as const] };
    const of = (tier: 1 | 2 | 3, protectedData: boolean) =>
      policyInForce({ version: 1, policy: asksAll }, { tier, protectedData, unassessed: true });
    expect(of(3, false)).toMatchObject({ questionnaires: [], nothingAskedBecause: 'said-not-needed' });
    for (const one of [of(2, false), of(3, true), of(1, true)])
      expect(one).toMatchObject({ questionnaires: ['x'], nothingAskedBecause: null });
    const unassessed = { reason: 'Brochures alone', by: 'Dana' };
    expect(gateOf('questionnaires', { policy: of(3, false), asked: [], unassessed })).toMatchObject({
      state: 'not-needed',
      because: { code: 'said-not-needed', parameters: unassessed },
    });
  });

  it('holds at most for the cadence, from the oldest submission or from today', () => {
    const newer = { ...submission, submittedOn: '2026-09-09' };
    expect(latestValidTo(anEngagement({ asked: [{ ...security, submission: newer }, security] }))).toBe(
      '2028-01-31',
    );
    expect(latestValidTo(anEngagement({ asked: [], policy: inForce(false, 3) }))).toBe('2029-11-22');
  });

  it('holds for as long as a reassessment is extended, and not a day less than the cadence', () => {
    const extended = { extendedUntil: '2028-06-30', today: '2028-06-30' };
    expect(reasonsOf(extended)).toEqual([]);
    expect(reasonsOf({ ...extended, today: '2028-07-01' })[0]?.code).toBe('assessment-out-of-date');
    expect(latestValidTo(anEngagement(extended))).toBe('2028-06-30');
    expect(latestValidTo(anEngagement({ extendedUntil: '2027-06-30' }))).toBe('2028-01-31');
  });

  it('counts a submission on the last day of its cadence', () => {
    expect(reasonsOf({ today: '2028-01-31' })).toEqual([]);
  });
});

describe('The policy', () => {
  it('asks by tier and by the data that are held', () => {
    expect(inForce(true, 1).questionnaires).toEqual(['security', 'continuity']);
    expect(inForce(false, 1).questionnaires).toEqual(['continuity']);
    expect(inForce(true, 2)).toMatchObject({ version: 4, questionnaires: ['security'], cadenceMonths: 24 });
    expect(inForce(false, 2).nothingAskedBecause).toBe('no-protected-data');
  });
});

describe('A risk acceptance', () => {
  const now = { rating: 'high' as const, openKnockouts: [] as string[], today: '2026-11-22' };

  it.each([
    ['valid', now],
    ['valid', { ...now, rating: 'low' as const }],
    ['valid', { ...now, openKnockouts: ['MA-57'] }],
    ['valid', { ...now, today: '2026-12-31' }],
    ['stale', { ...now, openKnockouts: ['MA-57', 'MA-61'] }],
    ['stale', { ...now, rating: 'very-high' as const }],
    ['ended', { ...now, today: '2027-01-01' }],
  ])('is %s', (state, then) => {
    expect(acceptanceState(acceptance, then)).toBe(state);
  });

  it('is needed from the rating of the policy on, and with any open knock-out', () => {
    expect(needsAcceptance({ rating: 'moderate', openKnockouts: [] }, 'high')).toBe(false);
    expect(needsAcceptance({ rating: 'high', openKnockouts: [] }, 'high')).toBe(true);
    expect(needsAcceptance({ rating: 'low', openKnockouts: ['MA-57'] }, 'high')).toBe(true);
  });
});
