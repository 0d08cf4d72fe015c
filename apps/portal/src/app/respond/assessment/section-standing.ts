import { progressOf, textIn, type MissingAnswer, type RespondentQuestionnaire } from '@countersign/domain';

export interface SectionStanding {
  id: string;
  title: string;
  note: string | null;
  /** Questions of the section page in order; the attestation is signed on the last page instead. */
  questions: readonly string[];
  complete: number;
  required: number;
}

interface Sheet {
  visible: ReadonlySet<string>;
  missing: readonly Pick<MissingAnswer, 'question'>[];
  /** What a follow-up asks: sections without any of it are not its own. Null asks all. */
  asked: readonly string[] | null;
}

export function sectionStandings(
  questionnaire: RespondentQuestionnaire,
  { visible, missing, asked }: Sheet,
): SectionStanding[] {
  const own = questionnaire.sections.filter(
    ({ id }) =>
      asked === null ||
      questionnaire.questions.some((question) => question.section === id && asked.includes(question.id)),
  );
  return own.map((section) => {
    const shown = questionnaire.questions.filter(
      (question) =>
        question.section === section.id && question.type !== 'attestation' && visible.has(question.id),
    );
    const { complete, shown: required } = progressOf(shown, { visible, missing });
    return {
      id: section.id,
      title: textIn(section.title),
      note: section.note === null ? null : textIn(section.note),
      questions: shown.map((question) => question.id),
      complete,
      required,
    };
  });
}
