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
import { FindingsModule } from '../findings/findings.module';
import { LimitsModule } from '../limits/limits.module';
import { NotificationsModule } from '../notifications';
import { PeriodicTasks } from '../platform';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module';
import { StandingsModule } from '../standings/standings.module';
import { AnswerReader } from './answer.reader';
import { AssessmentController } from './assessment.controller';
import { AssessmentFacts } from './assessment-facts';
import { AssessmentMailSubject } from './assessment-mail-subject';
import { AssessmentReader } from './assessment.reader';
import { AssessmentScoring } from './assessment-scoring';
import { InvitationLink } from './invitation-link';
import { OverruledGrounds } from './overruled-grounds';
import { AssessmentProgress } from './progress';
import { RescoredStanding, ReviewMail, ReviewService } from './review.service';
import { SendingMail, SendingService } from './sending.service';
import { StuckReader } from './stuck-reader';
import { VerifiedEvidence } from './verified-evidence';
import { VerifiedFindingController } from './verified-finding.controller';
import { VerifiedFindings } from './verified-findings';

@Module({
  imports: [
    AuditModule,
    ClausesModule,
    FindingsModule,
    LimitsModule,
    NotificationsModule,
    QuestionnairesModule,
    StandingsModule,
  ],
  controllers: [AssessmentController, EvidenceController, VerifiedFindingController],
  providers: [
    AnswerReader,
    AssessmentFacts,
    AssessmentMailSubject,
    AssessmentProgress,
    AssessmentReader,
    AssessmentScoring,
    EvidenceReader,
    EvidenceAllowance,
    EvidenceDesk,
    EvidenceService,
    InvitationLink,
    StorageRecount,
    StorageUsage,
    OverruledGrounds,
    RescoredStanding,
    ReviewMail,
    ReviewService,
    SendingMail,
    SendingService,
    StuckReader,
    VerifiedEvidence,
    VerifiedFindings,
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
    SendingService,
    VerifiedEvidence,
  ],
})
export class AssessmentsModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly progress: AssessmentProgress,
    private readonly storage: StorageRecount,
  ) {}

  onModuleInit(): void {
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
