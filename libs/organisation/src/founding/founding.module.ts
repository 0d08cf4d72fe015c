import { Module, type OnModuleInit } from '@nestjs/common';
import { Ladders, NotificationsModule } from '@countersign/notifications';
import { FoundOrganisation } from './found-organisation';
import { StartingContent } from './starting-content';

@Module({
  imports: [NotificationsModule],
  providers: [FoundOrganisation, StartingContent],
  exports: [FoundOrganisation, StartingContent],
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
