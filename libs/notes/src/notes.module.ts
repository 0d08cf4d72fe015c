import { Module } from '@nestjs/common';
import { NotificationsModule } from '@countersign/notifications';
import { MentionMail } from './mention-mail';
import { NoteMailSubject } from './note-mail-subject';
import { NoteController } from './note.controller';
import { NoteRetention } from './note-retention';
import { NoteReader } from './note.reader';
import { NoteService } from './note.service';

@Module({
  imports: [NotificationsModule],
  controllers: [NoteController],
  providers: [MentionMail, NoteMailSubject, NoteReader, NoteRetention, NoteService],
})
export class NotesModule {}
