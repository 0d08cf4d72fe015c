import type { ClauseState, Finding } from '@countersign/api-types';
import { cite, type ClauseLibrary, type CompiledQuestionnaire, textIn } from '@countersign/domain';
import type { QuestionLine } from '../assessments/answers/question-line';

/** The worst of what is said of a requirement: a gap, no answer, nobody's judgement yet, or met; or that none is asked. */
export type RequirementState = 'gap' | 'unanswered' | 'to-review' | 'met' | 'not-asked';
export const REQUIREMENT_STATES: readonly RequirementState[] = [
  'gap',
  'unanswered',
  'to-review',
  'met',
  'not-asked',
];

export interface TracedClause extends ClauseState {
  /** The requirement itself demands the clause; others carry it on into the contract. */
  readonly demanded: boolean;
}

export interface TracedRequirement {
  readonly id: string;
  readonly citation: string;
  readonly title: string;
  readonly paraphrase: string;
  readonly state: RequirementState;
  readonly questions: readonly QuestionLine[];
  readonly clauses: readonly TracedClause[];
  readonly findings: readonly Finding[];
}

export interface TraceSources {
  readonly requirements: CompiledQuestionnaire['requirements'];
  readonly lines: readonly QuestionLine[];
  readonly clauses: readonly ClauseState[];
  readonly library: ClauseLibrary;
  readonly findings: readonly Finding[];
}

/**
 * What proves that a vendor meets each requirement (201 CMR 17.03(2)(f)): the questions that ask for it with their
 * answers and files, the clauses that oblige the vendor to it, and the findings about either. In the rule's order.
 */
export function requirementTrace(of: TraceSources): readonly TracedRequirement[] {
  return of.requirements.map((requirement) => {
    const questions = of.lines.filter(({ question }) => question.citations.includes(requirement.id));
    const asked = new Set(questions.map(({ id }) => id));
    const clauses = of.clauses.flatMap((clause) => traced(clause, requirement.citation, asked, of.library));
    const named = new Set(clauses.map(({ clause }) => clause));
    const findings = of.findings.filter(
      ({ question, clause }) =>
        (question !== null && asked.has(question)) || (clause !== null && named.has(clause)),
    );
    return {
      id: requirement.id,
      citation: cite(requirement.citation),
      title: textIn(requirement.title),
      paraphrase: textIn(requirement.paraphrase),
      state: stateOf(questions, clauses, findings),
      questions,
      clauses,
      findings,
    };
  });
}

function traced(
  state: ClauseState,
  citation: string,
  asked: ReadonlySet<string>,
  library: ClauseLibrary,
): readonly TracedClause[] {
  const clause = library.clauses.find(({ id }) => id === state.clause);
  if (state.level === 'none' || clause === undefined) return [];
  const marks = clause.laws.filter((mark) => mark.citation === citation);
  if (marks.length === 0 && !clause.questions.some((question) => asked.has(question))) return [];
  return [{ ...state, demanded: marks.some(({ strength }) => strength === 'R') }];
}

function stateOf(
  questions: readonly QuestionLine[],
  clauses: readonly TracedClause[],
  findings: readonly Finding[],
): RequirementState {
  const demanded = clauses.filter((clause) => clause.demanded);
  if (questions.length === 0 && demanded.length === 0) return 'not-asked';
  const gap =
    findings.some(({ state }) => state === 'open') ||
    questions.some((line) => line.gap && line.answer.kind !== 'none') ||
    demanded.some((clause) => clause.gap);
  if (gap) return 'gap';
  if (questions.some(isUnanswered)) return 'unanswered';
  const open =
    questions.some(({ awaitsReview }) => awaitsReview) ||
    findings.some(({ state }) => state === 'proposed') ||
    demanded.some((clause) => clause.toReview || clause.status === null);
  return open ? 'to-review' : 'met';
}

function isUnanswered({ question, answer, naReason }: QuestionLine): boolean {
  return (question.required || question.scored) && answer.kind === 'none' && naReason === null;
}
