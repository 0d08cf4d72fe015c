import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  BodyUpTo,
  CurrentRespondent,
  Refuses,
  RefusesStale,
  Respondent,
  type RespondentActor,
} from '@countersign/platform';
import {
  ChangedColleagueNote,
  ColleagueNote,
  ColleagueNotes,
  NewColleagueNote,
  StandingColleagueNote,
  WrittenColleagueNote,
} from './colleague-notes';

/** Among a vendor's staff: no route of a member leads here. */
@ApiTags('responding')
@Controller('respond/assessments/:id/notes')
export class ColleagueNotesController {
  constructor(private readonly notes: ColleagueNotes) {}

  @Get()
  @Respondent()
  @ApiOkResponse({ type: [ColleagueNote] })
  listColleagueNotes(
    @Param('id', ParseUUIDPipe) _id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<ColleagueNote[]> {
    return this.notes.of(actor);
  }

  @Post()
  @Respondent()
  @BodyUpTo('64 kB')
  @ApiCreatedResponse({ type: WrittenColleagueNote })
  @Refuses(409, 'assessment-closed', 'notes-full')
  writeColleagueNote(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() note: NewColleagueNote,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<WrittenColleagueNote> {
    return this.notes.write(actor, note);
  }

  @Put(':noteId')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @RefusesStale(StandingColleagueNote)
  @Refuses(409, 'assessment-closed')
  async changeColleagueNote(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('noteId', ParseUUIDPipe) noteId: string,
    @Body() note: ChangedColleagueNote,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.notes.change(actor, noteId, note);
  }

  @Delete(':noteId')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @Refuses(409, 'assessment-closed')
  async withdrawColleagueNote(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('noteId', ParseUUIDPipe) noteId: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.notes.withdraw(actor, noteId);
  }
}
