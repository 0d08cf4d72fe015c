import { QuestionnaireVersionEntity } from './questionnaire-version.entity';
import { QuestionnaireEntity } from './questionnaire.entity';
import { RespondentQuestionnaireEntity } from './respondent-questionnaire.entity';

/** The tables of this library, named one by one. */
export const questionnairesEntities = [
  QuestionnaireEntity,
  QuestionnaireVersionEntity,
  RespondentQuestionnaireEntity,
] as const;
