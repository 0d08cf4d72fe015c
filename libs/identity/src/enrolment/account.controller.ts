import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Confirmed, CurrentMember, Refuses, type MemberActor } from '@countersign/platform';
import { AccountReader } from './account.reader';
import { Enrolment } from './enrolment';
import type { FactorHolder } from './factor-changes';
import { CurrentHolder } from './current-holder';
import { Account, CodeForm, RecoveryCodeList, TotpOfferAnswer } from '../second-factor/second-factor.dto';

@ApiTags('account')
@Allow('account.own')
@Controller('account')
export class AccountController {
  constructor(
    private readonly reader: AccountReader,
    private readonly enrolment: Enrolment,
  ) {}

  @Get()
  @ApiOkResponse({ type: Account })
  async readAccount(@CurrentMember() { memberId }: MemberActor): Promise<Account> {
    return this.reader.account(memberId);
  }

  @Post('totp/begin')
  @HttpCode(200)
  @Confirmed()
  @ApiOkResponse({ type: TotpOfferAnswer })
  @Refuses(409, 'already-enrolled')
  async beginTotp(@CurrentMember() { memberId }: MemberActor): Promise<TotpOfferAnswer> {
    const { secret, uri, qr } = await this.enrolment.beginTotp(memberId);
    return { secret, uri, qr: qr.path, qrSize: qr.size };
  }

  @Post('totp')
  @HttpCode(200)
  @Confirmed()
  @ApiOkResponse({ type: RecoveryCodeList })
  @Refuses(409, 'step-ended')
  async confirmTotp(
    @CurrentHolder() holder: FactorHolder,
    @Body() { code }: CodeForm,
  ): Promise<RecoveryCodeList> {
    return { recoveryCodes: await this.enrolment.confirmTotp(holder, code) };
  }

  @Delete('totp')
  @HttpCode(204)
  @Confirmed()
  @ApiNoContentResponse()
  @Refuses(404, 'not-found')
  async removeTotp(@CurrentMember() { memberId }: MemberActor): Promise<void> {
    await this.enrolment.removeTotp(memberId);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Confirmed()
  @ApiOkResponse({ type: RecoveryCodeList })
  @Refuses(409, 'no-second-factor')
  async renewRecoveryCodes(@CurrentMember() { memberId }: MemberActor): Promise<RecoveryCodeList> {
    return { recoveryCodes: await this.enrolment.renewRecoveryCodes(memberId) };
  }
}
