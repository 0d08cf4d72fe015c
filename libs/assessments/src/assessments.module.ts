import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@countersign/audit';
import { ClausesModule, ContractsModule } from '@countersign/contracts';
import { EvidenceModule } from '@countersign/evidence';
import { FindingSources, FindingsModule } from '@countersign/findings';
import { LimitsModule } from '@countersign/limits';
import { NotificationsModule } from '@countersign/notifications';
import { PapersModule } from '@countersign/papers';
import { PeriodicTasks } from '@countersign/platform';
import { QuestionnairesModule } from '@countersign/questionnaires';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { assessmentTasks } from './assessments/assessment-tasks';
import { AnswerFindings, answerSource } from './assessments/answer-findings';
import { AnswerReader } from './assessments/answer.reader';
import { AssessmentFacts } from './assessments/assessment-facts';
import { AssessmentMailSubject } from './assessments/assessment-mail-subject';
import { AssessmentScoring } from './assessments/assessment-scoring';
import { AssessmentController } from './assessments/assessment.controller';
import { AssessmentReader } from './assessments/assessment.reader';
import { InvitationCodes } from './assessments/invitation-codes';
import { InvitationLink } from './assessments/invitation-link';
import { OverruledGrounds } from './assessments/overruled-grounds';
import { AssessmentProgress } from './assessments/progress';
import { Cancelling } from './assessments/cancelling';
import { AskingAgain } from './assessments/asking-again';
import { BringingBack } from './assessments/bringing-back';
import { Correcting } from './assessments/correcting';
import { InvitedMail } from './assessments/invited-mail';
import { HandingOver } from './assessments/handing-over';
import { NamedElsewhere } from './assessments/named-elsewhere';
import { Outcomes } from './assessments/outcomes';
import { DeskController } from './assessments/desk.controller';
import { DeskReader } from './assessments/desk.reader';
import { ReviewLock } from './assessments/review-lock';
import { ReviewMail } from './assessments/review-mail';
import { ReviewService } from './assessments/review.service';
import { ReviewableQuestions } from './assessments/reviewable-questions';
import { Reviewing } from './assessments/reviewing';
import { ReturnedQuestions } from './assessments/returned-questions';
import { ScopeDifferences } from './assessments/scope-differences';
import { ScoredSubmissions } from './assessments/scored-submissions';
import { ScoresFollow } from './assessments/scores-follow';
import { FollowUpService } from './assessments/follow-up.service';
import { SendingMail, SendingService } from './assessments/sending.service';
import { ReceiptCopy } from './assessments/receipt-copy';
import { WhatIsAskedReader } from './assessments/what-is-asked';
import { SubmissionCopies } from './assessments/submission-copy';
import { Submissions } from './assessments/submissions';
import { StuckReader } from './assessments/stuck-reader';
import { AnswerRetention } from './retention/answer-retention';
import { EvidenceRetention } from './retention/evidence-retention';

@Module({
  imports: [
    AuditModule,
    ClausesModule,
    ContractsModule,
    EvidenceModule,
    FindingsModule,
    LimitsModule,
    NotificationsModule,
    PapersModule,
    QuestionnairesModule,
    TasksModule,
  ],
  controllers: [AssessmentController, DeskController],
  providers: [
    AnswerFindings,
    AnswerReader,
    AnswerRetention,
    AssessmentFacts,
    AssessmentMailSubject,
    AssessmentProgress,
    AssessmentReader,
    AssessmentScoring,
    EvidenceRetention,
    InvitationCodes,
    InvitationLink,
    OverruledGrounds,
    ReviewableQuestions,
    Cancelling,
    AskingAgain,
    BringingBack,
    Correcting,
    InvitedMail,
    Outcomes,
    ReturnedQuestions,
    DeskReader,
    Reviewing,
    ReviewLock,
    ReviewMail,
    HandingOver,
    NamedElsewhere,
    ReviewService,
    ScopeDifferences,
    ScoredSubmissions,
    ScoresFollow,
    SendingMail,
    SendingService,
    FollowUpService,
    StuckReader,
    ReceiptCopy,
    WhatIsAskedReader,
    SubmissionCopies,
    Submissions,
  ],
  exports: [
    AnswerReader,
    InvitationCodes,
    AssessmentFacts,
    AssessmentProgress,
    AssessmentReader,
    AssessmentScoring,
    OverruledGrounds,
    Cancelling,
    HandingOver,
    ReturnedQuestions,
    Reviewing,
    ReviewService,
    ScopeDifferences,
    ScoresFollow,
    SendingMail,
    SendingService,
    SubmissionCopies,
    Submissions,
    WhatIsAskedReader,
  ],
})
export class AssessmentsModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly progress: AssessmentProgress,
    private readonly sources: FindingSources,
    private readonly work: TaskKinds,
  ) {}

  onModuleInit(): void {
    this.sources.contribute(answerSource);
    this.work.contribute(...assessmentTasks);
    this.tasks.register({
      name: 'assessment-progress',
      everyMs: 2_000,
      run: () => this.progress.recountStale(),
    });
  }
}
