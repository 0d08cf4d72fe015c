import type { ApprovalOutcome, ApprovalState, AssessmentState } from '@countersign/domain';
import { inWords } from '@countersign/platform';
import { whatNext } from './what-next';

type Situation = Parameters<typeof whatNext>[0];

const inForce = {
  contractId: 'contract',
  heldOverId: null,
  clauseGaps: 0,
  clausesToReview: 0,
  clause01: 'in-force',
  requiredClauses: 9,
} as const;
const today = '2026-11-22';

function situation(wishes: Partial<Situation> = {}): Situation {
  return {
    today,
    open: true,
    vendorArchived: false,
    dataHeld: true,
    assessment: { id: 'assessment', state: 'closed', dueOn: '2026-11-01' },
    approval: { outcome: 'approved', validTo: today, outdated: false, state: 'in-force' },
    asked: true,
    unassessed: false,
    reassessment: { dueOn: '2027-11-22', regularOn: '2027-11-22', extendedUntil: null },
    laterQuestions: [],
    contract: inForce,
    use: 'in-use',
    ...wishes,
  };
}

const assessment = (state: AssessmentState, dueOn = today) => ({
  assessment: { id: 'assessment', state, dueOn },
});
const asked = (questions: number, state: AssessmentState = 'closed') => ({
  assessmentId: 'asked',
  isFollowUp: false,
  state,
  dueOn: '2026-11-01',
  unsent: questions,
});
const followUp = (state: AssessmentState, dueOn = today) => ({
  assessmentId: 'follow-up',
  isFollowUp: true,
  state,
  dueOn,
  unsent: 0,
});
const decided = (
  outcome: ApprovalOutcome,
  wishes: { validTo?: string; outdated?: boolean; state?: ApprovalState } = {},
) => ({
  approval: {
    outcome,
    validTo: wishes.validTo ?? null,
    outdated: wishes.outdated ?? false,
    state: wishes.state ?? ('in-force' as const),
  },
});

