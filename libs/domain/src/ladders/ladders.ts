/** Who a rung goes to; without an owner the mail goes to the role that answers for the object. */
export type RungRecipient = 'lead-contact' | 'delegates' | 'owner' | 'owner-lead' | 'procurement' | 'risk';

export type LadderName =
  | 'assessment-due'
  | 'link-unopened'
  | 'clarification'
  | 'evidence-expiry'
  | 'contract'
  | 'contract-short'
  | 'contract-window'
  | 'contract-held-over'
  | 'contract-review'
  | 'contract-clauses'
  | 'acceptance'
  | 'exception'
  | 'override'
  | 'approval'
  | 'approval-stale'
  | 'finding'
  | 'reassessment'
  | 'duty';

export interface Rung {
  /** Days from the target date; negative is before it. */
  readonly offsetDays: number;
  readonly recipients: readonly RungRecipient[];
  /** A recipient may mute it. */
  readonly mutable: boolean;
  /** Of a date to come, or of one that has passed. */
  readonly timing: 'warns' | 'past';
  /** One of the last two days of a contract's date: the daily cap and the hours do not hold it back (MAIL.md, item 9). */
  readonly lastDay: boolean;
}

interface Manner {
  readonly mutable?: boolean;
  /** Right on the target is lost when the day is over. */
  readonly legal?: boolean;
}

/** Rungs that differ in their day alone, from early to late. */
export function rungsAt(
  offsets: readonly number[],
  recipients: readonly RungRecipient[],
  { mutable = true, legal = false }: Manner = {},
): readonly Rung[] {
  return offsets.map((offsetDays) => ({
    offsetDays,
    recipients,
    mutable,
    timing: offsetDays > 0 ? 'past' : 'warns',
    lastDay: legal && (offsetDays === -1 || offsetDays === 0),
  }));
}

/** For a year of every two weeks; then the ladder begins anew. */
export const HELD_OVER_DAYS = 378;
const HELD_OVER_EVERY_DAYS = 14;
const EVERY_TWO_WEEKS = Array.from(
  { length: HELD_OVER_DAYS / HELD_OVER_EVERY_DAYS },
  (_none, index) => index * HELD_OVER_EVERY_DAYS,
);
const LAST_DAYS = [-14, -7, -1, 0] as const;
const unmuted = { mutable: false, legal: true } as const;

/** The default rungs of every ladder (MAIL.md, item 7), each ladder from early to late. */
export const LADDERS: Readonly<Record<LadderName, readonly Rung[]>> = {
  'assessment-due': [
    ...rungsAt([-7, -3, -1, 0], ['lead-contact', 'delegates']),
    ...rungsAt([1], ['owner']),
    ...rungsAt([3], ['lead-contact', 'delegates']),
    ...rungsAt([7], ['owner-lead']),
    ...rungsAt([10, 17, 24, 31], ['lead-contact', 'delegates']),
  ],
  // The target is the fifth business day after the link was sent (unopenedLinkTarget).
  'link-unopened': rungsAt([0], ['lead-contact', 'owner']).map((rung) => ({ ...rung, timing: 'past' })),
  clarification: rungsAt([-3, 0, 3], ['lead-contact', 'delegates']),
  'evidence-expiry': [
    ...rungsAt([-60, -30, -7], ['lead-contact']),
    ...rungsAt([0, 14], ['lead-contact', 'owner']),
  ],
  contract: [
    ...rungsAt([-120, -90, -60, -30], ['owner', 'procurement']),
    ...rungsAt(LAST_DAYS, ['owner', 'procurement', 'owner-lead'], unmuted),
    ...rungsAt([1], ['owner', 'procurement', 'owner-lead'], unmuted),
  ],
  'contract-short': rungsAt(LAST_DAYS, ['owner', 'procurement', 'owner-lead'], unmuted),
  'contract-window': rungsAt([0], ['owner', 'procurement']),
  // The target is the first day without a term.
  'contract-held-over': [
    ...rungsAt(EVERY_TWO_WEEKS.slice(0, 1), ['owner', 'procurement'], { mutable: false }),
    ...rungsAt(EVERY_TWO_WEEKS.slice(1), ['owner', 'procurement', 'owner-lead'], { mutable: false }),
  ].map((rung) => ({ ...rung, timing: 'past' as const })),
  'contract-review': rungsAt([-30, 0, 30], ['owner']),
  // Of the day by which the required clauses are read.
  'contract-clauses': [...rungsAt([-7, 0, 7], ['owner']), ...rungsAt([14], ['owner', 'owner-lead'])],
  acceptance: rungsAt([-30, -7, 0], ['owner', 'risk']),
  exception: rungsAt([-30, -7, 0], ['owner', 'risk']),
  override: rungsAt([-30, -7, 0], ['owner', 'risk']),
  approval: rungsAt([-30, -7, 0], ['owner', 'risk']),
  // The target is the day on which the cause began; each is told once.
  'approval-stale': rungsAt([0], ['owner', 'risk'], { mutable: false }).map((rung) => ({
    ...rung,
    timing: 'past',
  })),
  finding: [...rungsAt([-7, 0, 7], ['owner']), ...rungsAt([14], ['owner', 'owner-lead'])],
  reassessment: rungsAt([-45, -14, 0, 14], ['owner']),
  duty: rungsAt([-30, -7, 0, 7], ['owner']),
};

/** Business days after which a link that nobody opened is mentioned, once. */
export const UNOPENED_LINK_BUSINESS_DAYS = 5;
