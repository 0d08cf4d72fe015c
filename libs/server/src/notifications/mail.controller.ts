import { Controller, Get, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../platform/auth/decorators';
import { MailLineList } from './mail-line';
import { Ledger } from './ledger';

@ApiTags('mail')
@Controller('mail')
export class MailController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: MailLineList })
  async historyOf(@Query('objectId', ParseUUIDPipe) objectId: string): Promise<MailLineList> {
    return { items: await this.ledger.historyOf(objectId) };
  }
}
