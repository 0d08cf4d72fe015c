export { notesEntities } from './entities';
export { NotesModule } from './notes.module';
