export { compiledQuestionnaireShape, respondentQuestionnaireShape } from './questionnaire.shape';
export { questionnairesEntities } from './entities';
export { QuestionnairesModule } from './questionnaires.module';
export { Questionnaires } from './questionnaires';
