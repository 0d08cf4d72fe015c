import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Confirmed, RefusesStale } from '@countersign/platform';
import { ChangedOrganisationSettings, OrganisationSettings } from './organisation-settings.dto';
import { OrganisationSettingsDesk } from './organisation-settings';

@ApiTags('organisation')
@Controller('organisation')
export class OrganisationSettingsController {
  constructor(private readonly settings: OrganisationSettingsDesk) {}

  @Get()
  @Allow('account.own')
  @ApiOkResponse({ type: OrganisationSettings })
  readOrganisation(): Promise<OrganisationSettings> {
    return this.settings.read();
  }

  @Put()
  @Allow('organisation.manage')
  @Confirmed()
  @ApiOkResponse({ type: OrganisationSettings })
  @RefusesStale(OrganisationSettings)
  changeOrganisation(@Body() settings: ChangedOrganisationSettings): Promise<OrganisationSettings> {
    return this.settings.change(settings);
  }
}
