import { Module, type OnModuleInit } from '@nestjs/common';
import { Ladders, NotificationsModule } from '@countersign/notifications';
import { PeriodicTasks } from '@countersign/platform';
import { FoundOrganisation } from './found-organisation';
import { ShippedContent } from './shipped-content';
import { StartingContent } from './starting-content';
import { StartingContentModule } from './starting-content.module';

@Module({
  imports: [NotificationsModule, StartingContentModule],
  providers: [FoundOrganisation, ShippedContent],
  exports: [FoundOrganisation, ShippedContent],
})
export class FoundingModule implements OnModuleInit {
  constructor(
    private readonly starts: StartingContent,
    private readonly ladders: Ladders,
    private readonly tasks: PeriodicTasks,
    private readonly shipped: ShippedContent,
  ) {}

  onModuleInit(): void {
    this.starts.register('ladders', () => this.ladders.seedLadders());
    this.tasks.register({
      name: 'shipped-content',
      everyMs: 300_000,
      run: (stopping) => this.shipped.renewAll(stopping),
    });
  }
}
