import type { Score } from '@countersign/domain';
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

const effectiveness = { ceHundredths: orNull(whole), numerator: decimal, denominator: decimal };

export const scoreShape: Shape<Score> = namedShape(
  'Score',
  objectOf({
    ...effectiveness,
    formulaVersion: text,
    submittedOn: orNull(day),
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
        reason: text,
      }),
    ),
    confidence: objectOf({ answeredHundredths: whole, evidencedHundredths: whole }),
    knockouts: listOf(
      objectOf({ question: text, status: oneOfWords(['fired', 'partial']), open: flag, text }),
    ),
  }),
);
