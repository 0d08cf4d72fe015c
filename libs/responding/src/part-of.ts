import {
  type AnswerContext,
  type Condition,
  type ConditionContext,
  evaluate,
  type RespondentQuestion,
  type RespondentQuestionnaire,
  viewOf,
} from '@countersign/domain';

/** Whether a delegate answers this question; the database judges by the same words. */
export function isDelegated(
  sections: readonly string[] | null,
  { id, section }: Pick<RespondentQuestion, 'id' | 'section'>,
): boolean {
  return sections === null || sections.includes(section) || sections.includes(`#${id}`);
}

/**
 * A questionnaire as a delegate receives it: the own questions alone. What their conditions read elsewhere is settled
 * here, so that the right questions show and no answer of another part leaves the server.
 */
export function partOf(
  questionnaire: RespondentQuestionnaire,
  sections: readonly string[],
  whole: AnswerContext,
): RespondentQuestionnaire {
  const own = questionnaire.questions.filter((question) => isDelegated(sections, question));
  const ids = new Set(own.map(({ id }) => id));
  const factSources = questionnaire.factSources.filter(({ question }) => ids.has(question));
  const settling: Settling = {
    ids,
    facts: new Set(factSources.map(({ fact }) => fact)),
    context: viewOf(questionnaire, whole).conditions,
  };
  const questions = own.map((question) => settledQuestion(question, settling));
  const kept = new Set(questions.map(({ section }) => section));
  return {
    ...questionnaire,
    conditions: namedOnly(questionnaire.conditions, questions, settling),
    factSources,
    sections: questionnaire.sections.filter(({ id }) => kept.has(id)),
    questions,
  };
}

interface Settling {
  readonly ids: ReadonlySet<string>;
  /** That answers of the own part may name. */
  readonly facts: ReadonlySet<string>;
  readonly context: ConditionContext;
}

function settledQuestion(question: RespondentQuestion, settling: Settling): RespondentQuestion {
  const { showIf, followUps, naReasons } = question;
  return {
    ...question,
    showIf: showIf === null ? null : settled(showIf, settling),
    followUps: followUps.map((field) => ({ ...field, when: settled(field.when, settling) })),
    naReasons: naReasons.map(({ onlyIf, ...reason }) => ({
      ...reason,
      onlyIf: onlyIf === null ? null : settled(onlyIf, settling),
    })),
  };
}

function settled(condition: Condition, settling: Settling): Condition {
  if (!readsOwn(condition, settling, new Set())) return constant(condition, settling.context);
  if ('all' in condition) return { all: condition.all.map((part) => settled(part, settling)) };
  if ('any' in condition) return { any: condition.any.map((part) => settled(part, settling)) };
  if ('not' in condition) return { not: settled(condition.not, settling) };
  if ('coversLessThan' in condition)
    return {
      ...condition,
      leaveOut: condition.leaveOut.map((rule) => ({ ...rule, unless: settled(rule.unless, settling) })),
    };
  return condition;
}

/** What cannot be told opens nothing, under a `not` either: so does a name that nobody gave. */
function constant(condition: Condition, context: ConditionContext): Condition {
  if (evaluate(condition, context)) return { always: true };
  return evaluate({ not: condition }, context) ? { always: false } : { condition: '' };
}

function readsOwn(condition: Condition, settling: Settling, seen: ReadonlySet<string>): boolean {
  const reads = (part: Condition): boolean => readsOwn(part, settling, seen);
  if ('always' in condition) return false;
  if ('all' in condition) return condition.all.some(reads);
  if ('any' in condition) return condition.any.some(reads);
  if ('not' in condition) return reads(condition.not);
  if ('fact' in condition) return settling.facts.has(condition.fact);
  if ('question' in condition) return settling.ids.has(condition.question);
  const name = condition.condition;
  const { conditions } = settling.context;
  const named = Object.hasOwn(conditions, name) && !seen.has(name) ? conditions[name] : undefined;
  return named !== undefined && readsOwn(named, settling, new Set([...seen, name]));
}

/** Those that the own questions still name, themselves settled. */
function namedOnly(
  conditions: RespondentQuestionnaire['conditions'],
  questions: readonly RespondentQuestion[],
  settling: Settling,
): RespondentQuestionnaire['conditions'] {
  const kept: Record<string, Condition> = {};
  const keep = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/"condition":"([^"]+)"/g)) {
      const named = conditions[name];
      if (named === undefined || Object.hasOwn(kept, name)) continue;
      const own = settled(named, settling);
      kept[name] = own;
      keep(JSON.stringify(own));
    }
  };
  keep(JSON.stringify(questions));
  return kept;
}
