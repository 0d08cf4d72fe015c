import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentMember, Refuses, type ActingRequest, type MemberActor } from '@countersign/platform';
import { Taking } from './taking';
import { TaskCounts, TaskPage, TaskQuery } from './task.dto';
import { TaskReader } from './task.reader';

@ApiTags('tasks')
@Controller('tasks')
export class TaskController {
  constructor(
    private readonly reader: TaskReader,
    private readonly taking: Taking,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: TaskPage })
  listTasks(@Query() query: TaskQuery, @Req() { member }: ActingRequest): Promise<TaskPage> {
    if (member === undefined) throw new Error('An inbox is read by its member alone.');
    return this.reader.list(query, member);
  }

  @Get('counts')
  @Allow('vendor.read')
  @ApiOkResponse({ type: TaskCounts })
  countTasks(@CurrentMember() { memberId }: MemberActor): Promise<TaskCounts> {
    return this.reader.counts(memberId);
  }

  @Post(':id/take')
  @HttpCode(204)
  @Allow('vendor.read')
  @ApiNoContentResponse()
  @Refuses(409, 'task-has-no-owner', 'task-taken')
  takeTask(@Param('id', ParseUUIDPipe) id: string, @Req() { member }: ActingRequest): Promise<void> {
    if (member === undefined) throw new Error('A task is taken by a signed-in member alone.');
    return this.taking.take(id, member);
  }
}
