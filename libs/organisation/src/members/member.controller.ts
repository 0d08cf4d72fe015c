import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SecondFactorReset } from '@countersign/identity';
import {
  Allow,
  Confirmed,
  CurrentMember,
  Refuses,
  RefusesStale,
  type MemberActor,
} from '@countersign/platform';
import { ChangedMember, MemberDetail, MemberFields, MemberList, MemberOverview } from './member.dto';
import { MemberManagement } from './member-management';
import { MemberReader } from './member.reader';

@ApiTags('members')
@Controller('members')
export class MemberController {
  constructor(
    private readonly members: MemberManagement,
    private readonly reader: MemberReader,
    private readonly resets: SecondFactorReset,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: MemberList })
  listMembers(): Promise<MemberList> {
    return this.reader.members();
  }

  @Get('overview')
  @Allow('member.read')
  @ApiOkResponse({ type: MemberOverview })
  readMembers(): Promise<MemberOverview> {
    return this.reader.overview();
  }

  @Put(':id')
  @Allow('member.manage')
  @Confirmed()
  @ApiOkResponse({ type: MemberDetail })
  @RefusesStale(MemberFields)
  @Refuses(409, 'last-administrator')
  async changeMember(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() change: ChangedMember,
  ): Promise<MemberDetail> {
    await this.members.changeMember(id, change);
    return this.reader.member(id);
  }

  @Post(':id/deactivate')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  @Refuses(409, 'last-administrator')
  deactivateMember(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.members.deactivateMember(id);
  }

  @Post(':id/reactivate')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  @Refuses(409, 'last-administrator')
  reactivateMember(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.members.reactivateMember(id);
  }

  @Post(':id/end-sessions')
  @HttpCode(204)
  @Allow('member.manage')
  @ApiNoContentResponse()
  endSessionsOfMember(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.members.endSessions(id);
  }

  @Post(':id/send-password-reset')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  @Refuses(409, 'deactivated')
  @Refuses(429, 'mailed-often')
  sendPasswordReset(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.members.sendPasswordReset(id);
  }

  @Post(':id/reset-second-factor')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  @Refuses(409, 'own-second-factor')
  async resetSecondFactor(
    @CurrentMember() { memberId }: MemberActor,
    @Param('id') id: string,
  ): Promise<void> {
    await this.resets.reset(id, memberId);
  }
}
