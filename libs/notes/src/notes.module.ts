import { Module } from '@nestjs/common';
import { NotificationsModule } from '@countersign/notifications';
import { MentionMail } from './mention-mail';
import { NoteMailSubject } from './note-mail-subject';
import { NoteController } from './note.controller';
import { NoteReader } from './note.reader';
import { NoteService } from './note.service';

@Module({
  imports: [NotificationsModule],
  controllers: [NoteController],
  providers: [MentionMail, NoteMailSubject, NoteReader, NoteService],
})
export class NotesModule {}
