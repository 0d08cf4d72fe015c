import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../platform/auth/decorators';
import { LimitedBy } from '../platform/limits/limited-by';
import { CompletePasswordReset, RequestPasswordReset } from './own-account.dto';
import { PasswordReset, PasswordResetCompletion } from './password-reset';

@ApiTags('session')
@Public()
@Controller('password-reset')
export class PasswordResetController {
  constructor(
    private readonly reset: PasswordReset,
    private readonly completion: PasswordResetCompletion,
  ) {}

  @Post()
  @LimitedBy('password-reset')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'Whether or not anybody has this address.' })
  async requestPasswordReset(@Body() form: RequestPasswordReset, @Req() request: Request): Promise<void> {
    await this.reset.request(
      { email: form.email, organisation: form.organisation ?? null },
      request.ip ?? null,
    );
  }

  @Post('complete')
  @LimitedBy('link')
  @HttpCode(204)
  @ApiNoContentResponse()
  async completePasswordReset(@Body() form: CompletePasswordReset, @Req() request: Request): Promise<void> {
    await this.completion.complete(form.token, form.password, request.ip ?? null);
  }
}
