import { cite } from '../clauses/citation';
import { combine, levelOf, LEVELS, worse, type Level } from '../levels/level';
import type { Severity } from '../levels/severity';
import { isBelow } from '../score/effectiveness';
import { ASSURANCE_STEPS } from '../score/lift';
import type { Knockout, Rated } from '../score/score';
import type { PlainlySaid, Said } from '../text/said';
import type { Text } from '../text/text';
import type { InherentRisk } from './inherent-risk';

export const RESIDUAL_STATES = ['not-assessed', 'not-scorable', 'assessed'] as const;
export type ResidualState = (typeof RESIDUAL_STATES)[number];

export const FLOOR_CODES = [
  'assurance',
  'critical-finding-open',
  'critical-finding-overdue',
  'knockout-open',
  'knockout-partial',
  'knockout-not-applicable',
  'effectiveness-below-half',
  'requirement-below-half',
] as const satisfies readonly FloorReason['code'][];

/** What fell short of 50, or of the assurance's next step (V, CE or the requirement's): of 1, rounded down to hundredths. */
type Share = Readonly<Record<'share', number>>;

/** What holds a rating up, with what its text names. */
export type FloorReason =
  | Said<
      'knockout-open' | 'knockout-partial' | 'knockout-not-applicable',
      { readonly question: string; readonly text: Text }
    >
  | Said<'requirement-below-half', Share & { readonly citation: string }>
  | Said<'assurance' | 'effectiveness-below-half', Share>
  | PlainlySaid<'critical-finding-open' | 'critical-finding-overdue'>;

/** A reason why the rating cannot be lower than `level`. */
export type Floor = FloorReason & { readonly level: Level };

export interface OpenFinding {
  readonly severity: Severity;
  readonly overdue: boolean;
  readonly open: boolean;
}

export interface ResidualRisk {
  readonly state: ResidualState;
  /** 0 to 10,000, rounded down; null without a CE. */
  readonly creditHundredths: number | null;
  /** 0 to 10,000, rounded down. */
  readonly likelihoodAfterHundredths: number;
  /** V, rounded down; null without a CE. */
  readonly verifiedHundredths: number | null;
  /** Before floors. */
  readonly calculated: Level;
  /** After floors. */
  readonly rating: Level;
  readonly floors: readonly Floor[];
}

export interface ResidualInput {
  readonly inherent: Pick<InherentRisk, 'likelihood' | 'impactLevel' | 'level'>;
  /** Pooled; null before anything is submitted. A score before submission earns nothing yet. */
  readonly score: Rated | null;
  /** Of the facts in force. */
  readonly protectedData: boolean;
  readonly openFindings: readonly OpenFinding[];
}

/**
 * Residual risk: the lookup of (likelihood x (1 - credit/100), impact) with credit = max(0, 2 CE - 100), then
 * the floors. Without a CE the residual is the inherent level, before floors.
 */
export function residualRisk(input: ResidualInput): ResidualRisk {
  const score = input.score !== null && input.score.submittedOn !== null ? input.score : null;
  const base = score === null || score.ceHundredths === null ? null : score;
  const likelihoodAfterHundredths = likelihoodAfter(input.inherent.likelihood, base);
  const calculated =
    base === null
      ? input.inherent.level
      : combine(levelOf(likelihoodAfterHundredths), input.inherent.impactLevel);
  const floors = [
    ...(base === null ? [] : assuranceFloor(base, input.inherent.level)),
    ...findingFloors(input.openFindings),
    ...(score === null || !input.protectedData ? [] : protectedFloors(score, input.inherent.level)),
  ];
  return {
    state: score === null ? 'not-assessed' : base === null ? 'not-scorable' : 'assessed',
    creditHundredths: base === null ? null : creditHundredths(base),
    likelihoodAfterHundredths,
    verifiedHundredths: base === null ? null : base.verifiedHundredths,
    calculated,
    rating: floors.reduce((rating, floor) => worse(rating, floor.level), calculated),
    floors,
  };
}

