import { asksForCode, leadsElsewhere, type LinkFacts, mayBeRenewed, opens, stateOfLink } from './link-state';

const fresh: LinkFacts = {
  state: 'sent',
  tier: 2,
  revoked: false,
  handedOver: false,
  takenBack: false,
  partOver: false,
  movedAway: false,
  ended: false,
  superseded: false,
  noQuestionsLeft: false,
  past: false,
  submittedBefore: false,
};

describe('What a link leads to', () => {
  it.each([
    ['open', {}],
    ['open', { state: 'returned' }],
    ['expired', { ended: true }],
    ['moved-away', { movedAway: true, ended: true }],
    ['submitted', { state: 'submitted', ended: true }],
    ['submitted', { state: 'closed' }],
    ['past', { state: 'closed', past: true, movedAway: true }],
    ['revoked', { revoked: true, ended: true }],
    ['revoked', { revoked: true, state: 'submitted' }],
    ['handed-over', { handedOver: true, revoked: true }],
    ['cancelled', { state: 'cancelled', revoked: true }],
    ['superseded', { state: 'cancelled', superseded: true }],
    ['no-questions-left', { state: 'cancelled', noQuestionsLeft: true, superseded: true }],
  ] as const)('is %s where %j', (state, facts) => {
    expect(stateOfLink({ ...fresh, ...facts })).toBe(state);
  });

  it('opens, or is mailed anew, only where the contact is still asked or has submitted', () => {
    expect((['open', 'submitted', 'expired', 'moved-away', 'revoked', 'past'] as const).map(opens)).toEqual([
      ...[true, true, false, false, false, false],
    ]);
    expect(
      (
        ['open', 'submitted', 'expired', 'moved-away', 'revoked', 'past', 'handed-over', 'cancelled'] as const
      ).map(mayBeRenewed),
    ).toEqual([true, true, true, true, false, false, false, false]);
    for (const state of ['superseded', 'no-questions-left'] as const)
      expect([opens(state), mayBeRenewed(state), leadsElsewhere(state)]).toEqual([false, true, true]);
    expect(leadsElsewhere('cancelled')).toBe(false);
  });

  it.each([
    [1, 'sent', false, true],
    [1, 'submitted', true, true],
    [2, 'sent', false, false],
    [2, 'in-review', true, true],
    [2, 'declined', false, false],
    [2, 'declined', true, true],
    [3, 'returned', true, true],
    [3, 'closed', true, true],
  ] as const)('asks in tier %d at %s, submitted before: %s, for a code: %s', (tier, state, before, asked) => {
    expect(asksForCode({ tier, state, submittedBefore: before })).toBe(asked);
  });
});
