import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../platform';
import { Dashboard } from './dashboard.dto';
import { DashboardReader } from './dashboard.reader';

@ApiTags('dashboard')
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly reader: DashboardReader) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: Dashboard })
  readDashboard(): Promise<Dashboard> {
    return this.reader.dashboard();
  }
}
