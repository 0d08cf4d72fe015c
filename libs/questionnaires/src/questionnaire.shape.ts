import {
  QUESTION_TYPES,
  type ColumnType,
  type CompiledQuestionnaire,
  type EvidenceDemand,
  type FollowUpType,
  type RespondentQuestionnaire,
  type Scoring,
} from '@countersign/domain';
import { conditionShape, leaveOutShape, namedConditionsShape, textShape } from '@countersign/contracts';
import {
  anyOf,
  decimal,
  flag,
  listOf,
  mapOf,
  namedShape,
  objectOf,
  oneOfWords,
  oneWord,
  optional,
  orNull,
  text,
  type Shape,
} from '@countersign/platform';

const texts = listOf(text);
const columnTypes: readonly ColumnType[] = ['text', 'number', 'date', 'yes_no', 'signature'];
const followUpTypes: readonly FollowUpType[] = ['text', 'date', 'number', 'single', 'table'];
const demands: readonly EvidenceDemand[] = ['none', 'optional', 'required'];

const option = objectOf({ id: text, label: textShape, exclusive: optional(flag) });
const column = objectOf({ id: text, label: textShape, type: oneOfWords(columnTypes), required: flag });

const followUp = objectOf({
  key: text,
  when: conditionShape,
  type: oneOfWords(followUpTypes),
  text: textShape,
  required: flag,
  columns: listOf(column),
  options: listOf(option),
});

const ofEveryQuestion = {
  id: text,
  section: text,
  type: oneOfWords(QUESTION_TYPES),
  text: textShape,
  help: orNull(textShape),
  required: flag,
  options: listOf(option),
  columns: listOf(column),
  fields: listOf(column),
  unit: orNull(text),
  min: orNull(decimal),
  max: orNull(decimal),
  allowNever: flag,
  pastOnly: flag,
  completeRows: flag,
  naReasons: listOf(objectOf({ id: text, label: textShape, onlyIf: orNull(conditionShape) })),
  showIf: orNull(conditionShape),
  citations: texts,
  evidence: oneOfWords(demands),
  evidenceHint: orNull(textShape),
  followUps: listOf(followUp),
};

const ofEveryScoring = { reviewerPoints: optional(listOf(decimal)), note: optional(text) };
const atLeast = listOf(objectOf({ atLeast: optional(decimal), points: decimal }));
const atMost = listOf(objectOf({ atMost: optional(decimal), points: decimal }));

const scoring: Shape<Scoring> = namedShape(
  'Scoring',
  anyOf(
    objectOf({ ...ofEveryScoring, kind: oneWord('options'), points: mapOf(decimal) }),
    objectOf({
      ...ofEveryScoring,
      kind: oneWord('coverage'),
      of: texts,
      leaveOut: optional(listOf(leaveOutShape)),
    }),
    objectOf({ ...ofEveryScoring, kind: oneWord('count'), fullOption: optional(text), bands: atLeast }),
    objectOf({ ...ofEveryScoring, kind: oneWord('age-in-months'), bands: atMost }),
    objectOf({ ...ofEveryScoring, kind: oneWord('number-at-least'), bands: atLeast }),
    objectOf({ ...ofEveryScoring, kind: oneWord('number-at-most'), bands: atMost }),
    objectOf({
      ...ofEveryScoring,
      kind: oneWord('table-completeness'),
      complete: decimal,
      incomplete: decimal,
      empty: decimal,
    }),
  ),
);

const published = {
  key: text,
  version: text,
  title: textShape,
  language: text,
  notice: textShape,
  conditions: namedConditionsShape,
  factSources: listOf(
    objectOf({
      fact: text,
      kind: oneOfWords(['set', 'range', 'flag']),
      question: text,
      map: mapOf(orNull(text)),
      order: texts,
    }),
  ),
  requirements: listOf(
    objectOf({
      id: text,
      citation: text,
      title: textShape,
      paraphrase: textShape,
      media: oneOfWords(['both', 'electronic']),
      kind: oneOfWords(['scope', 'control', 'statute']),
    }),
  ),
};
const ofEverySection = { id: text, title: textShape, note: orNull(textShape) };

export const compiledQuestionnaireShape: Shape<CompiledQuestionnaire> = namedShape(
  'CompiledQuestionnaire',
  objectOf({
    ...published,
    sections: listOf(objectOf({ ...ofEverySection, showScore: flag })),
    questions: listOf(
      objectOf({
        ...ofEveryQuestion,
        scored: flag,
        weight: decimal,
        scoring: orNull(scoring),
        knockout: flag,
        knockoutWhen: optional(conditionShape),
      }),
    ),
  }),
);

/** No word about what an answer is worth. */
export const respondentQuestionnaireShape: Shape<RespondentQuestionnaire> = namedShape(
  'RespondentQuestionnaire',
  objectOf({
    ...published,
    sections: listOf(objectOf(ofEverySection)),
    questions: listOf(objectOf(ofEveryQuestion)),
  }),
);
