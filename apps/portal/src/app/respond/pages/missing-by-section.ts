import type { QuestionLink } from './question-links';
import { textIn, type RespondentQuestionnaire, type Text } from '@countersign/domain';

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
      const own = new Set(pages.filter(({ section }) => section === id).map((question) => question.id));
      const lines = missing
        .filter(({ question }) => own.has(question))
        .map(({ question, text }) => ({ question, text: textIn(text) }));
      return { id, title: textIn(title), lines };
    })
    .filter(({ lines }) => lines.length > 0);
}
