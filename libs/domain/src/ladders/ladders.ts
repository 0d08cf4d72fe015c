/** Who a rung goes to; without an owner the mail goes to the ladder's fallback role. */
export type RungRecipient = 'lead-contact' | 'delegates' | 'owner' | 'owner-lead' | 'procurement' | 'risk';

export const LADDER_NAMES = [
  'assessment-due',
  'link-unopened',
  'clarification',
  'evidence-expiry',
  'contract',
  'contract-short',
  'contract-window',
  'acceptance',
  'exception',
  'override',
  'approval',
  'finding',
  'reassessment',
  'duty',
] as const;
export type LadderName = (typeof LADDER_NAMES)[number];

export interface Rung {
  readonly ladder: LadderName;
  /** Days from the target date; negative is before it. */
  readonly offsetDays: number;
  readonly recipients: readonly RungRecipient[];
  /** A recipient may mute it. */
  readonly mutable: boolean;
  /** Warning rungs move to the business day before, past ones to the one after. */
  readonly timing: 'warns' | 'past';
}

function rungs(
  ladder: LadderName,
  offsets: readonly number[],
  recipients: readonly RungRecipient[],
  mutable = true,
): readonly Rung[] {
  return offsets.map((offsetDays) => ({
    ladder,
    offsetDays,
    recipients,
    mutable,
    timing: offsetDays > 0 ? 'past' : 'warns',
  }));
}

const LAST_DAYS = [-14, -7, -1, 0] as const;

/** The default rungs of every ladder (MAIL.md, item 7), each ladder from early to late. */
export const LADDERS: Readonly<Record<LadderName, readonly Rung[]>> = {
  'assessment-due': [
    ...rungs('assessment-due', [-7, -3, -1, 0], ['lead-contact', 'delegates']),
    ...rungs('assessment-due', [1], ['owner']),
    ...rungs('assessment-due', [3], ['lead-contact', 'delegates']),
    ...rungs('assessment-due', [7], ['owner-lead']),
    ...rungs('assessment-due', [10, 17, 24, 31], ['lead-contact', 'delegates']),
  ],
  // The target is the fifth business day after the link was sent (unopenedLinkTarget).
  'link-unopened': rungs('link-unopened', [0], ['lead-contact', 'owner']).map((rung) => ({
    ...rung,
    timing: 'past',
  })),
  clarification: rungs('clarification', [-3, 0, 3], ['lead-contact', 'delegates']),
  'evidence-expiry': [
    ...rungs('evidence-expiry', [-60, -30, -7], ['lead-contact']),
    ...rungs('evidence-expiry', [0, 14], ['lead-contact', 'owner']),
  ],
  contract: [
    ...rungs('contract', [-120, -90, -60, -30], ['owner', 'procurement']),
    ...rungs('contract', LAST_DAYS, ['owner', 'procurement', 'owner-lead'], false),
    ...rungs('contract', [1], ['owner', 'procurement', 'owner-lead'], false),
  ],
  'contract-short': rungs('contract-short', LAST_DAYS, ['owner', 'procurement', 'owner-lead'], false),
  'contract-window': rungs('contract-window', [0], ['owner', 'procurement']),
  acceptance: rungs('acceptance', [-30, -7, 0], ['owner', 'risk']),
  exception: rungs('exception', [-30, -7, 0], ['owner', 'risk']),
  override: rungs('override', [-30, -7, 0], ['owner', 'risk']),
  approval: rungs('approval', [-30, -7, 0], ['owner', 'risk']),
  finding: [...rungs('finding', [-7, 0, 7], ['owner']), ...rungs('finding', [14], ['owner', 'owner-lead'])],
  reassessment: rungs('reassessment', [-45, -14, 0, 14], ['owner']),
  duty: rungs('duty', [-30, -7, 0, 7], ['owner']),
};

/** After the last rung of an assessment due the owner gets a task instead of the vendor another mail. */
export const ASSESSMENT_TASK_AFTER_DAYS = 31;

/** Business days after which a link that nobody opened is mentioned, once. */
export const UNOPENED_LINK_BUSINESS_DAYS = 5;

/** The role that is told where an object has no owner. */
export function fallbackRole(ladder: LadderName): 'procurement' | 'risk' {
  return ladder.startsWith('contract') ? 'procurement' : 'risk';
}