const cases: readonly [string, Partial<Situation>, string, string | null, RegExp][] = [
  ['has nothing to do while all is well', {}, 'none', null, /^Nothing to do now$/],
  ['asks since when the service is used', { use: 'not-stated' }, 'state-use', null, /^Say whether/],
  [
    'is to go on under another contract once its own has ended',
    { contract: { ...inForce, clause01: 'missing', heldOverId: 'over' } },
    'decide-term',
    'over',
    /^The contract has ended/,
  ],
  [
    'has nothing to settle of a contract that is held over by another service',
    { contract: { ...inForce, heldOverId: 'over' }, use: 'not-yet' },
    'none',
    null,
    /^Nothing to do now$/,
  ],
  ['is kept once ended', { open: false, dataHeld: false }, 'none', null, /^Ended/],
  ['asks for the data of what has ended', { open: false }, 'return-data', null, /^Ended: have the data/],
  ['rests with its vendor', { open: false, vendorArchived: true }, 'none', null, /^The vendor is archived/],
  ['begins with a questionnaire', { assessment: null, approval: null }, 'send-assessment', null, /^Send/],
  [
    'begins with the decision where nothing is asked',
    { assessment: null, approval: null, asked: false },
    'approve',
    null,
    /^Decide/,
  ],
  [
    'begins with the decision where no assessment is needed',
    { assessment: null, approval: null, asked: false, unassessed: true },
    'approve',
    null,
    /^No assessment needed: decide/,
  ],
  [
    'is decided again while the approval is stale',
    decided('approved', { state: 'stale' }),
    'approve',
    null,
    /stale/,
  ],
  ['waits once sent', assessment('sent'), 'none', null, /^Waiting for the vendor$/],
  ['waits while it is opened', assessment('opened'), 'none', null, /^Waiting for the vendor$/],
  ['says that it waits too long', assessment('answering', '2026-11-21'), 'none', null, /overdue$/],
  ['waits for corrections', assessment('returned'), 'none', null, /to correct its answers$/],
  [
    'asks what follows once the vendor has declined, however late it is',
    assessment('declined', '2026-11-01'),
    'settle-decline',
    'assessment',
    /^The vendor declined/,
  ],
  ['is reviewed when submitted', assessment('submitted'), 'review', 'assessment', /^Review/],
  ['is reviewed until closed', assessment('in-review'), 'review', 'assessment', /^Review/],
  ['is decided when reviewed', { approval: null }, 'approve', null, /^Decide/],
  [
    'is decided again after a new review',
    decided('approved', { outdated: true }),
    'approve',
    null,
    /^Decide/,
  ],
  ['stops when rejected', decided('rejected'), 'none', null, /^Rejected/],
  [
    'goes on when a rejected vendor has answered again',
    { ...decided('rejected'), ...assessment('submitted') },
    'review',
    'assessment',
    /^Review/,
  ],
  [
    'is decided again when a rejected vendor was reviewed again',
    decided('rejected', { outdated: true }),
    'approve',
    null,
    /^Decide/,
  ],
  [
    'needs a contract',
    { ...decided('to-contract'), contract: { ...inForce, contractId: null, clause01: 'missing' } },
    'record-contract',
    null,
    /^Record the contract/,
  ],
  [
    'needs CL-01',
    { ...decided('to-contract'), contract: { ...inForce, clause01: 'missing' } },
    'mark-clauses',
    'contract',
    /^CL-01/,
  ],
  [
    'reads the contract before anybody says that CL-01 is not in it',
    { ...decided('to-contract'), contract: { ...inForce, clause01: 'missing', clausesToReview: 9 } },
    'mark-clauses',
    'contract',
    /^Review the contract for the 9 required clauses$/,
  ],
  [
    'reads the contract for its last clause',
    { contract: { ...inForce, clausesToReview: 1, clauseGaps: 2 } },
    'mark-clauses',
    'contract',
    /^Review the contract for the required clause$/,
  ],
  ['is approved once the contract is in force', decided('to-contract'), 'approve', null, /in force: approve/],
  [
    'is assessed again in time',
    { reassessment: { dueOn: today, regularOn: '2027-11-22', extendedUntil: null } },
    'send-assessment',
    null,
    /^Reassessment is due/,
  ],
  [
    'is assessed again before a decision that its old answers would not bear',
    {
      approval: null,
      reassessment: { dueOn: '2026-11-21', regularOn: '2026-11-21', extendedUntil: null },
    },
    'send-assessment',
    null,
    /^Reassessment is due/,
  ],
  [
    'is decided on the last day of its answers, and while they are still valid',
    {
      approval: null,
      reassessment: { dueOn: '2026-12-31', regularOn: '2026-11-21', extendedUntil: '2026-12-31' },
    },
    'approve',
    null,
    /^Decide/,
  ],
  [
    'is decided again after its last day',
    decided('approved', { validTo: '2026-11-21' }),
    'approve',
    null,
    /ended/,
  ],
  [
    'asks what a later intake has opened, before it is decided',
    { approval: null, laterQuestions: [asked(2)] },
    'send-follow-up',
    'asked',
    /^Send the 2 questions/,
  ],
  [
    'asks nothing apart while the vendor has the questionnaire itself',
    { ...assessment('returned'), laterQuestions: [asked(2, 'returned')] },
    'none',
    null,
    /to correct its answers$/,
  ],
  [
    'reviews what a follow-up has brought',
    { laterQuestions: [followUp('submitted')] },
    'review',
    'follow-up',
    /^Review the answers to the questions opened later$/,
  ],
  [
    'waits for a follow-up before it is decided',
    { approval: null, laterQuestions: [followUp('answering')] },
    'none',
    null,
    /^Waiting for the vendor to answer the questions opened later$/,
  ],
  [
    'waits for a follow-up before a stale approval is decided again',
    { ...decided('approved', { state: 'stale' }), laterQuestions: [followUp('sent')] },
    'none',
    null,
    /^Waiting for the vendor to answer the questions opened later$/,
  ],
  [
    'is decided once the day of a follow-up has passed: silence counts',
    { approval: null, laterQuestions: [followUp('sent', '2026-11-21')] },
    'approve',
    null,
    /^Decide/,
  ],
  [
    'does its own work while a follow-up is with the vendor',
    { contract: { ...inForce, clauseGaps: 1 }, laterQuestions: [followUp('returned')] },
    'mark-clauses',
    'contract',
    /the clause gap$/,
  ],
  [
    'waits for a follow-up where nothing else is to be done',
    { laterQuestions: [followUp('returned')] },
    'none',
    null,
    /questions opened later$/,
  ],
  [
    'says that a follow-up is overdue',
    { laterQuestions: [followUp('sent', '2026-11-21')] },
    'none',
    null,
    /overdue, they count as unanswered$/,
  ],
  [
    'closes one gap',
    { contract: { ...inForce, clauseGaps: 1 } },
    'mark-clauses',
    'contract',
    /the clause gap$/,
  ],
  [
    'closes gaps',
    { contract: { ...inForce, clauseGaps: 3 } },
    'mark-clauses',
    'contract',
    /the 3 clause gaps$/,
  ],
];

describe('What an engagement needs next', () => {
  it.each(cases)('%s', (_what, wishes, action, targetId, text) => {
    const next = whatNext(situation(wishes));
    expect(next).toMatchObject({ action, targetId });
    expect(inWords(next.said)).toMatch(text);
  });
});
