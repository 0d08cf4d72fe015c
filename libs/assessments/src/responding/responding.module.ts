import { Module } from '@nestjs/common';
import { LimitsModule } from '@countersign/limits';
import { NotificationsModule } from '@countersign/notifications';
import { StandingsModule } from '@countersign/portfolio';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module';
import { Attachments } from './attachments';
import { LinkExchange } from './link-exchange';
import { LinkController } from './link.controller';
import { RespondentVisits } from './respondent-visits';
import { RespondingController } from './responding.controller';
import { RespondingService } from './responding.service';
import { SaveAllowance } from './save-allowance';
import { Submission, SubmissionMail } from './submission';
import { AssessmentsModule } from '../assessments.module';

@Module({
  imports: [AssessmentsModule, LimitsModule, NotificationsModule, QuestionnairesModule, StandingsModule],
  controllers: [LinkController, RespondingController],
  providers: [
    Attachments,
    LinkExchange,
    RespondentVisits,
    RespondingService,
    SaveAllowance,
    Submission,
    SubmissionMail,
  ],
  exports: [LinkExchange, RespondingService],
})
export class RespondingModule {}
