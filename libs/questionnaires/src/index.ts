export { compiledQuestionnaireShape, respondentQuestionnaireShape } from './questionnaire.shape';
export { questionnairesEntities } from './entities';
export { QuestionnairesModule } from './questionnaires.module';
export { Questionnaires } from './questionnaires';
export { timeToAnswer, type TimeToAnswer } from './time-to-answer';
