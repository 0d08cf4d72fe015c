import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { identityRateLimits } from '@countersign/identity';
import {
  clearSessionCookie,
  Config,
  LimitedBy,
  Public,
  Refuses,
  sessionTokenOf,
  setSessionCookie,
} from '@countersign/platform';
import { LinkExchange } from './link-exchange';
import { LinkToken, OpenedAssessment } from './responding.dto';
import { respondentSessionDays, RespondentVisits } from './respondent-visits';

/** How a vendor's browser comes in and goes. */
@ApiTags('responding')
@Public()
@Controller('respond')
export class LinkController {
  constructor(
    private readonly links: LinkExchange,
    private readonly visits: RespondentVisits,
    private readonly config: Config,
  ) {}

  @Post('exchange')
  @HttpCode(200)
  @LimitedBy(identityRateLimits['link-arrival'])
  @ApiOkResponse({ type: OpenedAssessment })
  @Refuses(404, 'link-unknown')
  @Refuses(410, 'link-ended', 'no-longer-needed')
  async exchangeLink(
    @Body() { token }: LinkToken,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OpenedAssessment> {
    const existing = sessionTokenOf(request, this.config, 'respondent');
    const { assessmentId, session } = await this.links.exchange(token, {
      existingSession: existing,
      from: request.ip ?? null,
    });
    const maxAgeMs = respondentSessionDays * 24 * 60 * 60 * 1000;
    setSessionCookie(response, { config: this.config, holder: 'respondent', token: session, maxAgeMs });
    return { assessmentId };
  }

  @Post('sign-out')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOutRespondent(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const session = sessionTokenOf(request, this.config, 'respondent');
    if (session !== null) await this.visits.end(session, request.ip ?? null);
    clearSessionCookie(response, this.config, 'respondent');
  }
}
