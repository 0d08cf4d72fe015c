import {
  textIn,
  type RespondentQuestion,
  type RespondentQuestionnaire,
  type Text,
} from '@countersign/domain';
import type { QuestionLink } from './question-links';

interface Missing {
  readonly question: string;
  readonly text: Text;
}

export interface MissingInSection {
  id: string;
  title: string;
  lines: readonly QuestionLink[];
}

/** What is missing, in the order of the pages; the attestation is signed where this list is shown. */
export function missingBySection(
  questionnaire: RespondentQuestionnaire,
  missing: readonly Missing[],
): MissingInSection[] {
  const pages = questionnaire.questions.filter(({ type }) => type !== 'attestation');
  return questionnaire.sections
    .map(({ id, title }) => {
      const lines = pages
        .filter(({ section }) => section === id)
        .flatMap((question) => lineOf(question, missing));
      return { id, title: textIn(title), lines };
    })
    .filter(({ lines }) => lines.length > 0);
}

/** One line a question, however many of its parts are empty. */
function lineOf({ id, text }: RespondentQuestion, missing: readonly Missing[]): QuestionLink[] {
  const parts = missing.filter(({ question }) => question === id).map((part) => textIn(part.text));
  if (parts.length === 0) return [];
  const own = textIn(text);
  const others = parts.filter((part) => part !== own);
  return [
    {
      question: id,
      text:
        others.length === 0
          ? own
          : $localize`:@@missing-by-section.still-needed:${own}:own: Still needed: ${others.join('; ')}:others:`,
    },
  ];
}
