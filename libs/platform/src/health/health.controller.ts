import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/decorators';
import { build, type Build } from '../version/build';
import { Readiness, type ReadinessReport } from './readiness';

@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers. Whoever restarts processes asks this one. */
  @Get('live')
  @HttpCode(200)
  live(): { state: 'live' } & Build {
    return { state: 'live', ...build };
  }

  /** The process can do its work. Whoever distributes requests asks this one. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    response.status(report.state === 'not-ready' ? 503 : 200);
    return report;
  }
}
