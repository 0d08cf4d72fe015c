import { KNOCKOUT_STATES, SCORE_REASONS } from '@countersign/domain';
import { textShape } from '@countersign/contracts';
import {
  day,
  decimal,
  flag,
  listOf,
  namedShape,
  objectOf,
  oneOfWords,
  orNull,
  text,
  whole,
  type Shape,
} from '@countersign/platform';

import { codeOf } from './risk.shape';
import type { ToldScore } from './risk-in-words';

const effectiveness = { ceHundredths: orNull(whole), numerator: decimal, denominator: decimal };

export const scoreShape: Shape<ToldScore> = namedShape(
  'Score',
  objectOf({
    ...effectiveness,
    formulaVersion: text,
    submittedOn: orNull(day),
    verifiedNumerator: decimal,
    verifiedHundredths: orNull(whole),
    knockoutQuestions: listOf(text),
    changesOn: orNull(day),
    shownWeight: decimal,
    scorableWeight: decimal,
    notScorable: flag,
    sections: listOf(objectOf({ ...effectiveness, id: text, title: textShape })),
    requirements: listOf(objectOf({ ...effectiveness, id: text, citation: text, title: textShape })),
    questions: listOf(
      objectOf({
        id: text,
        section: text,
        shown: flag,
        weight: decimal,
        points: orNull(decimal),
        counted: flag,
        reason: objectOf({ code: codeOf(SCORE_REASONS), text }),
        earned: orNull(decimal),
        verified: flag,
      }),
    ),
    confidence: objectOf({ answeredHundredths: whole, evidencedHundredths: whole }),
    knockouts: listOf(objectOf({ question: text, status: oneOfWords(KNOCKOUT_STATES), open: flag, text })),
  }),
);
