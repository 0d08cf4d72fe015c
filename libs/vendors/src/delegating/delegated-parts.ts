import { type RespondentQuestionnaire, textIn } from '@countersign/domain';
import { invalid, say } from '@countersign/platform';

/** Sections and single questions, as the page names them. */
export interface ChosenParts {
  readonly sections: readonly string[];
  readonly questions: readonly string[];
}

/** As invitations hold them: a section is named together with each of its questions, those as `#id`. */
export function partsOf(questionnaire: RespondentQuestionnaire, chosen: ChosenParts): string[] {
  const sections = questionnaire.sections
    .filter(({ id }) => chosen.sections.includes(id))
    .map(({ id }) => id);
  const questions = questionnaire.questions.filter(
    ({ id, section }) => sections.includes(section) || chosen.questions.includes(id),
  );
  const unknown =
    sections.length < chosen.sections.length ||
    chosen.questions.some((id) => questions.every((question) => question.id !== id));
  if (unknown || questions.length === 0)
    throw invalid([{ field: 'sections', message: say('delegating.choose-a-part') }]);
  return [...sections, ...questions.map(({ id }) => `#${id}`)];
}

/** The other way round: the questions outside of whole sections. */
export function chosenOf(
  questionnaire: Pick<RespondentQuestionnaire, 'sections' | 'questions'>,
  parts: readonly string[],
): ChosenParts {
  const sections = questionnaire.sections.filter(({ id }) => parts.includes(id)).map(({ id }) => id);
  const questions = questionnaire.questions
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