/** The floors that hold the rating up: without them it would be lower. */
export function decidingFloors({
  calculated,
  rating,
  floors,
}: Pick<ResidualRisk, 'calculated' | 'rating' | 'floors'>): readonly Floor[] {
  return calculated === rating ? [] : floors.filter(({ level }) => level === rating);
}

const HALF = 5_000;

type Fraction = Pick<Rated, 'numerator' | 'denominator'>;

function creditHundredths(ce: Fraction): number {
  if (isBelow(ce, HALF)) return 0;
  return Math.floor(((2 * ce.numerator - ce.denominator) * 10_000) / ce.denominator);
}

// 1 - credit/100 = 2 (1 - CE/100): whole numbers up to the last division, which rounds down. Rounding down to
// hundredths never moves a value across a band's lower edge.
function likelihoodAfter(likelihood: number, ce: Fraction | null): number {
  if (ce === null || isBelow(ce, HALF)) return likelihood * 100;
  return Math.floor((200 * likelihood * (ce.denominator - ce.numerator)) / ce.denominator);
}

/** Rounded down, so that no share is said to reach an edge that it does not. */
function shareOf(hundredths: number | null): Share {
  return { share: Math.floor((hundredths ?? 0) / 100) / 100 };
}

/** What nobody has verified alone never takes the rating more than a level below inherent, or two from 25 on. */
function assuranceFloor(rated: Rated, inherent: Level): readonly Floor[] {
  const verified = { numerator: rated.verifiedNumerator, denominator: rated.denominator };
  const step = ASSURANCE_STEPS.findIndex((share) => isBelow(verified, share));
  if (step < 0) return [];
  const level = LEVELS[Math.max(0, LEVELS.indexOf(inherent) - 1 - step)] ?? inherent;
  return [{ code: 'assurance', parameters: shareOf(rated.verifiedHundredths), level }];
}

function findingFloors(findings: readonly OpenFinding[]): readonly Floor[] {
  const critical = findings.filter(({ severity, open }) => severity === 'critical' && open);
  if (critical.some(({ overdue }) => overdue))
    return [{ code: 'critical-finding-overdue', parameters: {}, level: 'high' }];
  return critical.length === 0 ? [] : [{ code: 'critical-finding-open', parameters: {}, level: 'moderate' }];
}

function protectedFloors(score: Rated, inherent: Level): readonly Floor[] {
  const worst = worse('high', inherent);
  const open = score.knockouts.filter((knockout) => knockout.open);
  return [
    ...open.map((knockout) => knockoutFloor(knockout, worst)),
    ...(score.ceHundredths !== null && isBelow(score, HALF) ? [belowHalf(score.ceHundredths, worst)] : []),
    ...requirementFloors(score),
  ];
}

function belowHalf(ceHundredths: number, level: Level): Floor {
  return { code: 'effectiveness-below-half', parameters: shareOf(ceHundredths), level };
}

const KNOCKOUT_FLOORS = {
  fired: 'knockout-open',
  partial: 'knockout-partial',
  'not-applicable': 'knockout-not-applicable',
} as const satisfies Readonly<Record<Knockout['status'], FloorReason['code']>>;

function knockoutFloor({ status, question, text }: Knockout, worst: Level): Floor {
  return {
    code: KNOCKOUT_FLOORS[status],
    parameters: { question, text },
    level: status === 'fired' ? worst : 'moderate',
  };
}

/** 201 CMR 17.03 and 17.04, M.G.L. c. 93H s. 3 (not 3A: credit monitoring) and c. 93I s. 2. */
const FLOORED_REQUIREMENT = /^(17\.0[34](\(|$)|93H-3(\(|$)|93I-2(\(|$))/;

function requirementFloors({ requirements }: Rated): readonly Floor[] {
  return requirements
    .filter((requirement) => FLOORED_REQUIREMENT.test(requirement.id) && isBelow(requirement, HALF))
    .map(({ citation, ceHundredths }) => ({
      code: 'requirement-below-half',
      parameters: { citation: cite(citation), ...shareOf(ceHundredths) },
      level: 'moderate',
    }));
}
