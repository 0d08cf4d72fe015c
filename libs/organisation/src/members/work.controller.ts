import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@countersign/platform';
import { WorkHandOver } from './work-hand-over';
import { HandOver, OpenWork } from './work.dto';

@ApiTags('members')
@Controller('members/:id')
export class WorkController {
  constructor(private readonly work: WorkHandOver) {}

  @Get('work')
  @Allow('member.read')
  @ApiOkResponse({ type: OpenWork })
  readOpenWork(@Param('id', ParseUUIDPipe) id: string): Promise<OpenWork> {
    return this.work.workOf(id);
  }

  @Post('hand-over')
  @HttpCode(200)
  @Allow('member.manage')
  @ApiOkResponse({ type: OpenWork })
  handOverWork(@Param('id', ParseUUIDPipe) id: string, @Body() { to }: HandOver): Promise<OpenWork> {
    return this.work.handOver(id, to);
  }
}
