import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, build, WorkerPresence } from '@countersign/platform';
import { SystemState } from './system.dto';
import { UnnamedProxies } from './unnamed-proxies';

@ApiTags('system')
@Controller('system')
export class SystemController {
  constructor(
    private readonly workers: WorkerPresence,
    private readonly proxies: UnnamedProxies,
  ) {}

  @Get()
  @Allow('organisation.manage')
  @ApiOkResponse({ type: SystemState })
  async readSystemState(): Promise<SystemState> {
    const { state, lastSeenAt, mailWait } = await this.workers.seen();
    return { build, worker: { state, lastSeenAt, mailWait }, unnamedProxies: await this.proxies.seen() };
  }
}
