import { addDays, type IsoDate } from '../dates/calendar';
import { FINDING_DAYS, findingDueOn, type Severity } from '../levels/severity';

export const FINDING_STATES = ['proposed', 'open', 'rejected', 'closed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const FINDING_VERDICTS = ['unjudged', 'confirmed', 'rejected'] as const;
export type FindingVerdict = (typeof FINDING_VERDICTS)[number];

interface Judged {
  readonly state: string;
  readonly verdictBy: string | null;
}

/** What a person has said of a finding that is not closed: an open one may stand by itself, and nobody has looked yet. */
export function verdictOn({ state, verdictBy }: Judged): FindingVerdict {
  if (state === 'rejected') return 'rejected';
  return state === 'open' && verdictBy !== null ? 'confirmed' : 'unjudged';
}

/** How the findings of one source come, stand and go. */
export interface HoldingRules {
  /** What a new one is: proposed until somebody has judged it, or open at once since it is plain to see. */
  readonly begins: 'proposed' | 'open';
  /** What becomes of an accepted one whose gap nobody sees any more. */
  readonly accepted: 'stays' | 'closes';
  /** What becomes of one that somebody has closed as verified and whose gap shows again. */
  readonly verified: 'opens' | 'stays';
  /** A standing one follows what is said of the gap always, or only where its severity changes. */
  readonly follows: 'every-word' | 'severity';
  /** The day of a standing one whose severity may have changed: the earlier of both, or counted from when it was found. */
  readonly due: 'earlier' | 'since-found';
}

/** A gap that its source sees now. */
export interface WantedFinding {
  /** What tells it from every other finding of its engagement. */
  readonly occasion: string;
  readonly severity: Severity;
  /** Absent where its severity gives it its days. */
  readonly dueOn?: IsoDate;
  /** It stands whatever anybody says of it: see `standsWithItsGround`. */
  readonly grounded: boolean;
}

/** A finding as it is stored. */
export interface KnownFinding extends Omit<WantedFinding, 'dueOn'> {
  readonly state: FindingState;
  readonly closedBecause: 'verified' | 'no-longer-holds' | null;
  readonly dueOn: IsoDate;
}

/**
 * What happens to a finding that is wanted: it is new; was closed and comes back; was rejected and stands all the same;
 * has another severity; or is only said in other words, and nobody needs to be told.
 */
export type FindingMove = 'found' | 'returned' | 'overruled' | 'weighed' | 'reworded';

export interface HeldFinding<W, K> {
  readonly move: FindingMove;
  readonly wanted: W;
  /** Null where it is new. */
  readonly known: K | null;
  readonly state: Exclude<FindingState, 'closed'>;
  readonly dueOn: IsoDate;
}

export interface Holding<W, K> {
  readonly held: readonly HeldFinding<W, K>[];
  /** Those that end: nobody sees the gap any more. */
  readonly ended: readonly K[];
}

/**
 * Holds the findings of one source and one engagement against the gaps that the source sees on this day. A wanted
 * occasion is given once. Whatever is in neither list stays as it is.
 */
export function holdFindings<W extends WantedFinding, K extends KnownFinding>(
  rules: HoldingRules,
  { wanted, known, today }: { wanted: readonly W[]; known: readonly K[]; today: IsoDate },
): Holding<W, K> {
  const standing = new Map(known.map((finding) => [finding.occasion, finding]));
  const occasions = new Set(wanted.map(({ occasion }) => occasion));
  return {
    held: wanted.flatMap((gap) => {
      const finding = standing.get(gap.occasion) ?? null;
      const step = stepOf(rules, gap, finding, today);
      return step === null ? [] : [{ ...step, wanted: gap, known: finding }];
    }),
    ended: known.filter((finding) => !occasions.has(finding.occasion) && endsUnseen(rules, finding)),
  };
}

type Step = Pick<HeldFinding<unknown, unknown>, 'move' | 'state' | 'dueOn'>;

function stepOf(
  rules: HoldingRules,
  gap: WantedFinding,
  known: KnownFinding | null,
  today: IsoDate,
): Step | null {
  const fresh = { state: rules.begins, dueOn: gap.dueOn ?? findingDueOn(gap.severity, today) };
  if (known === null) return { move: 'found', ...fresh };
  if (known.state !== 'closed') return standingStepOf(rules, gap, known, today);
  if (known.closedBecause === 'verified' && rules.verified === 'stays') return null;
  return { move: 'returned', ...fresh };
}

function standingStepOf(
  rules: HoldingRules,
  gap: WantedFinding,
  known: KnownFinding,
  today: IsoDate,
): Step | null {
  const dueOn = dueOfStanding(rules, gap, known, today);
  if (known.state === 'rejected') {
    if (gap.grounded) return { move: 'overruled', state: rules.begins, dueOn };
    return rules.follows === 'every-word' ? { move: 'reworded', state: 'rejected', dueOn } : null;
  }
  const state = known.state === 'open' ? 'open' : rules.begins;
  if (rules.follows === 'every-word') return { move: 'reworded', state, dueOn };
  return known.severity === gap.severity ? null : { move: 'weighed', state, dueOn };
}

/** More weight, or a verdict that did not hold, may shorten the time to close it, and never starts it again. */
function dueOfStanding(
  { due }: HoldingRules,
  { severity, dueOn }: WantedFinding,
  known: KnownFinding,
  today: IsoDate,
): IsoDate {
  if (dueOn !== undefined) return dueOn;
  switch (due) {
    case 'earlier': {
      const fresh = findingDueOn(severity, today);
      return fresh < known.dueOn ? fresh : known.dueOn;
    }
    case 'since-found':
      return findingDueOn(severity, addDays(known.dueOn, -FINDING_DAYS[known.severity]));
  }
}

/** What nobody has judged, and what no verdict ends: an ordinary one that was rejected stays as it was left. */
function endsUnseen(rules: HoldingRules, { state, grounded }: KnownFinding): boolean {
  switch (state) {
    case 'proposed':
      return true;
    case 'open':
      return rules.accepted === 'closes';
    case 'rejected':
      return grounded;
    case 'closed':
      return false;
  }
}
