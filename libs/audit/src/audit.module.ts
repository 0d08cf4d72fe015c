import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { AuditedDenials } from './audited-denials';
import { DeniedAccess, PeriodicTasks } from '@countersign/platform';
import { Readings } from './readings';
import { RecordingModule } from './recording.module';
import { ChainHeads } from './seal/chain-head';
import { LossRecords } from './seal/loss-records';
import { Sealer } from './seal/sealer';
import { UnsealedLines } from './seal/unsealed-lines';
import { AuditController, HistoryController, SealController } from './trail/audit.controller';
import { AuditExport } from './trail/audit-export';
import { AuditReader } from './trail/audit.reader';
import { ObjectHistory } from './trail/object-history';
import { SealReader } from './trail/seal.reader';
import { TrailRetention } from './trail/trail-retention';

/** Global, because the access guard of every route records whom it refuses. */
@Global()
@Module({
  imports: [RecordingModule],
  controllers: [AuditController, SealController, HistoryController],
  providers: [
    AuditExport,
    AuditReader,
    ChainHeads,
    LossRecords,
    ObjectHistory,
    Readings,
    Sealer,
    SealReader,
    TrailRetention,
    UnsealedLines,
    { provide: DeniedAccess, useClass: AuditedDenials },
  ],
  exports: [DeniedAccess, LossRecords, Readings, Sealer, SealReader],
})
export class AuditModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly sealer: Sealer,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'audit-sealer', everyMs: 3_000, run: () => this.sealer.sealAll() });
  }
}
