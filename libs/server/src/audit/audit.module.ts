import { Module, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../platform/queue/periodic-tasks';
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

@Module({
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
    UnsealedLines,
  ],
  exports: [LossRecords, Readings, Sealer, SealReader],
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
