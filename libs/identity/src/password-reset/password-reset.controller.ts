import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { LimitedBy, MailOutlook, Public, Refuses } from '@countersign/platform';
import { PasswordReset, PasswordResetCompletion } from './password-reset';
import { CompletePasswordReset, PasswordResetAsked, RequestPasswordReset } from './password-reset.dto';
import { knownDeviceCookieOf } from '../sessions/known-devices';
import { visitOf } from '../sessions/visit';
import { identityRateLimits } from '../rate-limits';

@ApiTags('session')
@Public()
@Controller('password-reset')
export class PasswordResetController {
  constructor(
    private readonly reset: PasswordReset,
    private readonly completion: PasswordResetCompletion,
    private readonly outlook: MailOutlook,
  ) {}

  /** As at the sign-in: for whom a browser that brings the mark is known is told by the body alone. */
  @Post()
  @LimitedBy(identityRateLimits['password-reset'], {
    except: (request) => knownDeviceCookieOf(request) !== null,
  })
  @HttpCode(202)
  @ApiAcceptedResponse({ type: PasswordResetAsked, description: 'Whether or not anybody has this address.' })
  @Refuses(429, 'too-many-requests')
  async requestPasswordReset(
    @Body() form: RequestPasswordReset,
    @Req() request: Request,
  ): Promise<PasswordResetAsked> {
    await this.reset.request(
      { email: form.email, organisation: form.organisation ?? null },
      visitOf(request),
    );
    return { mailWaits: await this.outlook.waits() };
  }

  @Post('complete')
  @LimitedBy(identityRateLimits['link-arrival'])
  @HttpCode(204)
  @ApiNoContentResponse()
  @Refuses(410, 'link-ended')
  @Refuses(429, 'too-many-requests')
  @Refuses(503, 'too-busy')
  async completePasswordReset(@Body() form: CompletePasswordReset, @Req() request: Request): Promise<void> {
    await this.completion.complete(form.token, form.password, request.ip ?? null);
  }
}
