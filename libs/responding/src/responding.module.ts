import { Global, Module } from '@nestjs/common';
import { QuestionnairesModule, AssessmentsModule } from '@countersign/assessments';
import { LimitsModule } from '@countersign/limits';
import { NotificationsModule } from '@countersign/notifications';
import { RespondentSessions } from '@countersign/platform';
import { Attachments } from './attachments';
import { DecliningService } from './declining';
import { LinkExchange } from './link-exchange';
import { LinkController } from './link.controller';
import { RespondentGrants } from './respondent-grants';
import { RespondentVisits } from './respondent-visits';
import { RespondingController } from './responding.controller';
import { RespondingService } from './responding.service';
import { ReturnedService } from './returned.service';
import { SaveAllowance } from './save-allowance';
import { Submission, SubmissionMail } from './submission';

/** Global, because the access guard of every route asks who answers. */
@Global()
@Module({
  imports: [AssessmentsModule, LimitsModule, NotificationsModule, QuestionnairesModule],
  controllers: [LinkController, RespondingController],
  providers: [
    Attachments,
    DecliningService,
    LinkExchange,
    RespondentVisits,
    RespondingService,
    ReturnedService,
    SaveAllowance,
    Submission,
    SubmissionMail,
    RespondentGrants,
    { provide: RespondentSessions, useExisting: RespondentGrants },
  ],
  exports: [LinkExchange, RespondentSessions, RespondingService],
})
export class RespondingModule {}
