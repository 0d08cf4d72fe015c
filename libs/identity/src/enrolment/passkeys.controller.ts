import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  BodyUpTo,
  Confirmed,
  CurrentMember,
  Refuses,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import { CurrentHolder } from './current-holder';
import type { FactorHolder } from './factor-changes';
import { PasskeyEnrolment } from './passkey-enrolment';
import { Passkeys } from '../second-factor/passkeys';
import {
  NewPasskey,
  NewPasskeyForm,
  Passkey,
  PasskeyName,
  NewPasskeyOptions,
} from '../second-factor/second-factor.dto';

@ApiTags('account')
@Allow('account.own')
@Controller('account/passkeys')
export class PasskeysController {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly enrolment: PasskeyEnrolment,
  ) {}

  @Post('options')
  @HttpCode(200)
  @Confirmed()
  @ApiOkResponse({ type: NewPasskeyOptions })
  async beginPasskey(@CurrentMember() { memberId }: MemberActor): Promise<NewPasskeyOptions> {
    return { options: await this.passkeys.registrationOptions(memberId) };
  }

  @Post()
  @BodyUpTo('64 kB')
  @Confirmed()
  @WithoutTransaction()
  @ApiCreatedResponse({ type: NewPasskey })
  @Refuses(409, 'step-ended')
  async addPasskey(
    @CurrentMember() actor: MemberActor,
    @CurrentHolder() { sessionId }: FactorHolder,
    @Body() form: NewPasskeyForm,
  ): Promise<NewPasskey> {
    return this.enrolment.add(actor, sessionId, form);
  }

  @Put(':id')
  @ApiOkResponse({ type: Passkey })
  async renamePasskey(
    @CurrentMember() { memberId }: MemberActor,
    @Param('id') id: string,
    @Body() { name }: PasskeyName,
  ): Promise<Passkey> {
    return this.enrolment.rename(memberId, id, name);
  }

  @Delete(':id')
  @HttpCode(204)
  @Confirmed()
  @ApiNoContentResponse()
  async removePasskey(@CurrentMember() { memberId }: MemberActor, @Param('id') id: string): Promise<void> {
    await this.enrolment.remove(memberId, id);
  }
}
