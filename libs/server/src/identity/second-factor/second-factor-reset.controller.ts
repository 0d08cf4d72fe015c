import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Confirmed } from '../../platform/auth/confirmed';
import { Allow, CurrentMember } from '../../platform/auth/decorators';
import type { MemberActor } from '../../platform/database/actor';
import { SecondFactorReset } from './second-factor-reset';

@ApiTags('members')
@Controller('members')
export class SecondFactorResetController {
  constructor(private readonly resets: SecondFactorReset) {}

  @Post(':id/reset-second-factor')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  async resetSecondFactor(
    @CurrentMember() { memberId }: MemberActor,
    @Param('id') id: string,
  ): Promise<void> {
    await this.resets.reset(id, memberId);
  }
}
