import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { anyTokenOf, LimitedBy, Public, Refuses } from '@countersign/platform';
import { SecondStep } from './second-step';
import {
  CodeForm,
  OrganisationChoice,
  PasskeyAnswerForm,
  PasskeyOptions,
  PasskeySignInForm,
} from '../second-factor/second-factor.dto';
import { visitOf } from '../sessions/visit';
import { SignInStep } from '../sign-in/identity.dto';
import { SignIn } from '../sign-in/sign-in';
import { SignInSteps } from '../sign-in/sign-in-steps';
import { identityRateLimits } from '../rate-limits';

/** Whether it is an open one is known after the body. */
const bringsStep = (request: Request) => anyTokenOf(request, 'sign-in-step') !== null;

@ApiTags('session')
@Public()
@Controller('sign-in')
export class SecondStepController {
  constructor(
    private readonly signIn: SignIn,
    private readonly steps: SignInSteps,
    private readonly secondStep: SecondStep,
  ) {}

  @Post('second-factor')
  @LimitedBy(identityRateLimits['second-factor-arrival'], { except: bringsStep })
  @HttpCode(200)
  @ApiOkResponse({ type: SignInStep })
  @Refuses(401, 'second-factor-wrong', 'step-ended', 'sign-in-failed')
  @Refuses(429, 'too-many-tries')
  async proveSecondFactor(
    @Body() { code }: CodeForm,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInStep> {
    const visit = visitOf(request);
    const step = await this.openStep(request);
    const member = await this.secondStep.byCode(step, code, visit.from);
    return this.signIn.begin(member, visit, response, { by: 'second-factor', secondFactor: true, step });
  }

  @Post('second-factor/passkey/options')
  @LimitedBy(identityRateLimits['second-factor-arrival'], { except: bringsStep })
  @HttpCode(200)
  @ApiOkResponse({ type: PasskeyOptions })
  @Refuses(401, 'step-ended')
  async offerSecondFactorPasskey(@Req() request: Request): Promise<PasskeyOptions> {
    return { options: await this.secondStep.passkeyOptions(await this.steps.find(request)) };
  }

  @Post('second-factor/passkey')
  @LimitedBy(identityRateLimits['second-factor-arrival'], { except: bringsStep })
  @HttpCode(200)
  @ApiOkResponse({ type: SignInStep })
  @Refuses(401, 'second-factor-wrong', 'step-ended', 'sign-in-failed')
  async proveSecondFactorPasskey(
    @Body() { response: answer }: PasskeyAnswerForm,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInStep> {
    const visit = visitOf(request);
    const step = await this.openStep(request);
    const member = await this.secondStep.byPasskey(step, answer, visit.from);
    return this.signIn.begin(member, visit, response, { by: 'second-factor', secondFactor: true, step });
  }

  @Post('passkey/options')
  @LimitedBy(identityRateLimits['sign-in-passkey'])
  @HttpCode(200)
  @ApiOkResponse({ type: PasskeyOptions })
  @Refuses(404, 'not-found')
  async offerPasskeySignIn(@Body() { organisation }: OrganisationChoice): Promise<PasskeyOptions> {
    return { options: await this.secondStep.passkeyAloneOptions(organisation ?? null) };
  }

  @Post('passkey')
  @LimitedBy(identityRateLimits['sign-in-passkey'])
  @HttpCode(200)
  @ApiOkResponse({ type: SignInStep })
  @Refuses(401, 'second-factor-wrong', 'step-ended', 'sign-in-failed')
  @Refuses(404, 'not-found')
  async signInWithPasskey(
    @Body() { response: answer, organisation }: PasskeySignInForm,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInStep> {
    const visit = visitOf(request);
    const member = await this.secondStep.byPasskeyAlone(organisation ?? null, answer, visit.from);
    return this.signIn.begin(member, visit, response, { by: 'passkey', secondFactor: true });
  }

  /** A try is counted before it is looked at: five for each step. */
  private async openStep(request: Request) {
    const step = await this.steps.find(request);
    await this.steps.count(step, request.ip ?? null);
    return step;
  }
}
