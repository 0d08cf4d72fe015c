import { Module, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '@countersign/platform';
import { SystemController } from './system.controller';
import { UnnamedProxies } from './unnamed-proxies';

const hourMs = 60 * 60 * 1000;

/** What concerns the installation rather than an organisation. */
@Module({
  controllers: [SystemController],
  providers: [UnnamedProxies],
})
export class SystemModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly proxies: UnnamedProxies,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'unnamed-proxies', everyMs: hourMs, run: () => this.proxies.forgetOld() });
  }
}
