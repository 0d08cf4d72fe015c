import type { Condition, FactValue, NamedConditions, TableState, Text } from '@countersign/domain';
import {
  anyOf,
  flag,
  listOf,
  mapOf,
  namedShape,
  objectOf,
  oneOfWords,
  oneWord,
  orNull,
  shapeNamed,
  decimal,
  text,
  whole,
  type Shape,
} from '@countersign/platform';

export const textShape: Shape<Text> = namedShape('LocalText', anyOf(text, mapOf(text)));

export const factValueShape: Shape<FactValue> = namedShape(
  'FactValue',
  anyOf(orNull(text), decimal, flag, listOf(text)),
);

const condition = shapeNamed<Condition>('Condition');
const texts = listOf(text);
const tableStates: readonly TableState[] = ['empty', 'incomplete', 'complete'];

export const leaveOutShape = objectOf({ option: text, unless: condition });

const ofQuestion = anyOf(
  objectOf({ question: text, includesAny: texts }),
  objectOf({ question: text, answered: oneWord(true) }),
  objectOf({ question: text, selectsFewerThan: whole, of: texts }),
  objectOf({
    question: text,
    coversLessThan: objectOf({ numerator: whole, denominator: whole }),
    of: texts,
    leaveOut: listOf(leaveOutShape),
  }),
  objectOf({ question: text, olderThanMonths: decimal }),
  objectOf({ question: text, below: decimal }),
  objectOf({ question: text, above: decimal }),
  objectOf({ question: text, tableIs: listOf(oneOfWords(tableStates)), requiredColumns: texts }),
);

const ofFact = anyOf(
  objectOf({ fact: text, includesAny: texts }),
  objectOf({ fact: text, equals: anyOf(text, decimal, flag) }),
  objectOf({ fact: text, atLeast: decimal }),
  objectOf({ fact: text, atMost: decimal }),
);

export const conditionShape: Shape<Condition> = namedShape(
  'Condition',
  anyOf(
    objectOf({ always: flag }),
    objectOf({ all: listOf(condition) }),
    objectOf({ any: listOf(condition) }),
    objectOf({ not: condition }),
    objectOf({ condition: text }),
    ofQuestion,
    ofFact,
  ),
);

export const namedConditionsShape: Shape<NamedConditions> = mapOf(conditionShape);
