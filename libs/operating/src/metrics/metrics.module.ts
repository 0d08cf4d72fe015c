import { Module } from '@nestjs/common';
import { AuditModule } from '@countersign/audit';
import { NotificationsModule } from '@countersign/notifications';
import { Gauges } from './gauges';
import { LedgerNumbersReader } from './ledger-numbers';
import { MetricsServer } from './metrics-server';
import { RequestTimes } from './request-times';

/** What Prometheus may ask of a process. */
@Module({
  imports: [AuditModule, NotificationsModule],
  providers: [Gauges, LedgerNumbersReader, MetricsServer, RequestTimes],
  exports: [MetricsServer],
})
export class MetricsModule {}
