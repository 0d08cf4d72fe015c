export { findingsEntities } from './entities';
export { findingVerified } from './finding-changes';
export { Finding, VerifyFinding } from './finding.dto';
export { FindingReader } from './finding.reader';
export { FindingService } from './finding.service';
export { FindingsModule } from './findings.module';
