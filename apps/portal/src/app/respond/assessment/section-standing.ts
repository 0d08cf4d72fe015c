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
}

export function sectionStandings(
  questionnaire: RespondentQuestionnaire,
  { visible, answers }: Sheet,
): SectionStanding[] {
  return questionnaire.sections.map((section) => {
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
