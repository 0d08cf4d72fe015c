import { cite } from '../clauses/citation';
import type { Score } from '../score/score';
import type { Severity } from '../levels/severity';
import type { PlainlySaid, Said } from '../text/said';
import type { Text } from '../text/text';
import type { InherentRisk } from './inherent-risk';
import { combine, levelOf, worse, type Level } from '../levels/level';

export type ResidualState = 'not-assessed' | 'not-scorable' | 'assessed';

export const FLOOR_CODES = [
  'knockout-open',
  'knockout-partial',
  'effectiveness-below-half',
  'requirement-below-half',
  'critical-finding-open',
  'critical-finding-overdue',
] as const satisfies readonly FloorReason['code'][];

/** What holds a rating up, with what its text names. */
export type FloorReason =
  | Said<'knockout-open' | 'knockout-partial', { readonly question: string; readonly text: Text }>
  | Said<'requirement-below-half', { readonly citation: string }>
  | PlainlySaid<'effectiveness-below-half' | 'critical-finding-open' | 'critical-finding-overdue'>;

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
  /** Before floors. */
  readonly calculated: Level;
  /** After floors. */
  readonly rating: Level;
  readonly floors: readonly Floor[];
}

export interface ResidualInput {
  readonly inherent: InherentRisk;
  /** Null before anything is assessed; a score before submission earns nothing yet. */
  readonly score: Score | null;
  /** Of the union of intake and answers. */
  readonly holdsPI: boolean;
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
  const floors = floorsOf(input, score);
  return {
    state: score === null ? 'not-assessed' : base === null ? 'not-scorable' : 'assessed',
    creditHundredths: base === null ? null : creditHundredths(base),
    likelihoodAfterHundredths,
    calculated,
    rating: floors.reduce((rating, floor) => worse(rating, floor.level), calculated),
    floors,
  };
}

type Fraction = Pick<Score, 'numerator' | 'denominator'>;

function isBelowHalf({ numerator, denominator }: Fraction): boolean {
  return 2 * numerator < denominator;
}

function creditHundredths(ce: Fraction): number {
  if (isBelowHalf(ce)) return 0;
  return Math.floor(((2 * ce.numerator - ce.denominator) * 10_000) / ce.denominator);
}

// 1 - credit/100 = 2 (1 - CE/100): whole numbers up to the last division, which rounds down. Rounding down to
// hundredths never moves a value across a band's lower edge.
function likelihoodAfter(likelihood: number, ce: Fraction | null): number {
  if (ce === null || isBelowHalf(ce)) return likelihood * 100;
  return Math.floor((200 * likelihood * (ce.denominator - ce.numerator)) / ce.denominator);
}

function floorsOf(input: ResidualInput, score: Score | null): readonly Floor[] {
  return [
    ...(score === null ? [] : scoreFloors(score, input.inherent.level, input.holdsPI)),
    ...findingFloors(input.openFindings),
  ];
}

function scoreFloors(score: Score, inherent: Level, holdsPI: boolean): readonly Floor[] {
  const open = score.knockouts.filter((knockout) => knockout.open);
  const knockoutLevel = worse('high', inherent);
  const floors: Floor[] = open.map(({ status, question, text }) =>
    status === 'fired'
      ? { code: 'knockout-open', parameters: { question, text }, level: knockoutLevel }
      : { code: 'knockout-partial', parameters: { question, text }, level: 'moderate' },
  );
  if (score.ceHundredths !== null && isBelowHalf(score)) {
    floors.push({ code: 'effectiveness-below-half', parameters: {}, level: knockoutLevel });
  }
  if (holdsPI) floors.push(...requirementFloors(score));
  return floors;
}

function requirementFloors(score: Score): readonly Floor[] {
  return score.requirements
    .filter(({ id, denominator }) => /^17\.0[34]/.test(id) && denominator > 0)
    .filter(isBelowHalf)
    .map(({ citation }) => ({
      code: 'requirement-below-half',
      parameters: { citation: cite(citation) },
      level: 'moderate',
    }));
}

function findingFloors(findings: readonly OpenFinding[]): readonly Floor[] {
  const critical = findings.filter(({ severity, open }) => severity === 'critical' && open);
  if (critical.some(({ overdue }) => overdue)) {
    return [{ code: 'critical-finding-overdue', parameters: {}, level: 'high' }];
  }
  if (critical.length === 0) return [];
  return [{ code: 'critical-finding-open', parameters: {}, level: 'moderate' }];
}
