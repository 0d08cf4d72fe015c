import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../platform/auth/decorators';
import type { SignedInMember } from '../platform/auth/request';
import { clearSessionCookie, setSessionCookie } from '../platform/auth/session-cookie';
import { Config } from '../platform/config/config';
import { Session, SignInForm } from './identity.dto';
import { IdentityReader } from './identity.reader';
import { LocalSignInGuard, visitOf } from './local-sign-in';
import { absoluteLimitMs, OpaqueSessions } from './opaque-sessions';
import { SignIn } from './sign-in';

@ApiTags('session')
@Public()
@Controller()
export class SessionController {
  constructor(
    private readonly config: Config,
    private readonly reader: IdentityReader,
    private readonly sessions: OpaqueSessions,
    private readonly signIn: SignIn,
  ) {}

  @Get('session')
  @ApiOkResponse({ type: Session })
  async readSession(@Req() request: Request): Promise<Session> {
    return this.reader.session(await this.sessions.find(request));
  }

  @Post('sign-in')
  @HttpCode(200)
  @UseGuards(LocalSignInGuard)
  @ApiOkResponse({ type: Session })
  async signInMember(
    @Body() _form: SignInForm,
    @Req() request: Request & { user: SignedInMember },
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const token = await this.signIn.start(request.user, visitOf(request));
    setSessionCookie(response, { config: this.config, holder: 'member', token, maxAgeMs: absoluteLimitMs });
    return this.reader.session(request.user);
  }

  @Post('sign-out')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOutMember(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(request);
    clearSessionCookie(response, this.config, 'member');
  }
}
