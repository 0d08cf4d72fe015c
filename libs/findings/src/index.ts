export { Finding, VerifyFinding } from './finding.dto';
export { FindingEntity } from './finding.entity';
export { FindingReader } from './finding.reader';
export { FindingService } from './finding.service';
export { FindingsModule } from './findings.module';
