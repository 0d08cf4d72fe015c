import { said } from '../text/said';
import type { FieldProblem } from '../text/field-problem';
import type { AuthorCondition, AuthorFollowUp, AuthorQuestion, QuestionnaireDocument } from './document';

/** The most that a questionnaire holds; what follows from its answers is computed at every save. */
export const QUESTIONNAIRE_LIMITS = {
  sections: 50,
  questions: 500,
  requirements: 500,
  conditions: 200,
  /** Groups of follow-ups. */
  followUps: 50,
  /** Of one question, one group or one column: options, columns, fields, citations, follow-ups. */
  parts: 100,
  /** Parts of one condition, those of the conditions it names among them. */
  conditionParts: 200,
  /** Questions of which each is shown by the one before. */
  chain: 20,
} as const;

type Problems = readonly FieldProblem[];

/** What of a document is more than is taken; asked before anything else is read of it, so that all else is bounded. */
export function checkSize(document: QuestionnaireDocument): Problems {
  const { sections, questions, requirements, conditions, followUps } = document;
  const lengths = {
    sections: sections.length,
    questions: questions.length,
    requirements: requirements.length,
    conditions: Object.keys(conditions).length,
    followUps: Object.keys(followUps).length,
  };
  const large = Object.entries(lengths).flatMap(([field, length]) =>
    atMost(length, QUESTIONNAIRE_LIMITS[field as keyof typeof lengths], field),
  );
  if (large.length > 0) return large;
  const sizes = new ConditionSizes(conditions);
  return [
    ...Object.entries(conditions).flatMap(([name, one]) => sizes.check(one, `conditions.${name}`)),
    ...Object.entries(followUps).flatMap(([name, { when, fields }]) => [
      ...sizes.check(when, `followUps.${name}`),
      ...checkFollowUps(fields, `followUps.${name}`, sizes),
    ]),
    ...questions.flatMap((question) => checkQuestionSize(question, sizes)),
  ];
}

function checkQuestionSize(question: AuthorQuestion, sizes: ConditionSizes): Problems {
  const field = `questions.${question.id}`;
  const { options, columns, fields, citations, followUps, naReasons, ownFollowUps, scoring } = question;
  const { showIf, knockoutWhen } = question;
  const leaveOut = scoring?.kind === 'coverage' ? (scoring.leaveOut ?? []) : [];
  const lists = { options, columns, fields, citations, followUps, naReasons, ownFollowUps, leaveOut };
  return [
    ...Object.entries(lists).flatMap(([name, list]) =>
      atMost(list?.length ?? 0, QUESTIONNAIRE_LIMITS.parts, `${field}.${name}`),
    ),
    ...(showIf === undefined ? [] : sizes.check(showIf, `${field}.showIf`)),
    ...(knockoutWhen === undefined ? [] : sizes.check(knockoutWhen, `${field}.knockoutWhen`)),
    ...leaveOut.flatMap(({ unless }) => sizes.check(unless, `${field}.scoring`)),
    ...checkFollowUps(ownFollowUps ?? [], field, sizes),
  ];
}

function checkFollowUps(fields: readonly AuthorFollowUp[], field: string, sizes: ConditionSizes): Problems {
  const { parts } = QUESTIONNAIRE_LIMITS;
  return [
    ...atMost(fields.length, parts, field),
    ...fields.flatMap(({ key, when, columns, options }) => [
      ...(when === undefined ? [] : sizes.check(when, `${field}.${key}`)),
      ...atMost(Math.max(columns?.length ?? 0, options?.length ?? 0), parts, `${field}.${key}`),
    ]),
  ];
}

function atMost(count: number, most: number, field: string): Problems {
  return count <= most ? [] : [{ field, message: said('check-size.at-most-are-taken', { most, count }) }];
}

/** How many parts are read when a condition is evaluated; a name counts as all that it stands for. */
class ConditionSizes {
  private readonly named = new Map<string, number>();

  constructor(private readonly conditions: QuestionnaireDocument['conditions']) {}

  check(condition: AuthorCondition, field: string): Problems {
    const { conditionParts } = QUESTIONNAIRE_LIMITS;
    if (this.sizeOf(condition, 0) <= conditionParts) return [];
    return [{ field, message: said('check-size.a-condition-has-at', { most: conditionParts }) }];
  }

  private sizeOf(condition: AuthorCondition, depth: number): number {
    // Parts inside one another are parts; what is deeper than all that are taken is too much.
    if (depth > QUESTIONNAIRE_LIMITS.conditionParts) return Infinity;
    if ('condition' in condition) return 1 + this.sizeOfNamed(condition.condition, depth);
    const inner = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
    const parts: readonly AuthorCondition[] = 'not' in condition ? [condition.not] : inner;
    return parts.reduce((sum, part) => sum + this.sizeOf(part, depth + 1), 1 + listed(condition));
  }

  private sizeOfNamed(name: string, depth: number): number {
    const known = this.named.get(name);
    const condition = Object.hasOwn(this.conditions, name) ? this.conditions[name] : undefined;
    if (known !== undefined || condition === undefined) return known ?? 0;
    // One that names itself is told of by another check.
    this.named.set(name, 0);
    const size = this.sizeOf(condition, depth + 1);
    this.named.set(name, size);
    return size;
  }
}

/** The options that a part compares with. */
function listed(condition: AuthorCondition): number {
  const lists: readonly unknown[] = ['includesAny', 'of', 'answerIn', 'leaveOut', 'requiredColumns'].map(
    (key) => (condition as Readonly<Record<string, unknown>>)[key],
  );
  return lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
}
