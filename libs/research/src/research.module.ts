import { Module } from '@nestjs/common';
import { AuditModule } from '@countersign/audit';
import { QuestionnairesModule } from '@countersign/questionnaires';
import { PublicAnswerController } from './public-answer.controller';
import { PublicAnswerReader } from './public-answer.reader';
import { PublicAnswers } from './public-answers';

/** What the organisation found out by itself about a vendor that will not answer. */
@Module({
  imports: [AuditModule, QuestionnairesModule],
  controllers: [PublicAnswerController],
  providers: [PublicAnswerReader, PublicAnswers],
})
export class ResearchModule {}
