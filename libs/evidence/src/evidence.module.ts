import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@countersign/audit';
import { LimitsModule } from '@countersign/limits';
import { PeriodicTasks } from '@countersign/platform';
import { ClosedQuestions } from './closed-questions';
import { EvidenceAllowance } from './evidence-allowance';
import { EvidenceDesk } from './evidence-desk';
import { EvidenceController } from './evidence.controller';
import { EvidenceReadings } from './evidence-readings';
import { EvidenceReader } from './evidence.reader';
import { EvidenceService } from './evidence.service';
import { FileAnswers } from './file-answers';
import { StorageRecount } from './storage-recount';
import { StorageUsage } from './storage-usage';

@Module({
  imports: [AuditModule, LimitsModule],
  controllers: [EvidenceController],
  providers: [
    ClosedQuestions,
    EvidenceAllowance,
    EvidenceDesk,
    EvidenceReader,
    EvidenceReadings,
    EvidenceService,
    FileAnswers,
    StorageRecount,
    StorageUsage,
  ],
  exports: [
    ClosedQuestions,
    EvidenceDesk,
    EvidenceReader,
    EvidenceService,
    FileAnswers,
    StorageRecount,
    StorageUsage,
  ],
})
export class EvidenceModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly storage: StorageRecount,
  ) {}

  onModuleInit(): void {
    this.tasks.register({
      name: 'storage-recount',
      everyMs: 24 * 60 * 60 * 1_000,
      run: () => this.storage.recountAll(),
    });
  }
}
