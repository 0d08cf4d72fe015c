import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Confirmed, RefusesStale } from '@countersign/platform';
import { ChangedLimits, LimitsOverview } from './limits.dto';
import { LimitsDesk } from './limits.service';

@ApiTags('limits')
@Controller('limits')
export class LimitsController {
  constructor(private readonly desk: LimitsDesk) {}

  @Get()
  @Allow('audit.read')
  @ApiOkResponse({ type: LimitsOverview })
  readLimits(): Promise<LimitsOverview> {
    return this.desk.read();
  }

  @Put()
  @Allow('organisation.manage')
  @Confirmed()
  @ApiOkResponse({ type: LimitsOverview })
  @RefusesStale(LimitsOverview)
  changeLimits(@Body() limits: ChangedLimits): Promise<LimitsOverview> {
    return this.desk.change(limits);
  }
}
