import { cite, type CompiledQuestion, type QuestionType, type Scoring, textIn } from '@countersign/domain';
import { number, percent } from '../../language/formats';
import { message } from '../../language/message';

export const QUESTION_TYPE_WORDS: Readonly<Record<QuestionType, string>> = {
  text: $localize`:@@question-in-words.one-line-of-text:One line of text`,
  longText: $localize`:@@question-in-words.free-text:Free text`,
  single: $localize`:@@question-in-words.one-choice:One choice`,
  multi: $localize`:@@question-in-words.several-choices:Several choices`,
  yes_no: $localize`:@@question-in-words.yes-or-no:Yes or no`,
  yes_no_partial_na: $localize`:@@question-in-words.yes-no-partly-or:Yes, no, partly or not applicable`,
  number: $localize`:@@question-in-words.a-number:A number`,
  date: $localize`:@@question-in-words.a-date:A date`,
  table: $localize`:@@question-in-words.a-table:A table`,
  file: $localize`:@@question-in-words.files:Files`,
  attestation: $localize`:@@question-in-words.a-signed-confirmation:A signed confirmation`,
};

export const EVIDENCE_WORDS: Readonly<Record<CompiledQuestion['evidence'], string | null>> = {
  none: null,
  optional: $localize`:@@question-in-words.evidence-may-be-added:Evidence may be added`,
  required: $localize`:@@question-in-words.evidence-is-asked-for:Evidence is asked for`,
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
      return $localize`:@@question-in-words.the-share-of-the:The share of the expected options that is chosen`;
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
      return $localize`:@@question-in-words.complete-incomplete-empty:Complete ${percent(scoring.complete)}:percent:, incomplete ${percent(scoring.incomplete)}:percent2:, empty ${percent(scoring.empty)}:percent3:`;
  }
}

function otherwise(points: number): string {
  return $localize`:@@question-in-words.otherwise:otherwise ${percent(points)}:share:`;
}
