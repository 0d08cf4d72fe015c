export { ClausesModule } from './clauses.module';
export { ClauseFindings } from './clause-findings';
export { ClauseFindingsFollow } from './clause-findings-follow';
export { ClauseLibraries } from './clause-libraries';
export { ClauseMarks } from './clause-marks';
export { ClauseReader } from './clause-reader';
export { ContractFacts, type EngagementContractFacts } from './contract-facts';
export { Catalogue, ClauseReason, ClauseState, MarkClause } from './clause.dto';
