export { findingsEntities } from './entities';
export { Finding, VerifyFinding } from './finding.dto';
export { FindingReader } from './finding.reader';
export { FindingService } from './finding.service';
export { FindingsModule } from './findings.module';
export { Standings } from './standings';
