import { Body, Controller, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Refuses, RefusesStale } from '@countersign/platform';
import { ChangedUse, ServiceUseView } from '../use/use.dto';
import { UseService } from '../use/use.service';
import { Engagement } from './engagement.dto';
import { EngagementReader } from './engagement.reader';

@ApiTags('engagements')
@Controller('engagements/:id/use')
export class UseController {
  constructor(
    private readonly use: UseService,
    private readonly reader: EngagementReader,
  ) {}

  @Put()
  @Allow('vendor.write')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(ServiceUseView)
  @Refuses(409, 'engagement-ended')
  async changeUse(@Param('id', ParseUUIDPipe) id: string, @Body() change: ChangedUse): Promise<Engagement> {
    await this.use.change(id, change);
    return this.reader.engagement(id);
  }
}
