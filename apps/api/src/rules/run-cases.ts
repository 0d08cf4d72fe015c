import {
  addMonths,
  assuranceLift,
  type ClauseLibrary,
  clauseRequirements,
  contractSchedule,
  contractStanding,
  decidingFloors,
  type FieldProblem,
  openKnockoutsOf,
  rateEngagement,
} from '@countersign/domain';
import { CaseReader, type CaseBook, type RuleCase } from './read-case';

/** What cases may be run against. */
export type RuleBook = CaseBook & { readonly library: ClauseLibrary };

export type CasesRun =
  | { readonly results: readonly CaseResult[]; readonly problems: null }
  | { readonly results: null; readonly problems: readonly FieldProblem[] };

export type CaseResult = ReturnType<typeof resultOf>;

/**
 * Facts, answers and contracts in; levels, scores, findings, clauses and dates out (docs/rules.md). Nothing is computed
 * where anything of it cannot be read: each problem names its field. Total over any value.
 */
export function runCases(told: unknown, book: RuleBook): CasesRun {
  const reader = new CaseReader(book);
  const list = typeof told === 'object' && told !== null && 'cases' in told ? told.cases : told;
  const cases = reader.list(list, 'cases', (one, field) => reader.read(one, field));
  if (reader.problems.length > 0) return { results: null, problems: reader.problems };
  return { results: cases.map((one) => resultOf(one, book)), problems: null };
}

const MONTHS_AHEAD = 24;

function resultOf({ name, today, intake, submissions, contracts }: RuleCase, book: RuleBook) {
  const rated = rateEngagement({ intake, submissions, catalogue: book.catalogue, today });
  const { facts, differences, inherent, pooled, scores, findings, residual } = rated;
  const questions = scores.flatMap((score) => score.questions);
  return {
    name,
    facts,
    proposals: differences.flatMap(({ proposals }) => proposals),
    disputes: differences.flatMap(({ disputes }) => disputes),
    inherent,
    score: pooled,
    scores,
    knockouts: openKnockoutsOf(pooled, facts.protectedData),
    residual,
    decidedBy: decidingFloors(residual),
    lift: pooled === null ? null : assuranceLift(pooled, questions),
    findings,
    clauses: clauseRequirements(book.library, facts, inherent.tier).filter(({ level }) => level !== 'none'),
    contracts: contracts.map(({ terms, holidays }) => {
      const calendar = { holidays: new Set(holidays) };
      const until = addMonths(today, MONTHS_AHEAD);
      return {
        standing: contractStanding(terms, calendar, today, { stillServed: true }),
        terms: contractSchedule(terms, calendar, { until }),
      };
    }),
  };
}
