import { Module, type OnModuleInit } from '@nestjs/common';
import { NotificationsModule } from '@countersign/notifications';
import { WeeklyHead } from '@countersign/operating';
import { PeriodicTasks } from '@countersign/platform';
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
  imports: [NotificationsModule],
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
    WeeklyHead,
  ],
  exports: [LossRecords, Readings, Sealer, SealReader],
})
export class AuditModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly sealer: Sealer,
    private readonly weekly: WeeklyHead,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'audit-sealer', everyMs: 3_000, run: () => this.sealer.sealAll() });
    this.tasks.register({ name: 'audit-head', everyMs: 300_000, run: () => this.weekly.mailAll() });
  }
}
