import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Req,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Confirmed,
  CurrentMember,
  Refuses,
  unauthorised,
  WithoutTransaction,
  type ActingRequest,
  type MemberActor,
} from '@countersign/platform';
import { ChangeLanguage, ChangePassword, ConfirmIdentity, OpenSessionList } from './own-account.dto';
import { OwnConfirmation, OwnPassword } from './own-password';
import { OwnLanguage } from './own-language';
import { OwnSessions } from './own-sessions';

@ApiTags('account')
@Allow('account.own')
@Controller('account')
export class OwnAccountController {
  constructor(
    private readonly password: OwnPassword,
    private readonly confirmation: OwnConfirmation,
    private readonly sessions: OwnSessions,
    private readonly language: OwnLanguage,
  ) {}

  @Put('password')
  @HttpCode(204)
  @WithoutTransaction()
  @ApiNoContentResponse()
  @Refuses(422, 'wrong-password')
  @Refuses(429, 'too-many-tries')
  @Refuses(503, 'too-busy')
  async changeOwnPassword(
    @Body() form: ChangePassword,
    @CurrentMember() actor: MemberActor,
    @Req() request: ActingRequest,
  ): Promise<void> {
    await this.password.change({ actor, sessionId: sessionOf(request) }, form.current, form.password);
  }

  @Post('confirm')
  @HttpCode(204)
  @WithoutTransaction()
  @ApiNoContentResponse()
  @Refuses(401, 'second-factor-wrong')
  @Refuses(422, 'wrong-password')
  @Refuses(429, 'too-many-tries')
  @Refuses(503, 'too-busy')
  async confirmIdentity(
    @Body() form: ConfirmIdentity,
    @CurrentMember() actor: MemberActor,
    @Req() request: ActingRequest,
  ): Promise<void> {
    const own = { actor, sessionId: sessionOf(request) };
    await this.confirmation.confirm(own, form.password ?? null, form.code ?? null);
  }

  /** Asked before a download: a link that answers with a refusal would be saved as the file. */
  @Get('confirm')
  @HttpCode(204)
  @Confirmed()
  @ApiNoContentResponse()
  readConfirmation(): void {
    // The guard has answered.
  }

  @Put('language')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changeOwnLanguage(
    @Body() { language }: ChangeLanguage,
    @CurrentMember() { memberId }: MemberActor,
  ): Promise<void> {
    await this.language.change(memberId, language);
  }

  @Get('sessions')
  @ApiOkResponse({ type: OpenSessionList })
  async listOwnSessions(
    @CurrentMember() { memberId }: MemberActor,
    @Req() request: ActingRequest,
  ): Promise<OpenSessionList> {
    return this.sessions.list(memberId, sessionOf(request));
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endOtherSessions(
    @CurrentMember() { memberId }: MemberActor,
    @Req() request: ActingRequest,
  ): Promise<void> {
    await this.sessions.endOthers(memberId, sessionOf(request));
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endOwnSession(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentMember() { memberId }: MemberActor,
  ): Promise<void> {
    await this.sessions.end(memberId, id);
  }
}

function sessionOf({ member }: ActingRequest): string {
  // The own account is closed to API tokens, so there always is a session.
  if (!member?.sessionId) throw unauthorised();
  return member.sessionId;
}
