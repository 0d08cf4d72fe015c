import type { AnswerValue } from '@countersign/domain';
import { anyJson, mapOf, namedShape, objectOf, orNull, text, type Shape } from '@countersign/platform';

/** What an answer may be depends on the question's type; the rules check it. */
export const answerValueShape: Shape<AnswerValue> = namedShape(
  'AnswerValue',
  objectOf({
    answer: anyJson,
    followUps: mapOf(anyJson),
    naReason: orNull(objectOf({ reason: text, explanation: text })),
  }),
);
