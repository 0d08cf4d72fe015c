import { type RespondentQuestionnaire, textIn } from '@countersign/domain';
import { invalid, say } from '@countersign/platform';

/** Sections and single questions, as the page names them. */
export interface ChosenParts {
  readonly sections: readonly string[];
  readonly questions: readonly string[];
}

/** What whoever submits signs for the whole is nobody's part. */
const delegable = (questionnaire: Pick<RespondentQuestionnaire, 'questions'>) =>
  questionnaire.questions.filter(({ type }) => type !== 'attestation');

/** As invitations hold them: question by question, each as `#id`. */
export function partsOf(questionnaire: RespondentQuestionnaire, chosen: ChosenParts): string[] {
  const questions = delegable(questionnaire).filter(
    ({ id, section }) => chosen.sections.includes(section) || chosen.questions.includes(id),
  );
  const named = new Set(questions.flatMap(({ id, section }) => [id, section]));
  if (questions.length === 0 || [...chosen.sections, ...chosen.questions].some((name) => !named.has(name)))
    throw invalid([{ field: 'sections', message: say('delegating.choose-a-part') }]);
  return questions.map(({ id }) => `#${id}`);
}

/** The other way round: whole sections, and the questions outside of these. */
export function chosenOf(
  questionnaire: Pick<RespondentQuestionnaire, 'sections' | 'questions'>,
  parts: readonly string[],
): ChosenParts {
  const asked = delegable(questionnaire);
  const sections = questionnaire.sections
    .filter(({ id }) => {
      const own = asked.filter(({ section }) => section === id);
      return own.length > 0 && own.every((question) => parts.includes(`#${question.id}`));
    })
    .map(({ id }) => id);
  const questions = asked
    .filter(({ id, section }) => !sections.includes(section) && parts.includes(`#${id}`))
    .map(({ id }) => id);
  return { sections, questions };
}

export function partsInWords(questionnaire: RespondentQuestionnaire, parts: readonly string[]): string {
  const { sections, questions } = chosenOf(questionnaire, parts);
  const { language } = questionnaire;
  return [
    ...questionnaire.sections
      .filter(({ id }) => sections.includes(id))
      .map(({ title }) => textIn(title, language)),
    ...questionnaire.questions
      .filter(({ id }) => questions.includes(id))
      .map(({ id, text }) => `${id}: ${textIn(text, language)}`),
  ].join(' · ');
}
