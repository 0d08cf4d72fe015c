import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { identityRateLimits, SignInStep, visitOf } from '@countersign/identity';
import { LimitedBy, Public, Refuses } from '@countersign/platform';
import { SetUp } from './set-up';
import { SetUpForm, SetUpLink } from './set-up.dto';

@ApiTags('set-up')
@Public()
@LimitedBy(identityRateLimits['link-arrival'])
@Controller('set-up')
export class SetUpController {
  constructor(private readonly setUp: SetUp) {}

  @Post('open')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Refuses(410, 'link-ended', 'set-up-done')
  @Refuses(429, 'too-many-requests')
  async openSetUp(@Body() { token }: SetUpLink, @Req() request: Request): Promise<void> {
    await this.setUp.open(token, request.ip ?? null);
  }

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: SignInStep })
  @Refuses(410, 'link-ended', 'set-up-done')
  @Refuses(429, 'too-many-requests')
  @Refuses(503, 'too-busy')
  async setUpOrganisation(
    @Body() form: SetUpForm,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInStep> {
    return this.setUp.found(form, visitOf(request), response);
  }
}
