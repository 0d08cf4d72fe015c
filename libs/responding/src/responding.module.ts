import { Global, Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { QuestionnairesModule } from '@countersign/questionnaires';
import { EvidenceModule } from '@countersign/evidence';
import { FindingsModule } from '@countersign/findings';
import { LimitsModule } from '@countersign/limits';
import { NotificationsModule } from '@countersign/notifications';
import { RespondentSessions } from '@countersign/platform';
import { Attachments } from './attachments';
import { BesideController } from './beside.controller';
import { ColleagueNotes } from './colleague-notes';
import { ColleagueNotesController } from './colleague-notes.controller';
import { CodeProof } from './code-proof';
import { InvitedLinks } from './invited-links';
import { DecliningService } from './declining';
import { EarlierAnswers } from './earlier-answers';
import { LinkExchange } from './link-exchange';
import { LinkRenewal } from './link-renewal';
import { LinkReader } from './link.reader';
import { LinkController } from './link.controller';
import { OwnQuestionnaires } from './own-questionnaires';
import { RespondentGrants } from './respondent-grants';
import { RespondentVisits } from './respondent-visits';
import { RespondingController } from './responding.controller';
import { RespondingService } from './responding.service';
import { ReturnedService } from './returned.service';
import { SaveAllowance } from './save-allowance';
import { StraightSaves } from './straight-saves';
import { Submission, SubmissionMail } from './submission';

/** Global, because the access guard of every route asks who answers. */
@Global()
@Module({
  imports: [
    AssessmentsModule,
    EvidenceModule,
    FindingsModule,
    LimitsModule,
    NotificationsModule,
    QuestionnairesModule,
  ],
  controllers: [BesideController, ColleagueNotesController, LinkController, RespondingController],
  providers: [
    Attachments,
    CodeProof,
    ColleagueNotes,
    InvitedLinks,
    DecliningService,
    EarlierAnswers,
    LinkExchange,
    LinkReader,
    LinkRenewal,
    OwnQuestionnaires,
    RespondentVisits,
    RespondingService,
    ReturnedService,
    SaveAllowance,
    StraightSaves,
    Submission,
    SubmissionMail,
    RespondentGrants,
    { provide: RespondentSessions, useExisting: RespondentGrants },
  ],
  exports: [CodeProof, LinkExchange, LinkReader, LinkRenewal, RespondentSessions, RespondingService],
})
export class RespondingModule {}
