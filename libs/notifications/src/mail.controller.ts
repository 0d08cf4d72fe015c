import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@countersign/platform';
import { MailLineList } from './mail-line';
import { Ledger } from './ledger';
import { FreeAddress, SuppressedAddressList } from './suppressed-address.dto';
import { SuppressedAddresses } from './suppressed-addresses';

@ApiTags('mail')
@Controller('mail')
export class MailController {
  constructor(
    private readonly ledger: Ledger,
    private readonly suppressed: SuppressedAddresses,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: MailLineList })
  async historyOf(@Query('objectId', ParseUUIDPipe) objectId: string): Promise<MailLineList> {
    return { items: await this.ledger.historyOf(objectId) };
  }

  @Get('suppressed-addresses')
  @Allow('organisation.manage')
  @ApiOkResponse({ type: SuppressedAddressList })
  listSuppressedAddresses(): Promise<SuppressedAddressList> {
    return this.suppressed.list();
  }

  @Post('suppressed-addresses/:id/free')
  @HttpCode(204)
  @Allow('organisation.manage')
  @ApiNoContentResponse()
  freeAddress(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: FreeAddress): Promise<void> {
    return this.suppressed.free(id, reason);
  }
}
