export { ClosedQuestions } from './closed-questions';
export { evidenceEntities } from './entities';
export { evidenceJudged } from './evidence-changes';
export { EvidenceDesk, type EvidenceDeskView } from './evidence-desk';
export {
  EvidenceAllowance,
  EvidenceFile,
  EvidenceOfQuestion,
  EvidencePage,
  EvidenceQuery,
} from './evidence.dto';
export { EvidenceEntity } from './evidence.entity';
export { EvidenceModule } from './evidence.module';
export { EvidenceReader, type StoredEvidence } from './evidence.reader';
export { EvidenceService, type Upload } from './evidence.service';
export { FileAnswers } from './file-answers';
export { StorageRecount } from './storage-recount';
export { StorageUsage, type StorageUse } from './storage-usage';
