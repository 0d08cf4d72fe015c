import { NoteMentionEntity } from './note-mention.entity';
import { NoteEntity } from './note.entity';

export const notesEntities = [NoteEntity, NoteMentionEntity] as const;
