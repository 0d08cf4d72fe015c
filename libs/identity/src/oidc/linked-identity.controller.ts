import { Body, Controller, Delete, HttpCode, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  Allow,
  Confirmed,
  CurrentMember,
  Refuses,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import { MemberIdentities } from './member-identities';
import { LinkDeparture, LinkStart } from './oidc.dto';
import { OidcJourneys } from './oidc-journeys';

@ApiTags('account')
@Controller('account/identities')
@Allow('account.own')
@Confirmed()
export class LinkedIdentityController {
  constructor(
    private readonly journeys: OidcJourneys,
    private readonly identities: MemberIdentities,
  ) {}

  /** The page goes to the address that this gives; the callback links and comes back to `returnTo`. */
  @Post()
  @HttpCode(200)
  @WithoutTransaction()
  @ApiOkResponse({ type: LinkStart })
  @Refuses(409, 'oidc-off', 'oidc-failed')
  async linkIdentity(
    @Body() { returnTo }: LinkDeparture,
    @CurrentMember() member: MemberActor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LinkStart> {
    return { address: await this.journeys.toProviderForLinking(member, response, returnTo) };
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  @Refuses(409, 'last-way-in')
  async unlinkIdentity(@CurrentMember() { memberId }: MemberActor): Promise<void> {
    await this.identities.unlink(memberId);
  }
}
