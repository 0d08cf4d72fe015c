import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@countersign/platform';
import { Policies } from './policies';
import { PolicyOfOrganisation } from './policy.dto';

@ApiTags('policy')
@Controller('policy')
export class PolicyController {
  constructor(private readonly policies: Policies) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: PolicyOfOrganisation })
  readPolicy(): Promise<PolicyOfOrganisation> {
    return this.policies.latest();
  }
}
