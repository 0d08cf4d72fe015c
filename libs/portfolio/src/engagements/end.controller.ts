import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, BodyUpTo, Refuses, RefusesStale } from '@countersign/platform';
import { EndingService, EngagementFields, NewEnd, Reopening } from '@countersign/engagements';
import { Engagement } from './engagement.dto';
import { EngagementReader } from './engagement.reader';

/** The end of a service, and what takes it back. */
@ApiTags('engagements')
@Controller('engagements/:id')
export class EndController {
  constructor(
    private readonly ending: EndingService,
    private readonly reader: EngagementReader,
  ) {}

  @Post('end')
  @HttpCode(200)
  @Allow('vendor.write')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(EngagementFields)
  @Refuses(409, 'engagement-ended')
  async endEngagement(@Param('id', ParseUUIDPipe) id: string, @Body() end: NewEnd): Promise<Engagement> {
    await this.ending.end(id, end);
    return this.reader.engagement(id);
  }

  /** Also an end that is still to come. */
  @Post('reopen')
  @HttpCode(200)
  @Allow('vendor.write')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(EngagementFields)
  @Refuses(409, 'engagement-open', 'vendor-archived')
  async reopenEngagement(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() reopening: Reopening,
  ): Promise<Engagement> {
    await this.ending.reopen(id, reopening);
    return this.reader.engagement(id);
  }
}
