import {
  type CompiledQuestion,
  type CompiledQuestionnaire,
  type Condition,
  type FactCatalogue,
  optionsOf,
  type QuestionCondition,
  textIn,
} from '@countersign/domain';
import { listed } from '../../language/formats';
import { message } from '../../language/message';

export interface ConditionReader {
  readonly questionnaire: CompiledQuestionnaire;
  /** Null until the catalogue has arrived: facts are then left out. */
  readonly catalogue: FactCatalogue | null;
}

const TABLE_WORDS = { complete: 'complete', incomplete: 'incomplete', empty: 'empty' } as const;

/** A rule as a sentence part that follows "Shown where": "MA-11 is answered Yes, or ...". */
export function conditionInWords(condition: Condition, reader: ConditionReader): string {
  if ('always' in condition) {
    return condition.always
      ? $localize`:@@condition-in-words.always:always`
      : $localize`:@@condition-in-words.never:never`;
  }
  if ('all' in condition) {
    return joined(condition.all, 'conjunction', reader);
  }
  if ('any' in condition) {
    return joined(condition.any, 'disjunction', reader);
  }
  if ('not' in condition) {
    return $localize`:@@condition-in-words.it-is-not-so:it is not so that ${conditionInWords(condition.not, reader)}:conditionInWords:`;
  }
  if ('condition' in condition) {
    const named = reader.questionnaire.conditions[condition.condition];
    return named === undefined ? condition.condition : conditionInWords(named, reader);
  }
  return 'fact' in condition ? factInWords(condition, reader) : questionInWords(condition, reader);
}

function joined(
  parts: readonly Condition[],
  by: 'conjunction' | 'disjunction',
  reader: ConditionReader,
): string {
  const words = parts.map((part) => {
    const text = conditionInWords(part, reader);
    const nested = parts.length > 1 && isCompound(part, reader);
    return nested ? `(${text})` : text;
  });
  const and = $localize`:@@condition-in-words.and: and `;
  const or = $localize`:@@condition-in-words.or: or `;
  return words.join(by === 'conjunction' ? and : or);
}

function isCompound(part: Condition, { questionnaire }: ConditionReader): boolean {
  if ('condition' in part) {
    const named = questionnaire.conditions[part.condition];
    return named !== undefined && isCompound(named, { questionnaire, catalogue: null });
  }
  return ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1);
}

function questionInWords(condition: QuestionCondition, { questionnaire }: ConditionReader): string {
  const { question: id } = condition;
  const question = questionnaire.questions.find((candidate) => candidate.id === id);
  if ('includesAny' in condition) {
    return $localize`:@@condition-in-words.is-answered:${id}:id: is answered ${optionsInWords(question, condition.includesAny)}:optionsInWords:`;
  }
  if ('answered' in condition) {
    return $localize`:@@condition-in-words.is-answered-2:${id}:id: is answered`;
  }
  if ('selectsFewerThan' in condition) {
    return message(
      $localize`:@@condition-in-words.names-fewer:{id} names fewer than {n, plural, one {# option} other {# options}}`,
      {
        id,
        n: condition.selectsFewerThan,
      },
    );
  }
  if ('coversLessThan' in condition) {
    const { numerator, denominator } = condition.coversLessThan;
    return $localize`:@@condition-in-words.names-less-than-in:${id}:id: names less than ${numerator}:numerator: in ${denominator}:denominator: of what is expected`;
  }
  if ('olderThanMonths' in condition) {
    return message(
      $localize`:@@condition-in-words.older:the day in {id} is more than {n, plural, one {# month} other {# months}} ago`,
      {
        id,
        n: condition.olderThanMonths,
      },
    );
  }
  if ('below' in condition) {
    return $localize`:@@condition-in-words.is-below:${id}:id: is below ${condition.below}:below:`;
  }
  if ('above' in condition) {
    return $localize`:@@condition-in-words.is-above:${id}:id: is above ${condition.above}:above:`;
  }
  return $localize`:@@condition-in-words.the-table-in-is:the table in ${id}:id: is ${listed(
    condition.tableIs.map((state) => TABLE_WORDS[state]),
    'disjunction',
  )}:tableIs:`;
}

function factInWords(
  condition: Extract<Condition, { fact: string }>,
  { catalogue }: ConditionReader,
): string {
  const { fact } = condition;
  const definition = catalogue?.facts[fact];
  const label = definition?.label ?? fact;
  if (definition?.kind === 'derived' && 'equals' in condition && condition.equals === true) return label;
  if ('includesAny' in condition) {
    const options = catalogue === null ? {} : optionsOf(catalogue, fact);
    return $localize`:@@condition-in-words.the-intake-says-is:the intake says “${label}:label:” is ${listed(
      condition.includesAny.map((value) => options[value]?.label ?? value),
      'disjunction',
    )}:includesAny:`;
  }
  if ('equals' in condition) {
    if (typeof condition.equals === 'boolean') {
      return condition.equals
        ? $localize`:@@condition-in-words.the-intake-says:the intake says “${label}:label:”`
        : $localize`:@@condition-in-words.the-intake-does-not:the intake does not say “${label}:label:”`;
    }
    return $localize`:@@condition-in-words.the-intake-says-is-2:the intake says “${label}:label:” is ${condition.equals}:equals:`;
  }
  return 'atLeast' in condition
    ? $localize`:@@condition-in-words.the-intake-says-is-3:the intake says “${label}:label:” is at least ${condition.atLeast}:atLeast:`
    : $localize`:@@condition-in-words.the-intake-says-is-4:the intake says “${label}:label:” is at most ${condition.atMost}:atMost:`;
}

function optionsInWords(question: CompiledQuestion | undefined, ids: readonly string[]): string {
  return listed(
    ids.map((id) => {
      const option = question?.options.find((candidate) => candidate.id === id);
      return option === undefined ? id : `“${textIn(option.label)}”`;
    }),
    'disjunction',
  );
}
