import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentMember,
  BodyUpTo,
  Refuses,
  RefusesStale,
  type MemberActor,
} from '@countersign/platform';
import { ChangedEngagement, Details, EngagementFields } from '@countersign/engagements';
import {
  ChangedIntake,
  Engagement,
  EngagementPage,
  EngagementQuery,
  NewEngagement,
  KeptIntake,
} from './engagement.dto';
import { EngagementReader } from './engagement.reader';
import { EngagementService } from './engagement.service';

@ApiTags('engagements')
@Controller()
export class EngagementController {
  constructor(
    private readonly engagements: EngagementService,
    private readonly details: Details,
    private readonly reader: EngagementReader,
  ) {}

  @Get('engagements')
  @Allow('vendor.read')
  @ApiOkResponse({ type: EngagementPage })
  listEngagements(
    @Query() query: EngagementQuery,
    @CurrentMember() { memberId }: MemberActor,
  ): Promise<EngagementPage> {
    return this.reader.list(query, memberId);
  }

  @Post('vendors/:vendorId/engagements')
  @Allow('vendor.write')
  @BodyUpTo('64 kB')
  @ApiCreatedResponse({ type: Engagement })
  @Refuses(409, 'vendor-archived', 'vendor-merged')
  async addEngagement(
    @Param('vendorId', ParseUUIDPipe) vendorId: string,
    @Body() engagement: NewEngagement,
  ): Promise<Engagement> {
    return this.reader.engagement(await this.engagements.addEngagement(vendorId, engagement));
  }

  @Get('engagements/:id')
  @Allow('vendor.read')
  @ApiOkResponse({ type: Engagement })
  readEngagement(@Param('id', ParseUUIDPipe) id: string): Promise<Engagement> {
    return this.reader.engagement(id);
  }

  @Put('engagements/:id')
  @Allow('vendor.write')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(EngagementFields)
  async changeEngagement(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() change: ChangedEngagement,
  ): Promise<Engagement> {
    await this.details.change(id, change);
    return this.reader.engagement(id);
  }

  @Put('engagements/:id/intake')
  @Allow('vendor.write')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(KeptIntake)
  @Refuses(409, 'engagement-ended')
  async changeIntake(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() change: ChangedIntake,
  ): Promise<Engagement> {
    await this.engagements.changeIntake(id, change);
    return this.reader.engagement(id);
  }
}
