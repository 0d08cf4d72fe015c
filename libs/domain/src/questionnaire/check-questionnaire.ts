import type { RuleSaid } from '../text/rule-code';
import { said } from '../text/said';
import type { Condition } from '../conditions/condition';
import type { FactCatalogue } from '../facts/catalogue';
import { GROUNDS_OF } from '../facts/terms';
import { factSources } from '../facts/values';
import type { FieldProblem } from '../text/field-problem';
import { checkScoring } from './check-scoring';
import { checkSize, QUESTIONNAIRE_LIMITS } from './check-size';
import type { AuthorCondition, AuthorQuestion, QuestionnaireDocument } from './document';

// Ids become keys of records and parts of addresses.
const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9._:()-]{0,79}$/;
const CHOICE_TYPES: ReadonlySet<string> = new Set(['single', 'multi']);

interface Book {
  readonly document: QuestionnaireDocument;
  readonly questions: ReadonlyMap<string, AuthorQuestion>;
  /** The questions whose answers move a fact. */
  readonly origins: ReadonlyMap<string, readonly string[]>;
}

/** What stops a questionnaire from being published; an empty list means nothing does. */
export function checkQuestionnaire(
  document: QuestionnaireDocument,
  catalogue: FactCatalogue,
): readonly FieldProblem[] {
  const excess = checkSize(document);
  if (excess.length > 0) return excess;
  const book: Book = {
    document,
    questions: new Map(document.questions.map((question) => [question.id, question])),
    origins: originsOf(catalogue),
  };
  return [
    ...duplicates(
      document.sections.map(({ id }) => id),
      'sections',
    ),
    ...duplicates(
      document.questions.map(({ id }) => id),
      'questions',
    ),
    ...Object.entries(document.conditions).flatMap(([name, condition]) =>
      checkCondition(condition, `conditions.${name}`, book),
    ),
    ...document.questions.flatMap((question) => checkQuestion(question, book)),
    ...checkOrder(book),
  ];
}

function originsOf(catalogue: FactCatalogue): ReadonlyMap<string, readonly string[]> {
  const stated = new Map(factSources(catalogue).map(({ fact, question }) => [fact, [question]]));
  const derived = Object.entries(GROUNDS_OF).map(([term, grounds]): [string, readonly string[]] => [
    term,
    grounds.flatMap((ground) => stated.get(ground) ?? []),
  ]);
  return new Map<string, readonly string[]>([...stated, ...derived]);
}

function duplicates(ids: readonly string[], field: string): readonly FieldProblem[] {
  const unsafe = ids.filter((id) => !SAFE_ID.test(id));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...unsafe.map((id) => ({
      field: `${field}.${id}`,
      message: said('check-questionnaire.this-id-has-characters'),
    })),
    ...twice.map((id) => ({
      field: `${field}.${id}`,
      message: said('check-questionnaire.this-id-stands-twice'),
    })),
  ];
}

function checkQuestion(question: AuthorQuestion, book: Book): readonly FieldProblem[] {
  const field = `questions.${question.id}`;
  const { document } = book;
  const problem = (message: RuleSaid): FieldProblem => ({ field, message });
  const options = question.options ?? [];
  const unknownCitations = question.citations.filter(
    (id) => !document.requirements.some((known) => known.id === id),
  );
  const unknownGroups = (question.followUps ?? []).filter((name) => !Object.hasOwn(document.followUps, name));
  return [
    ...(document.sections.some(({ id }) => id === question.section)
      ? []
      : [problem(said('check-questionnaire.there-is-no-such'))]),
    ...(CHOICE_TYPES.has(question.type) && options.length === 0
      ? [problem(said('check-questionnaire.a-choice-needs-options'))]
      : []),
    ...(question.type === 'table' && (question.columns ?? []).length === 0
      ? [problem(said('check-questionnaire.a-table-needs-columns'))]
      : []),
    ...duplicates(
      options.map(({ id }) => id),
      `${field}.options`,
    ),
    ...unknownCitations.map((id) => problem(said('check-questionnaire.there-is-no-requirement', { id }))),
    ...unknownGroups.map((name) => problem(said('check-questionnaire.there-is-no-group', { name }))),
    ...checkScoring(question).map(problem),
    ...(question.scoring?.kind === 'coverage' ? (question.scoring.leaveOut ?? []) : []).flatMap(
      ({ unless }) => checkCondition(unless, `${field}.scoring`, book),
    ),
    ...(question.knockoutWhen === undefined
      ? []
      : checkCondition(question.knockoutWhen, `${field}.knockoutWhen`, book)),
    ...(question.showIf === undefined ? [] : checkCondition(question.showIf, `${field}.showIf`, book)),
  ];
}

