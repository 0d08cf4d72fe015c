import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Confirmed, CurrentMember, Refuses, type MemberActor } from '@countersign/platform';
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
  @Refuses(409, 'own-second-factor')
  async resetSecondFactor(
    @CurrentMember() { memberId }: MemberActor,
    @Param('id') id: string,
  ): Promise<void> {
    await this.resets.reset(id, memberId);
  }
}
