export { PapersModule } from './papers.module';
export { Typesetter, type PaperToSet, type SetPaper } from './typesetter';
