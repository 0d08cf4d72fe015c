import { Global, Module } from '@nestjs/common';
import { LimitsModule } from '@countersign/limits';
import { NotificationsModule } from '@countersign/notifications';
import { RespondentSessions } from '@countersign/platform';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module';
import { Attachments } from './attachments';
import { LinkExchange } from './link-exchange';
import { LinkController } from './link.controller';
import { RespondentGrants } from './respondent-grants';
import { RespondentVisits } from './respondent-visits';
import { RespondingController } from './responding.controller';
import { RespondingService } from './responding.service';
import { SaveAllowance } from './save-allowance';
import { Submission, SubmissionMail } from './submission';
import { AssessmentsModule } from '../assessments.module';

/** Global, because the access guard of every route asks who answers. */
@Global()
@Module({
  imports: [AssessmentsModule, LimitsModule, NotificationsModule, QuestionnairesModule],
  controllers: [LinkController, RespondingController],
  providers: [
    Attachments,
    LinkExchange,
    RespondentVisits,
    RespondingService,
    SaveAllowance,
    Submission,
    SubmissionMail,
    RespondentGrants,
    { provide: RespondentSessions, useExisting: RespondentGrants },
  ],
  exports: [LinkExchange, RespondentSessions, RespondingService],
})
export class RespondingModule {}
