import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, type ActingRequest } from '@countersign/platform';
import { Dashboard } from './dashboard.dto';
import { DashboardReader } from './dashboard.reader';

@ApiTags('dashboard')
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly reader: DashboardReader) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: Dashboard })
  readDashboard(@Req() { member }: ActingRequest): Promise<Dashboard> {
    return this.reader.dashboard(member?.permissions ?? []);
  }
}
