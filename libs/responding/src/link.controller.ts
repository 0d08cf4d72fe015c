import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { identityRateLimits } from '@countersign/identity';
import {
  clearSessionCookie,
  Config,
  LimitedBy,
  MailOutlook,
  Public,
  Refuses,
  sessionTokenOf,
  setSessionCookie,
} from '@countersign/platform';
import { LinkExchange } from './link-exchange';
import { LinkReader } from './link.reader';
import { LinkRenewal } from './link-renewal';
import {
  InvitedAddress,
  LinkAndCode,
  LinkMailAsked,
  LinkToken,
  OpenedAssessment,
  SeenLink,
} from './responding.dto';
import { respondentSessionDays, RespondentVisits } from './respondent-visits';

/** How a vendor's browser comes in and goes. */
@ApiTags('responding')
@Public()
@Controller('respond')
export class LinkController {
  constructor(
    private readonly links: LinkExchange,
    private readonly reader: LinkReader,
    private readonly renewal: LinkRenewal,
    private readonly visits: RespondentVisits,
    private readonly outlook: MailOutlook,
    private readonly config: Config,
  ) {}

  /** A mail scanner that follows the link may come this far: nothing is opened, nothing is counted as read. */
  @Post('link')
  @HttpCode(200)
  @LimitedBy(identityRateLimits['link-arrival'])
  @ApiOkResponse({ type: SeenLink })
  @Refuses(404, 'link-unknown')
  readLink(@Body() { token }: LinkToken, @Req() request: Request): Promise<SeenLink> {
    const existingSession = sessionTokenOf(request, this.config, 'respondent');
    return this.reader.read(token, { existingSession, from: request.ip ?? null });
  }

  @Post('exchange')
  @HttpCode(200)
  @LimitedBy(identityRateLimits['link-arrival'])
  @ApiOkResponse({ type: OpenedAssessment })
  @Refuses(403, 'code-needed')
  @Refuses(404, 'link-unknown')
  @Refuses(410, 'link-ended', 'no-longer-needed')
  @Refuses(422, 'code-wrong')
  async exchangeLink(
    @Body() { token, code }: LinkAndCode,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OpenedAssessment> {
    const existing = sessionTokenOf(request, this.config, 'respondent');
    const { assessmentId, session } = await this.links.exchange(token, {
      existingSession: existing,
      from: request.ip ?? null,
      code,
    });
    const maxAgeMs = respondentSessionDays * 24 * 60 * 60 * 1000;
    setSessionCookie(response, { config: this.config, holder: 'respondent', token: session, maxAgeMs });
    return { assessmentId };
  }

  @Post('code')
  @HttpCode(202)
  @LimitedBy(identityRateLimits['link-arrival'])
  @ApiAcceptedResponse({ type: LinkMailAsked })
  @Refuses(404, 'link-unknown')
  @Refuses(410, 'link-ended', 'no-longer-needed')
  @Refuses(429, 'mailed-often')
  async mailLinkCode(@Body() { token }: LinkToken, @Req() request: Request): Promise<LinkMailAsked> {
    await this.renewal.mailCode(token, request.ip ?? null);
    return { mailWaits: await this.outlook.waits() };
  }

  @Post('fresh-link')
  @HttpCode(202)
  @LimitedBy(identityRateLimits['link-arrival'])
  @ApiAcceptedResponse({ type: LinkMailAsked, description: 'Whether or not the link was ever one.' })
  @Refuses(429, 'too-many-requests')
  async renewLink(@Body() { token }: LinkToken, @Req() request: Request): Promise<LinkMailAsked> {
    await this.renewal.renew(token, request.ip ?? null);
    return { mailWaits: await this.outlook.waits() };
  }

  @Post('fresh-link/by-address')
  @HttpCode(202)
  @LimitedBy(identityRateLimits['link-arrival'])
  @ApiAcceptedResponse({ type: LinkMailAsked, description: 'Whether or not anybody was invited there.' })
  @Refuses(429, 'too-many-requests')
  async renewLinkAt(@Body() { email }: InvitedAddress, @Req() request: Request): Promise<LinkMailAsked> {
    await this.renewal.renewAt(email, request.ip ?? null);
    return { mailWaits: await this.outlook.waits() };
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
