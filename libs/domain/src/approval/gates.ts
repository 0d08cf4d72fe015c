import type { AssessmentState } from '../assessment/states';
import { addMonths, earlierOf, laterOf, type IsoDate } from '../dates/calendar';
import type { Level } from '../levels/level';
import { acceptanceState, needsAcceptance, unnamedKnockouts, type RiskAcceptance } from './acceptance';
import type { PolicyInForce } from './policy';

/** A questionnaire that the policy asks for, and the latest submission that answers it. */
export interface AskedQuestionnaire {
  readonly questionnaire: string;
  readonly title: string;
  /** Null where none has been submitted. */
  readonly submission: {
    readonly assessmentId: string;
    readonly state: AssessmentState;
    readonly submittedOn: IsoDate;
  } | null;
  /** One that is out with the vendor and was never submitted. */
  readonly underWay: { readonly assessmentId: string; readonly state: AssessmentState } | null;
}

export interface OpenScope {
  readonly assessmentId: string;
  readonly question: string;
  readonly fact: string;
}

export interface KnockoutAnswer {
  readonly assessmentId: string;
  readonly question: string;
  /** A reviewer has accepted or rejected it as it stands, or the finding that it made. */
  readonly judged: boolean;
}

export interface GateFacts {
  readonly policy: PolicyInForce;
  readonly asked: readonly AskedQuestionnaire[];
  /** A member's word that no assessment is needed, for as long as it holds. */
  readonly unassessed: { readonly reason: string; readonly by: string } | null;
  readonly proposals: readonly OpenScope[];
  readonly disputes: readonly OpenScope[];
  readonly knockouts: readonly KnockoutAnswer[];
  readonly clause01: 'not-required' | 'in-force' | 'missing';
  readonly rating: Level;
  readonly openKnockouts: readonly string[];
  /** The one that stands: neither withdrawn nor replaced. */
  readonly acceptance: RiskAcceptance | null;
  /** To which "still valid" has moved the reassessment; null where it holds none. */
  readonly extendedUntil: IsoDate | null;
  readonly today: IsoDate;
}

export const GATES = ['questionnaires', 'scope', 'knockouts', 'clause-01', 'acceptance'] as const;
export type GateName = (typeof GATES)[number];

export const GATE_STATES = ['met', 'blocked', 'not-needed'] as const;
export type GateState = (typeof GATE_STATES)[number];

/** Why a gate is closed. */
export const BLOCKING_CODES = [
  'questionnaire-not-sent',
  'questionnaire-not-answered',
  'assessment-not-closed',
  'assessment-out-of-date',
  'proposal-open',
  'dispute-open',
  'knockout-not-judged',
  'clause-01-not-in-force',
  'risk-not-accepted',
  'acceptance-ended',
  'acceptance-stale',
] as const;
export type BlockingCode = (typeof BLOCKING_CODES)[number];

/** Why it is open, or not needed. */
export const OPEN_CODES = [
  'none-asked-without-protected-data',
  'none-asked-in-this-tier',
  'said-not-needed',
  'answered-and-closed',
  'nothing-open',
  'no-knockouts',
  'all-judged',
  'clause-01-not-required',
  'clause-01-in-force',
  'acceptance-not-needed',
  'risk-accepted',
] as const;
export type OpenCode = (typeof OPEN_CODES)[number];

/** A code with what it is about; words are made of it where somebody reads it. */
export interface Ground<C extends string> {
  readonly code: C;
  readonly parameters: Readonly<Record<string, string>>;
}
export type BlockingReason = Ground<BlockingCode>;

export interface Gate {
  readonly gate: GateName;
  readonly state: GateState;
  /** Each of them; empty where the gate is not blocked. */
  readonly blockedBy: readonly BlockingReason[];
  /** Why it is met or not needed; null where it is blocked. */
  readonly because: Ground<OpenCode> | null;
}

/**
 * What has to hold before somebody approves (DESIGN section 4). "To contract" and "rejected" ask for none of it. The
 * order is the order of work: a later gate is seldom worth looking at before those above are met.
 */
export function approvalGates(facts: GateFacts): readonly Gate[] {
  return [
    questionnaireGate(facts),
    gate('scope', scopeReasons(facts), () => met('nothing-open')),
    gate('knockouts', knockoutReasons(facts), () =>
      facts.knockouts.length === 0
        ? notNeeded('no-knockouts')
        : met('all-judged', { count: String(facts.knockouts.length) }),
    ),
    gate('clause-01', clause01Reasons(facts), () =>
      facts.clause01 === 'not-required' ? notNeeded('clause-01-not-required') : met('clause-01-in-force'),
    ),
    gate('acceptance', acceptanceReasons(facts), () => acceptanceOpen(facts)),
  ];
}

export function blockingReasons(gates: readonly Gate[]): readonly BlockingReason[] {
  return gates.flatMap(({ blockedBy }) => blockedBy);
}

