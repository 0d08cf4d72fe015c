import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { DeniedAccess, PeriodicTasks } from '@countersign/platform';
import { Audit } from './audit';
import { AuditedDenials } from './audited-denials';
import { Readings } from './readings';
import { ChainHeads } from './seal/chain-head';
import { LossRecords } from './seal/loss-records';
import { Sealer } from './seal/sealer';
import { UnsealedLines } from './seal/unsealed-lines';
import { AuditController, HistoryController, SealController } from './trail/audit.controller';
import { AuditExport } from './trail/audit-export';
import { AuditReader } from './trail/audit.reader';
import { ObjectHistory } from './trail/object-history';
import { SealReader } from './trail/seal.reader';

/** Global, because nothing is changed anywhere without a line in the trail. */
@Global()
@Module({
  controllers: [AuditController, SealController, HistoryController],
  providers: [
    Audit,
    AuditExport,
    AuditReader,
    ChainHeads,
    LossRecords,
    ObjectHistory,
    Readings,
    Sealer,
    SealReader,
    UnsealedLines,
    { provide: DeniedAccess, useClass: AuditedDenials },
  ],
  exports: [Audit, DeniedAccess, LossRecords, Readings, Sealer, SealReader],
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
