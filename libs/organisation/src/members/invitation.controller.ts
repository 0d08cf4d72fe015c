import { Body, Controller, Delete, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { identityRateLimits, SignInStep, visitOf } from '@countersign/identity';
import { Allow, Confirmed, LimitedBy, Public, Refuses } from '@countersign/platform';
import { AcceptedInvitation, InvitationLink, OpenedInvitation } from './invitation.dto';
import { InvitationAcceptance } from './invitation-acceptance';
import { Invitations } from './invitations';
import { MemberInvitation, NewMemberInvitation } from './member.dto';
import { MemberManagement } from './member-management';
import { MemberReader } from './member.reader';

@ApiTags('members')
@Controller('members/invitations')
export class InvitationController {
  constructor(
    private readonly invitations: Invitations,
    private readonly members: MemberManagement,
    private readonly reader: MemberReader,
  ) {}

  @Post()
  @Allow('member.manage')
  @Confirmed()
  @ApiCreatedResponse({ type: MemberInvitation })
  @Refuses(409, 'already-member', 'already-invited')
  @Refuses(429, 'mailed-often')
  async inviteMember(@Body() wanted: NewMemberInvitation): Promise<MemberInvitation> {
    await this.members.refuseUnfitLead(wanted.leadId);
    const { id } = await this.invitations.invite(wanted);
    return this.reader.invitation(id);
  }

  @Post(':id/send-again')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  @Refuses(429, 'mailed-often')
  sendInvitationAgain(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.invitations.sendAgain(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  withdrawInvitation(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.invitations.withdraw(id);
  }
}

/** For whoever holds the link of the mail. */
@ApiTags('invitation')
@Public()
@LimitedBy(identityRateLimits['link-arrival'])
@Controller('invitation')
export class InvitationAcceptanceController {
  constructor(private readonly acceptance: InvitationAcceptance) {}

  @Post('open')
  @HttpCode(200)
  @ApiOkResponse({ type: OpenedInvitation })
  @Refuses(410, 'link-ended')
  @Refuses(429, 'too-many-requests')
  async openInvitation(
    @Body() { token }: InvitationLink,
    @Req() request: Request,
  ): Promise<OpenedInvitation> {
    return this.acceptance.open(token, request.ip ?? null);
  }

  @Post('accept')
  @HttpCode(200)
  @ApiOkResponse({ type: SignInStep })
  @Refuses(410, 'link-ended')
  @Refuses(429, 'too-many-requests')
  @Refuses(503, 'too-busy')
  async acceptInvitation(
    @Body() accepted: AcceptedInvitation,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInStep> {
    return this.acceptance.accept(accepted, visitOf(request), response);
  }
}
