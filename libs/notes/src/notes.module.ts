import { Module } from '@nestjs/common';
import { NoteController } from './note.controller';
import { NoteReader } from './note.reader';
import { NoteService } from './note.service';

@Module({
  controllers: [NoteController],
  providers: [NoteReader, NoteService],
})
export class NotesModule {}