/** The last day that an approval of today may have: that of the oldest submission that it rests on, else from today. */
export function latestValidTo(facts: GateFacts): IsoDate {
  const submissions = facts.asked.flatMap(({ submission }) => submission?.submittedOn ?? []);
  if (submissions.length === 0) return addMonths(facts.today, facts.policy.cadenceMonths);
  return goodUntil(submissions.reduce(earlierOf), facts);
}

function goodUntil(submittedOn: IsoDate, { policy, extendedUntil }: GateFacts): IsoDate {
  const regular = addMonths(submittedOn, policy.cadenceMonths);
  return extendedUntil === null ? regular : laterOf(regular, extendedUntil);
}

type Open = Pick<Gate, 'state' | 'because'>;
type Parameters = Ground<string>['parameters'];

const met = (code: OpenCode, parameters: Parameters = {}): Open => ({
  state: 'met',
  because: { code, parameters },
});
const notNeeded = (code: OpenCode, parameters: Parameters = {}): Open => ({
  state: 'not-needed',
  because: { code, parameters },
});
const blocked = (code: BlockingCode, parameters: Parameters = {}): BlockingReason => ({ code, parameters });

function gate(name: GateName, blockedBy: readonly BlockingReason[], open: () => Open): Gate {
  if (blockedBy.length > 0) return { gate: name, state: 'blocked', blockedBy, because: null };
  return { gate: name, blockedBy, ...open() };
}

function questionnaireGate(facts: GateFacts): Gate {
  const { asked, policy } = facts;
  const reasons = asked.flatMap((one) => questionnaireReason(one, facts) ?? []);
  return gate('questionnaires', reasons, () =>
    asked.length > 0
      ? met('answered-and-closed', { goodUntil: latestValidTo(facts) })
      : facts.unassessed !== null && policy.nothingAskedBecause === 'said-not-needed'
        ? notNeeded('said-not-needed', facts.unassessed)
        : notNeeded(
            policy.nothingAskedBecause === 'not-for-this-tier'
              ? 'none-asked-in-this-tier'
              : 'none-asked-without-protected-data',
          ),
  );
}

function questionnaireReason(one: AskedQuestionnaire, facts: GateFacts): BlockingReason | null {
  const { policy, today } = facts;
  const { questionnaire, title, submission, underWay } = one;
  const named = { questionnaire, title };
  if (submission === null) {
    return underWay === null
      ? blocked('questionnaire-not-sent', named)
      : blocked('questionnaire-not-answered', { ...named, ...underWay });
  }
  const { assessmentId, state, submittedOn } = submission;
  if (state !== 'closed') return blocked('assessment-not-closed', { ...named, assessmentId, state });
  if (today <= goodUntil(submittedOn, facts)) return null;
  return blocked('assessment-out-of-date', {
    ...named,
    assessmentId,
    submittedOn,
    months: String(policy.cadenceMonths),
  });
}

function scopeReasons({ proposals, disputes }: GateFacts): readonly BlockingReason[] {
  return [
    ...proposals.map((scope) => blocked('proposal-open', { ...scope })),
    ...disputes.map((scope) => blocked('dispute-open', { ...scope })),
  ];
}

function knockoutReasons({ knockouts }: GateFacts): readonly BlockingReason[] {
  return knockouts
    .filter(({ judged }) => !judged)
    .map(({ assessmentId, question }) => blocked('knockout-not-judged', { assessmentId, question }));
}

function clause01Reasons({ clause01 }: GateFacts): readonly BlockingReason[] {
  return clause01 === 'missing' ? [blocked('clause-01-not-in-force')] : [];
}

function acceptanceReasons(facts: GateFacts): readonly BlockingReason[] {
  const { acceptance, rating, openKnockouts, policy } = facts;
  if (!needsAcceptance(facts, policy.acceptanceFrom)) return [];
  const now = { rating, knockouts: openKnockouts.join(', ') };
  if (acceptance === null) return [blocked('risk-not-accepted', now)];
  switch (acceptanceState(acceptance, facts)) {
    case 'valid':
      return [];
    case 'ended':
      return [blocked('acceptance-ended', { ...now, until: acceptance.until })];
    case 'stale':
      return [
        blocked('acceptance-stale', {
          ...now,
          acceptedRating: acceptance.rating,
          unnamed: unnamedKnockouts(acceptance, facts).join(', '),
        }),
      ];
  }
}

function acceptanceOpen({ acceptance, rating, openKnockouts, policy }: GateFacts): Open {
  if (acceptance === null || !needsAcceptance({ rating, openKnockouts }, policy.acceptanceFrom)) {
    return notNeeded('acceptance-not-needed', { rating });
  }
  return met('risk-accepted', { until: acceptance.until, rating: acceptance.rating });
}
