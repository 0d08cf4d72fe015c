import { Module, type OnModuleInit } from '@nestjs/common';
import { NotificationsModule, PeriodicTasks } from '../notifications';
import { Sealer } from './seal/sealer';
import { UnsealedLines } from './seal/unsealed-lines';

@Module({
  imports: [NotificationsModule],
  providers: [Sealer, UnsealedLines],
  exports: [Sealer],
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
