import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { LimitedBy, Public } from '@countersign/platform';
import { OidcDeparture } from './oidc.dto';
import { OidcJourneys } from './oidc-journeys';
import { identityRateLimits } from '../rate-limits';

/** A browser is sent to the organisation's provider and comes back; both are answered by a redirect, whatever happens. */
@ApiTags('session')
@Public()
@LimitedBy(identityRateLimits['sign-in-provider'])
@Controller('sign-in/oidc')
export class OidcController {
  constructor(private readonly journeys: OidcJourneys) {}

  @Get()
  @ApiFoundResponse({ description: 'to the provider, or to the sign-in page with `problem`' })
  async goToIdentityProvider(@Query() departure: OidcDeparture, @Res() response: Response): Promise<void> {
    response.redirect(await this.journeys.toProvider(departure, response));
  }

  @Get('callback')
  @ApiFoundResponse({ description: 'to the page wanted, or to the sign-in page with `problem`' })
  async returnFromIdentityProvider(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.redirect(await this.journeys.fromProvider(request, response));
  }
}
