import { isAnswerable, type AssessmentState, type Tier } from '@countersign/domain';

/** What a link that was mailed once leads to now. `docs/links.md` says what each page offers. */
export const LINK_STATES = [
  'open',
  'submitted',
  'expired',
  'superseded',
  'moved-away',
  'handed-over',
  'taken-back',
  'part-over',
  'revoked',
  'cancelled',
  'no-questions-left',
  'past',
] as const;
export type LinkState = (typeof LINK_STATES)[number];

export interface LinkFacts {
  readonly state: AssessmentState;
  readonly tier: Tier;
  /** The invitation was taken back, or its contact is asked for nothing any more. */
  readonly revoked: boolean;
  /** Somebody else answers in this contact's place. */
  readonly handedOver: boolean;
  /** A part was delegated to this contact, and taken back. */
  readonly takenBack: boolean;
  /** A delegated part, of which nothing is left to answer: it was submitted, and came back without any of it. */
  readonly partOver: boolean;
  /** The link went to an address that the contact no longer has. */
  readonly movedAway: boolean;
  /** The last day on which it opens is over. */
  readonly ended: boolean;
  /** A follow-up whose questions a newer submission of the whole has asked. */
  readonly superseded: boolean;
  /** A follow-up of which a later intake asks no question. */
  readonly noQuestionsLeft: boolean;
  /** It was submitted once, if not for good: what was signed can be read. */
  readonly submittedBefore: boolean;
  /** Submitted more than a year ago: from then on the organisation sends. */
  readonly past: boolean;
}

export function stateOfLink(link: LinkFacts): LinkState {
  if (link.handedOver) return 'handed-over';
  if (link.state === 'cancelled') {
    if (link.noQuestionsLeft) return 'no-questions-left';
    return link.superseded ? 'superseded' : 'cancelled';
  }
  if (link.takenBack) return 'taken-back';
  if (link.revoked) return 'revoked';
  if (link.partOver) return 'part-over';
  const submitted = isSubmitted(link.state);
  if (submitted && link.past) return 'past';
  if (link.movedAway) return 'moved-away';
  if (submitted) return 'submitted';
  return link.ended ? 'expired' : 'open';
}

/** Those that let somebody in, with a code where one is needed. */
export function opens(state: LinkState): boolean {
  return state === 'open' || state === 'submitted';
}

/** A follow-up that asks nothing any more: what was submitted about the service is to be read elsewhere. */
export function leadsElsewhere(state: LinkState): boolean {
  return state === 'superseded' || state === 'no-questions-left';
}

/** Those from which the invited address gets another link by itself. */
export function mayBeRenewed(state: LinkState): boolean {
  return opens(state) || state === 'expired' || state === 'moved-away' || leadsElsewhere(state);
}

/** ACCESS: in tier 1 always; once submitted in every tier, since the answers can then be read. */
export function asksForCode({
  state,
  tier,
  submittedBefore,
}: Pick<LinkFacts, 'state' | 'tier' | 'submittedBefore'>): boolean {
  return tier === 1 || submittedBefore || isSubmitted(state);
}

/** Whoever has declined may come back and answer after all. */
function isSubmitted(state: AssessmentState): boolean {
  return !isAnswerable(state) && state !== 'declined';
}
