import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EngagementFields, NotNeeded, UnassessedService } from '@countersign/engagements';
import {
  Allow,
  BodyUpTo,
  CurrentMember,
  Refuses,
  RefusesStale,
  type MemberActor,
} from '@countersign/platform';
import { Engagement } from './engagement.dto';
import { EngagementReader } from './engagement.reader';

/** Whether the vendor is asked at all. */
@ApiTags('engagements')
@Controller('engagements/:id/no-assessment')
export class AssessmentNeedController {
  constructor(
    private readonly unassessed: UnassessedService,
    private readonly reader: EngagementReader,
  ) {}

  /** Of tier 3 without protected data. */
  @Post()
  @HttpCode(200)
  @Allow('assessment.forgo')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(EngagementFields)
  @Refuses(409, 'assessment-needed', 'assessment-under-way', 'engagement-ended')
  async forgoAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() notNeeded: NotNeeded,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.unassessed.forgo(id, notNeeded, member);
    return this.reader.engagement(id);
  }

  @Post('withdraw')
  @HttpCode(200)
  @Allow('assessment.forgo')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(EngagementFields)
  @Refuses(409, 'nothing-to-take-back')
  async wantAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wanted: NotNeeded,
  ): Promise<Engagement> {
    await this.unassessed.takeBack(id, wanted);
    return this.reader.engagement(id);
  }
}
