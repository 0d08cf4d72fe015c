import { Module } from '@nestjs/common';
import { QuestionnaireController } from './questionnaire.controller';
import { Questionnaires } from './questionnaires';

@Module({ controllers: [QuestionnaireController], providers: [Questionnaires], exports: [Questionnaires] })
export class QuestionnairesModule {}
