/** A kind of data with a period of its own. */
export const retentionClasses = ['answers', 'evidence', 'audit', 'mail', 'incidents'] as const;
export type RetentionClass = (typeof retentionClasses)[number];

export interface ClassRule {
  readonly defaultMonths: number;
  readonly minimumMonths: number;
  /** Why not shorter, in words for whoever sets the period. */
  readonly reason: string;
  /** From when the months count. */
  readonly keptFrom: string;
  /** What is left when they are over. */
  readonly disposed: string;
}

const unreadable = 'so that it cannot practicably be read or reconstructed (M.G.L. c. 93I s. 2)';

/**
 * Periods are this product's defaults, not the law's: 201 CMR 17.00 asks for proof of reasonable steps and names no
 * number of years. Minimums keep one cycle of a yearly review (201 CMR 17.03(2)(i)) whole.
 */
export const classRules: Readonly<Record<RetentionClass, ClassRule>> = {
  answers: {
    defaultMonths: 84,
    minimumMonths: 24,
    reason:
      'The last two yearly reviews stay comparable; seven years outlast the usual claims from a contract.',
    keptFrom: 'the day the assessment was closed or cancelled',
    disposed: `Answers, their authors and the notes on them are destroyed, ${unreadable}. Scores, ratings and the digests of the sealed trail stay.`,
  },
  evidence: {
    defaultMonths: 84,
    minimumMonths: 24,
    reason: 'Evidence is kept as long as the answers it supports.',
    keptFrom: 'the day the assessment was closed or cancelled',
    disposed: `Files and their descriptions are destroyed, ${unreadable}.`,
  },
  audit: {
    defaultMonths: 84,
    minimumMonths: 36,
    reason: 'The trail proves what was done with the rest, so it is kept longer than the shortest of them.',
    keptFrom: 'the moment of the event',
    disposed: `Names, addresses and values of a line are destroyed, ${unreadable}. What happened, when, and the digest stay, and the seal still verifies.`,
  },
  mail: {
    defaultMonths: 24,
    minimumMonths: 6,
    reason:
      'Whether a notice was sent is asked about within its term; the mail itself is with its recipient.',
    keptFrom: 'the day the mail was sent, or given up',
    disposed: `Subject, contents and recipient are destroyed, ${unreadable}. That a mail of this kind went out, and when, stays.`,
  },
  incidents: {
    defaultMonths: 84,
    minimumMonths: 36,
    reason: 'Responsive actions and the review after an incident are documented (201 CMR 17.03(2)(j)).',
    keptFrom: 'the day the incident was closed',
    disposed: `Nothing is disposed of yet: this version keeps no incidents of its own. When it does, they are destroyed ${unreadable}.`,
  },
};
