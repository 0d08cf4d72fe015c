import type { Condition } from '../conditions/condition';
import type { FactCatalogue } from '../facts/catalogue';
import { factSources } from '../facts/values';
import type {
  AuthorCondition,
  AuthorFollowUp,
  AuthorQuestion,
  CompiledQuestion,
  CompiledQuestionnaire,
  FollowUpField,
  NaReasonOption,
  OfferedNaReason,
  Option,
  QuestionnaireDocument,
  RespondentQuestion,
  RespondentQuestionnaire,
} from '../questionnaire/document';
import { pointsBelow } from '../score/points-below';

/** The group of follow-ups that asks why a question does not apply. */
const NA_GROUP = 'na';

export interface PublishedVersion {
  /** For the server: with weights, scoring and knock-outs. */
  readonly document: CompiledQuestionnaire;
  /** For the vendor's browser: without them. */
  readonly respondent: RespondentQuestionnaire;
}

/**
 * Turns an author's document into the two that a version keeps for ever. Expects a document without problems
 * (checkQuestionnaire). The catalogue says which answers also state facts.
 */
export function publish(document: QuestionnaireDocument, catalogue: FactCatalogue): PublishedVersion {
  const compiled: CompiledQuestionnaire = {
    key: document.key,
    version: document.version,
    title: document.title,
    language: document.language,
    notice: document.notice,
    conditions: document.conditions,
    factSources: factSources(catalogue),
    sections: document.sections.map(({ id, title, note, showScore }) => ({
      id,
      title,
      note: note ?? null,
      showScore: showScore ?? true,
    })),
    requirements: document.requirements,
    questions: document.questions.map((question) => compileQuestion(question, document)),
  };
  return { document: compiled, respondent: withoutWorth(compiled) };
}

function withoutWorth(compiled: CompiledQuestionnaire): RespondentQuestionnaire {
  return {
    ...compiled,
    sections: compiled.sections.map(({ id, title, note }) => ({ id, title, note })),
    questions: compiled.questions.map(respondentQuestion),
  };
}

// Field by field, so that a field added to CompiledQuestion cannot slip through to the vendor.
function respondentQuestion(question: CompiledQuestion): RespondentQuestion {
  return {
    id: question.id,
    section: question.section,
    type: question.type,
    text: question.text,
    help: question.help,
    required: question.required,
    options: question.options,
    columns: question.columns,
    fields: question.fields,
    unit: question.unit,
    min: question.min,
    max: question.max,
    allowNever: question.allowNever,
    pastOnly: question.pastOnly,
    completeRows: question.completeRows,
    naReasons: question.naReasons,
    showIf: question.showIf,
    citations: question.citations,
    evidence: question.evidence,
    evidenceHint: question.evidenceHint,
    followUps: question.followUps,
  };
}

function compileQuestion(question: AuthorQuestion, document: QuestionnaireDocument): CompiledQuestion {
  const bare: CompiledQuestion = {
    id: question.id,
    section: question.section,
    type: question.type,
    text: question.text,
    help: question.help ?? null,
    required: question.required,
    options: optionsOfQuestion(question),
    columns: question.columns ?? [],
    fields: question.fields ?? [],
    unit: question.unit ?? null,
    min: question.min ?? null,
    max: question.max ?? null,
    allowNever: question.allowNever ?? false,
    pastOnly: question.scoring?.kind === 'age-in-months',
    // A table scored by its completeness may be handed in with gaps: that is what its score tells.
    completeRows: question.type === 'table' && question.scoring?.kind !== 'table-completeness',
    naReasons: naReasonsOf(question, document),
    showIf: question.showIf ?? null,
    citations: question.citations,
    evidence: question.evidence,
    evidenceHint: question.evidenceHint ?? null,
    followUps: [],
    scored: question.scored,
    weight: question.scored ? (question.weight ?? 0) : 0,
    scoring: question.scored ? (question.scoring ?? null) : null,
    knockout: question.knockout ?? false,
    ...(question.knockoutWhen !== undefined && { knockoutWhen: question.knockoutWhen }),
  };
  return { ...bare, followUps: followUpsOf(question, bare, document) };
}

const YES_NO: readonly Option[] = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];
const PARTIAL: Option = { id: 'partial', label: 'Partly' };
const NOT_APPLICABLE: Option = { id: 'na', label: 'Not applicable' };

function optionsOfQuestion(question: AuthorQuestion): readonly Option[] {
  const [yes, no] = YES_NO;
  switch (question.type) {
    case 'yes_no':
      return YES_NO;
    case 'yes_no_partial_na': {
      const base = [yes, PARTIAL, no].flatMap((option) => (option === undefined ? [] : [option]));
      return allowsNa(question) ? [...base, NOT_APPLICABLE] : base;
    }
    default:
      return question.options ?? [];
  }
}

function allowsNa(question: AuthorQuestion): boolean {
  return question.type === 'yes_no_partial_na' && question.naAllowed !== false;
}

function naReasonsOf(question: AuthorQuestion, document: QuestionnaireDocument): readonly OfferedNaReason[] {
  if (!allowsNa(question)) return [];
  const reasons = document.followUps[NA_GROUP]?.fields.find(({ key }) => key === 'reason')?.options ?? [];
  return reasons
    .filter((reason) => question.naReasons === undefined || question.naReasons.includes(reason.id))
    .filter((reason) => citationsAllow(reason, question))
    .map(({ id, label, onlyIf }) => ({ id, label, onlyIf: onlyIf ?? null }));
}

// "Technically feasible" softens 17.04 only (201 CMR 17.04, opening paragraph).
function citationsAllow(reason: NaReasonOption, question: AuthorQuestion): boolean {
  const start = reason.onlyWhenAllCitationsStartWith;
  return start === undefined || question.citations.every((citation) => citation.startsWith(start));
}

function followUpsOf(
  question: AuthorQuestion,
  compiled: CompiledQuestion,
  document: QuestionnaireDocument,
): readonly FollowUpField[] {
  const groups = (question.followUps ?? [])
    .filter((name) => name !== NA_GROUP)
    .flatMap((name) => {
      const group = document.followUps[name];
      if (group === undefined) return [];
      const when = compileCondition(group.when, compiled);
      return group.fields.map((field) => followUpField(field, when));
    });
  const own = (question.ownFollowUps ?? []).map((field) =>
    followUpField(field, compileCondition(field.when ?? { answered: true }, compiled)),
  );
  return [...groups, ...own];
}

function followUpField(field: AuthorFollowUp, when: Condition): FollowUpField {
  return {
    key: field.key,
    when,
    type: field.type,
    text: field.text,
    required: field.required,
    columns: field.columns ?? [],
    options: (field.options ?? []).map(({ id, label }) => ({ id, label })),
  };
}

function compileCondition(condition: AuthorCondition, question: CompiledQuestion): Condition {
  if ('typeIs' in condition) return { always: question.type === condition.typeIs };
  if ('answerIn' in condition) return { question: question.id, includesAny: condition.answerIn };
  if ('pointsBelow' in condition) return pointsBelow(question, condition.pointsBelow);
  if ('all' in condition) return { all: condition.all.map((part) => compileCondition(part, question)) };
  if ('any' in condition) return { any: condition.any.map((part) => compileCondition(part, question)) };
  if ('not' in condition) return { not: compileCondition(condition.not, question) };
  if ('answered' in condition && !('question' in condition)) return { question: question.id, answered: true };
  return condition;
}
