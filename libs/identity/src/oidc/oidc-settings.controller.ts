import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  BodyUpTo,
  Confirmed,
  CurrentMember,
  RefusesStale,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import { OidcCheck, OidcSettings, OidcSettingsForm, SeenProvider } from './oidc.dto';
import { OidcSetup } from './oidc-setup';

@ApiTags('organisation')
@Controller('organisation/oidc')
@Allow('organisation.manage')
export class OidcSettingsController {
  constructor(private readonly setup: OidcSetup) {}

  @Get()
  @ApiOkResponse({ type: OidcSettings })
  async readIdentityProvider(): Promise<OidcSettings> {
    return this.setup.settings();
  }

  @Put()
  @BodyUpTo('128 kB', { fields: 400, items: 700 })
  @Confirmed()
  @ApiOkResponse({ type: OidcSettings })
  @RefusesStale(OidcSettings)
  async setIdentityProvider(@Body() form: OidcSettingsForm): Promise<OidcSettings> {
    return this.setup.setProvider(form);
  }

  @Delete()
  @Confirmed()
  @HttpCode(204)
  @ApiNoContentResponse()
  @RefusesStale(OidcSettings)
  async removeIdentityProvider(@Query() { revision }: SeenProvider): Promise<void> {
    await this.setup.removeProvider(revision);
  }

  @Post('check')
  @HttpCode(200)
  @WithoutTransaction()
  @ApiOkResponse({ type: OidcCheck })
  async checkIdentityProvider(@CurrentMember() member: MemberActor): Promise<OidcCheck> {
    return this.setup.check(member);
  }
}