function checkCondition(condition: Condition, field: string, book: Book): readonly FieldProblem[] {
  const { names, questions } = referencesOf(condition);
  return [
    ...names
      .filter((name) => !Object.hasOwn(book.document.conditions, name))
      .map((name) => ({ field, message: said('check-questionnaire.there-is-no-condition', { name }) })),
    ...questions
      .filter((question) => !book.questions.has(question))
      .map((question) => ({
        field,
        message: said('check-questionnaire.there-is-no-question', { question }),
      })),
  ];
}

interface References {
  readonly names: readonly string[];
  readonly questions: readonly string[];
  readonly facts: readonly string[];
}

function referencesOf(condition: AuthorCondition): References {
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  const inner = ('not' in condition ? [condition.not] : parts).map(referencesOf);
  return {
    names: ['condition' in condition ? [condition.condition] : [], ...inner.map(({ names }) => names)].flat(),
    questions: [
      'question' in condition ? [condition.question] : [],
      ...inner.map(({ questions }) => questions),
    ].flat(),
    facts: ['fact' in condition ? [condition.fact] : [], ...inner.map(({ facts }) => facts)].flat(),
  };
}

function checkNamesDoNotCircle({ conditions }: QuestionnaireDocument): readonly FieldProblem[] {
  const next = (name: string) => (conditions[name] === undefined ? [] : referencesOf(conditions[name]).names);
  return Object.keys(conditions)
    .filter((name) => leadsBack(name, next))
    .map((name) => ({
      field: `conditions.${name}`,
      message: said('check-questionnaire.this-condition-refers-to'),
    }));
}

/** Gates are followed only where no name leads back to itself. */
function checkOrder(book: Book): readonly FieldProblem[] {
  const circles = checkNamesDoNotCircle(book.document);
  return circles.length > 0 ? circles : checkGates(book);
}

function checkGates(book: Book): readonly FieldProblem[] {
  const read = new Map(
    book.document.questions.map(({ id, showIf }) => [
      id,
      showIf === undefined ? [] : [...new Set(questionsRead(showIf, book))],
    ]),
  );
  const next = (id: string) => read.get(id) ?? [];
  const ids = [...read.keys()];
  const circles = ids
    .filter((id) => leadsBack(id, next))
    .map((id) => ({
      field: `questions.${id}.showIf`,
      message: said('check-questionnaire.whether-it-is-shown'),
    }));
  return circles.length > 0 ? circles : checkChains(ids, next);
}

/** What is shown is settled by one pass for each question of the longest chain. */
function checkChains(
  ids: readonly string[],
  next: (id: string) => readonly string[],
): readonly FieldProblem[] {
  const { chain } = QUESTIONNAIRE_LIMITS;
  const lengths = new Map<string, number>();
  const lengthOf = (id: string): number => {
    const length = lengths.get(id) ?? 1 + Math.max(0, ...next(id).map(lengthOf));
    lengths.set(id, length);
    return length;
  };
  return ids
    .filter((id) => lengthOf(id) > chain)
    .map((id) => ({
      field: `questions.${id}.showIf`,
      message: said('check-questionnaire.at-most-questions-are', { most: chain }),
    }));
}

/** The questions a gate reads: by name, through named conditions, and through facts that answers state. */
function questionsRead(condition: Condition, book: Book): readonly string[] {
  const { names, questions, facts } = referencesOf(condition);
  const named = names.flatMap((name) => {
    const inner = book.document.conditions[name];
    return inner === undefined ? [] : questionsRead(inner, book);
  });
  return [...questions, ...facts.flatMap((fact) => book.origins.get(fact) ?? []), ...named];
}

function leadsBack(start: string, next: (id: string) => readonly string[]): boolean {
  const seen = new Set<string>();
  const open = [...next(start)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === start) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...next(id));
  }
  return false;
}
