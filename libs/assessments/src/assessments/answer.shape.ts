import type { AnswerSheet, AnswerValue } from '@countersign/domain';
import {
  anyJson,
  listOf,
  mapOf,
  namedShape,
  objectOf,
  optional,
  orNull,
  text,
  type Shape,
} from '@countersign/platform';

/** What an answer may be depends on the question's type; the rules check it. */
export const answerValueShape: Shape<AnswerValue> = namedShape(
  'AnswerValue',
  objectOf({
    answer: anyJson,
    followUps: mapOf(anyJson),
    naReason: orNull(objectOf({ reason: text, explanation: text })),
    comment: optional(text),
  }),
);

export const answerSheetShape: Shape<AnswerSheet> = mapOf(answerValueShape);

export const questionIdsShape: Shape<readonly string[]> = listOf(text);
