import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { clearSessionCookie, Config, LimitedBy, Public, Refuses } from '@countersign/platform';
import { Session, SignInForm, SignInStep } from './identity.dto';
import { IdentityReader } from './identity.reader';
import { LocalSignInGuard } from './local-sign-in';
import { SignInOptionsReader } from './sign-in-options';
import { type ProvenMember, SignIn } from './sign-in';
import { SignInOptions, SignInOptionsQuery } from './sign-in-options.dto';
import { knownDeviceCookieOf } from '../sessions/known-devices';
import { OpaqueSessions } from '../sessions/opaque-sessions';
import { visitOf } from '../sessions/visit';
import { identityRateLimits } from '../rate-limits';

@ApiTags('session')
@Public()
@Controller()
export class SessionController {
  constructor(
    private readonly config: Config,
    private readonly reader: IdentityReader,
    private readonly sessions: OpaqueSessions,
    private readonly signIn: SignIn,
    private readonly options: SignInOptionsReader,
  ) {}

  @Get('session')
  @ApiOkResponse({ type: Session })
  async readSession(@Req() request: Request): Promise<Session> {
    return this.reader.session(await this.sessions.find(request));
  }

  @Get('sign-in/options')
  @ApiOkResponse({ type: SignInOptions })
  @Refuses(404, 'not-found')
  async readSignInOptions(@Query() { organisation }: SignInOptionsQuery): Promise<SignInOptions> {
    return this.options.read(organisation ?? null);
  }

  /** Whose device an account knows is told by the body alone; such a one must not pay for strangers before that. */
  @Post('sign-in')
  @HttpCode(200)
  @LimitedBy(identityRateLimits['sign-in-arrival'], {
    except: (request) => knownDeviceCookieOf(request) !== null,
  })
  @UseGuards(LocalSignInGuard)
  @ApiOkResponse({ type: SignInStep })
  @Refuses(401, 'sign-in-failed')
  @Refuses(429, 'too-many-tries')
  @Refuses(503, 'too-busy')
  async signInMember(
    @Body() _form: SignInForm,
    @Req() request: Request & { user: ProvenMember },
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInStep> {
    const proof = { by: 'password', secondFactor: false } as const;
    return this.signIn.begin(request.user, visitOf(request), response, proof);
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
