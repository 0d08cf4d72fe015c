import { Module } from '@nestjs/common';
import { ContractsModule } from '@countersign/contracts';
import { NotificationsModule } from '@countersign/notifications';
import { DashboardController } from './dashboard.controller';
import { DashboardReader } from './dashboard.reader';

@Module({
  imports: [ContractsModule, NotificationsModule],
  controllers: [DashboardController],
  providers: [DashboardReader],
})
export class DashboardModule {}
