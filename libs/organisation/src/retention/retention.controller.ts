import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Confirmed,
  CurrentMember,
  Refuses,
  RefusesStale,
  type MemberActor,
} from '@countersign/platform';
import { EndHold, LegalHold, NewHold, RetentionOverview, RetentionRule, SetRetention } from './retention.dto';
import { RetentionReader } from './retention.reader';
import { RetentionPolicies } from './retention.service';

@ApiTags('retention')
@Controller('retention')
export class RetentionController {
  constructor(
    private readonly policies: RetentionPolicies,
    private readonly reader: RetentionReader,
  ) {}

  @Get()
  @Allow('audit.read')
  @ApiOkResponse({ type: RetentionOverview })
  readRetention(): Promise<RetentionOverview> {
    return this.reader.overview();
  }

  @Put(':class')
  @Allow('retention.manage')
  @Confirmed()
  @ApiOkResponse({ type: RetentionRule })
  @RefusesStale(RetentionRule)
  async setRetention(
    @Param('class') name: string,
    @Body() period: SetRetention,
    @CurrentMember() member: MemberActor,
  ): Promise<RetentionRule> {
    const one = this.reader.class(name);
    await this.policies.setPeriod(one, period, member);
    return this.reader.rule(one);
  }

  @Post('holds')
  @Allow('retention.manage')
  @ApiCreatedResponse({ type: LegalHold })
  @Refuses(404, 'not-found')
  async placeHold(@Body() hold: NewHold, @CurrentMember() member: MemberActor): Promise<LegalHold> {
    return this.reader.hold(await this.policies.placeHold(hold, member));
  }

  @Post('holds/:id/end')
  @HttpCode(200)
  @Allow('retention.manage')
  @Confirmed()
  @ApiOkResponse({ type: LegalHold })
  @Refuses(409, 'hold-ended')
  async endHold(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: EndHold,
    @CurrentMember() member: MemberActor,
  ): Promise<LegalHold> {
    await this.policies.endHold(id, reason, member);
    return this.reader.hold(id);
  }
}
