import { cite, type CompiledQuestion, type QuestionType, type Scoring, textIn } from '@countersign/domain';
import { number, percent } from '../../language/formats';
import { message } from '../../language/message';

export const QUESTION_TYPE_WORDS: Readonly<Record<QuestionType, string>> = {
  text: 'One line of text',
  longText: 'Free text',
  single: 'One choice',
  multi: 'Several choices',
  yes_no: 'Yes or no',
  yes_no_partial_na: 'Yes, no, partly or not applicable',
  number: 'A number',
  date: 'A date',
  table: 'A table',
  attestation: 'A signed confirmation',
};

export const EVIDENCE_WORDS: Readonly<Record<CompiledQuestion['evidence'], string | null>> = {
  none: null,
  optional: 'Evidence may be added',
  required: 'Evidence is asked for',
};

/** How an answer earns its share of the weight, in words. */
export function scoringInWords(question: CompiledQuestion): string | null {
  const { scoring } = question;
  return scoring === null ? null : bandsInWords(scoring, question);
}

export function citationsInWords(question: CompiledQuestion): string {
  return question.citations.map(cite).join('; ');
}

function bandsInWords(scoring: Scoring, question: CompiledQuestion): string {
  switch (scoring.kind) {
    case 'options':
      return question.options
        .filter(({ id }) => Object.hasOwn(scoring.points, id))
        .map(({ id, label }) => `${textIn(label)} ${percent(scoring.points[id] ?? 0)}`)
        .join(', ');
    case 'coverage':
      return 'The share of the expected options that is chosen';
    case 'count':
      return scoring.bands
        .map(({ atLeast, points }) =>
          atLeast === undefined
            ? otherwise(points)
            : message(
                $localize`:@@question-in-words.at-least-options:at least {n, plural, one {# option} other {# options}} {share}`,
                { n: atLeast, share: percent(points) },
              ),
        )
        .join(', ');
    case 'age-in-months':
      return scoring.bands
        .map(({ atMost, points }) =>
          atMost === undefined
            ? otherwise(points)
            : message(
                $localize`:@@question-in-words.at-most-months:at most {n, plural, one {# month} other {# months}} {share}`,
                { n: atMost, share: percent(points) },
              ),
        )
        .join(', ');
    case 'number-at-least':
      return scoring.bands
        .map(({ atLeast, points }) =>
          atLeast === undefined
            ? otherwise(points)
            : $localize`:@@question-in-words.at-least:at least ${number(atLeast)}:limit: ${percent(points)}:share:`,
        )
        .join(', ');
    case 'number-at-most':
      return scoring.bands
        .map(({ atMost, points }) =>
          atMost === undefined
            ? otherwise(points)
            : $localize`:@@question-in-words.at-most:at most ${number(atMost)}:limit: ${percent(points)}:share:`,
        )
        .join(', ');
    case 'table-completeness':
      return `Complete ${percent(scoring.complete)}, incomplete ${percent(scoring.incomplete)}, empty ${percent(scoring.empty)}`;
  }
}

function otherwise(points: number): string {
  return $localize`:@@question-in-words.otherwise:otherwise ${percent(points)}:share:`;
}
