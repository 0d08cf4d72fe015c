import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { ClausesModule } from '../clauses';
import { EvidenceController } from '../evidence/evidence.controller';
import { EvidenceDesk } from '../evidence/evidence-desk';
import { EvidenceReader } from '../evidence/evidence.reader';
import { EvidenceAllowance } from '../evidence/evidence-allowance';
import { EvidenceService } from '../evidence/evidence.service';
import { StorageRecount } from '../evidence/storage-recount';
import { StorageUsage } from '../evidence/storage-usage';
import { FindingSources } from '../findings/finding-source';
import { FindingsModule } from '../findings/findings.module';
import { LimitsModule } from '../limits/limits.module';
import { NotificationsModule, PeriodicTasks } from '../notifications';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module';
import { AnswerFindings, answerSource } from './answer-findings';
import { AnswerReader } from './answer.reader';
import { AssessmentController } from './assessment.controller';
import { AssessmentFacts } from './assessment-facts';
import { AssessmentReader } from './assessment.reader';
import { AssessmentScoring } from './assessment-scoring';
import { OverruledGrounds } from './overruled-grounds';
import { AssessmentProgress } from './progress';
import { ReviewableQuestions, ReviewMail, ReviewService } from './review.service';
import { ScoresFollow } from './scores-follow';
import { SendingMail, SendingService } from './sending.service';

@Module({
  imports: [
    AuditModule,
    ClausesModule,
    FindingsModule,
    LimitsModule,
    NotificationsModule,
    QuestionnairesModule,
  ],
  controllers: [AssessmentController, EvidenceController],
  providers: [
    AnswerFindings,
    AnswerReader,
    AssessmentFacts,
    AssessmentProgress,
    AssessmentReader,
    AssessmentScoring,
    EvidenceReader,
    EvidenceAllowance,
    EvidenceDesk,
    EvidenceService,
    StorageRecount,
    StorageUsage,
    OverruledGrounds,
    ReviewableQuestions,
    ReviewMail,
    ReviewService,
    ScoresFollow,
    SendingMail,
    SendingService,
  ],
  exports: [
    AnswerReader,
    AssessmentFacts,
    AssessmentProgress,
    AssessmentReader,
    AssessmentScoring,
    EvidenceDesk,
    EvidenceReader,
    EvidenceService,
    StorageRecount,
    StorageUsage,
    OverruledGrounds,
    ReviewService,
    ScoresFollow,
    SendingService,
  ],
})
export class AssessmentsModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly progress: AssessmentProgress,
    private readonly storage: StorageRecount,
    private readonly sources: FindingSources,
  ) {}

  onModuleInit(): void {
    this.sources.contribute(answerSource);
    this.tasks.register({
      name: 'assessment-progress',
      everyMs: 2_000,
      run: () => this.progress.recountStale(),
    });
    this.tasks.register({
      name: 'storage-recount',
      everyMs: 24 * 60 * 60 * 1_000,
      run: () => this.storage.recountAll(),
    });
  }
}
