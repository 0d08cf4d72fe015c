import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Confirmed, CurrentMember, type ActingRequest, type MemberActor } from '@countersign/platform';
import { ApiTokenList, IssuedApiToken, MemberApiTokenList, NewApiToken } from './api-token.dto';
import { ApiTokens } from './api-tokens';

@ApiTags('api-tokens')
@Controller()
export class ApiTokenController {
  constructor(private readonly tokens: ApiTokens) {}

  @Get('account/tokens')
  @Allow('account.own')
  @ApiOkResponse({ type: ApiTokenList })
  async listOwnTokens(@CurrentMember() { memberId }: MemberActor): Promise<ApiTokenList> {
    return { items: await this.tokens.list(memberId) };
  }

  @Post('account/tokens')
  @Allow('account.own')
  @Confirmed()
  @ApiCreatedResponse({ type: IssuedApiToken })
  issueToken(@Body() wanted: NewApiToken, @Req() { member }: ActingRequest): Promise<IssuedApiToken> {
    if (member === undefined) throw new Error('A token is issued to a signed-in member alone.');
    return this.tokens.issue(wanted, { memberId: member.id, permissions: member.permissions });
  }

  @Delete('account/tokens/:id')
  @HttpCode(204)
  @Allow('account.own')
  @Confirmed()
  @ApiNoContentResponse()
  revokeOwnToken(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentMember() { memberId }: MemberActor,
  ): Promise<void> {
    return this.tokens.revoke(id, memberId);
  }

  @Get('members/tokens')
  @Allow('member.manage')
  @ApiOkResponse({ type: MemberApiTokenList })
  async listTokens(): Promise<MemberApiTokenList> {
    return { items: await this.tokens.listAll() };
  }

  @Delete('members/tokens/:id')
  @HttpCode(204)
  @Allow('member.manage')
  @Confirmed()
  @ApiNoContentResponse()
  revokeToken(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.tokens.revoke(id, null);
  }
}
