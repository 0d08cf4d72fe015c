import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  BodyUpTo,
  Refuses,
  RefusesStale,
  type ActingRequest,
  type SignedInMember,
} from '@countersign/platform';
import { ChangedNote, NewNote, Note, NoteFields, NotePage, NoteQuery, WithdrawnNote } from './note.dto';
import { NoteReader } from './note.reader';
import { NoteService } from './note.service';

@ApiTags('notes')
@Controller('notes')
export class NoteController {
  constructor(
    private readonly notes: NoteService,
    private readonly reader: NoteReader,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: NotePage })
  listNotes(@Query() query: NoteQuery, @Req() { member }: ActingRequest): Promise<NotePage> {
    return this.reader.list(query, signedIn(member));
  }

  @Post()
  @Allow('note.write')
  @BodyUpTo('64 kB')
  @ApiCreatedResponse({ type: Note })
  @Refuses(404, 'not-found')
  @Refuses(409, 'vendor-merged')
  @Refuses(429, 'mentioned-often')
  async addNote(@Body() note: NewNote, @Req() { member }: ActingRequest): Promise<Note> {
    const asking = signedIn(member);
    return this.reader.note(await this.notes.add(note, asking), asking);
  }

  @Put(':id')
  @Allow('note.write')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Note })
  @RefusesStale(NoteFields)
  @Refuses(409, 'note-of-another', 'note-withdrawn')
  @Refuses(429, 'mentioned-often')
  async changeNote(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() change: ChangedNote,
    @Req() { member }: ActingRequest,
  ): Promise<Note> {
    const asking = signedIn(member);
    await this.notes.change(id, change, asking);
    return this.reader.note(id, asking);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('vendor.read')
  @ApiOkResponse({ type: Note })
  @RefusesStale(NoteFields)
  @Refuses(409, 'note-of-another', 'note-withdrawn')
  async withdrawNote(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() withdrawn: WithdrawnNote,
    @Req() { member }: ActingRequest,
  ): Promise<Note> {
    const asking = signedIn(member);
    await this.notes.withdraw(id, withdrawn, asking);
    return this.reader.note(id, asking);
  }
}

function signedIn(member: SignedInMember | undefined): SignedInMember {
  if (member === undefined) throw new Error('A note is written by a signed-in member alone.');
  return member;
}
