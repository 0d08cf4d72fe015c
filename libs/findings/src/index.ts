export { findingsEntities } from './entities';
export { findingAccepted, findingRejected, findingVerified } from './finding-changes';
export {
  FindingSources,
  plainLines,
  type FindingSource,
  type Gap,
  type MovedFinding,
} from './finding-source';
export { Finding, ProposePlan, ShownPlan, VendorFinding } from './finding.dto';
export { FindingPlans } from './finding-plans';
export { FindingReader } from './finding.reader';
export { FindingService } from './finding.service';
export { FindingsModule } from './findings.module';
export { Register } from './register';
export { VendorFindings } from './vendor-findings';
