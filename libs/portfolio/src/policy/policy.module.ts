import { Module, type OnModuleInit } from '@nestjs/common';
import { StartingContent, StartingContentModule } from '@countersign/organisation';
import { Policies } from './policies';
import { PolicyController } from './policy.controller';

@Module({
  imports: [StartingContentModule],
  controllers: [PolicyController],
  providers: [Policies],
  exports: [Policies],
})
export class PolicyModule implements OnModuleInit {
  constructor(
    private readonly starts: StartingContent,
    private readonly policies: Policies,
  ) {}

  onModuleInit(): void {
    this.starts.register('policy', () => this.policies.seed());
  }
}
