import { Module, type OnModuleInit } from '@nestjs/common';
import { Ladders, NotificationsModule } from '@countersign/notifications';
import { FoundOrganisation } from './found-organisation';
import { StartingContent } from './starting-content';
import { StartingContentModule } from './starting-content.module';

@Module({
  imports: [NotificationsModule, StartingContentModule],
  providers: [FoundOrganisation],
  exports: [FoundOrganisation],
})
export class FoundingModule implements OnModuleInit {
  constructor(
    private readonly starts: StartingContent,
    private readonly ladders: Ladders,
  ) {}

  onModuleInit(): void {
    this.starts.register('ladders', () => this.ladders.seedLadders());
  }
}
