import { Module, type OnModuleInit } from '@nestjs/common';
import { shippedQuestionnaire } from '@countersign/content';
import { StartingContent, StartingContentModule } from '@countersign/organisation';
import { QuestionnaireController } from './questionnaire.controller';
import { Questionnaires } from './questionnaires';

@Module({
  imports: [StartingContentModule],
  controllers: [QuestionnaireController],
  providers: [Questionnaires],
  exports: [Questionnaires],
})
export class QuestionnairesModule implements OnModuleInit {
  constructor(
    private readonly starts: StartingContent,
    private readonly questionnaires: Questionnaires,
  ) {}

  onModuleInit(): void {
    this.starts.register(
      'questionnaire',
      () => this.questionnaires.publish(shippedQuestionnaire),
      () => this.questionnaires.renew(shippedQuestionnaire),
    );
  }
}
