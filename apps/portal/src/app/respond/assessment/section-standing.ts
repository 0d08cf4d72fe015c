import { isAnswered, textIn, type AnswerSheet, type RespondentQuestionnaire } from '@countersign/domain';

export interface SectionStanding {
  id: string;
  title: string;
  note: string | null;
  /** Questions of the section page in order; the attestation is signed on the last page instead. */
  questions: readonly string[];
  answered: number;
  required: number;
}

interface Sheet {
  visible: ReadonlySet<string>;
  answers: AnswerSheet;
  /** What a follow-up asks: sections without any of it are not its own. Null asks all. */
  asked: readonly string[] | null;
}

export function sectionStandings(
  questionnaire: RespondentQuestionnaire,
  { visible, answers, asked }: Sheet,
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
    const required = shown.filter((question) => question.required);
    return {
      id: section.id,
      title: textIn(section.title),
      note: section.note === null ? null : textIn(section.note),
      questions: shown.map((question) => question.id),
      answered: required.filter((question) => isAnswered(answers, question.id)).length,
      required: required.length,
    };
  });
}
