export { ClauseFindingsFollow } from './clauses/clause-findings-follow';
export { ClauseFindings } from './clauses/clause-findings';
export { ClauseReader } from './clauses/clause-reader';
export { ClauseState } from './clauses/clause.dto';
export { ClausesModule } from './clauses/clauses.module';
export {
  conditionShape,
  factValueShape,
  leaveOutShape,
  namedConditionsShape,
  textShape,
} from './clauses/condition.shape';
export { ContractFacts, type EngagementContractFacts } from './clauses/contract-facts';
export { ContractChanges } from './contracts/contract-changes';
export { referenceKey } from './contracts/contract-references';
export { ContractLocks } from './contracts/contract-locks';
export { ContractRow } from './contracts/contract.dto';
export { ContractReader } from './contracts/contract.reader';
export { AgreedTermService } from './contracts/agreed-term.service';
export { ContractService } from './contracts/contract.service';
export { NoticeService } from './contracts/notice.service';
export { ContractsModule } from './contracts/contracts.module';
export { TermDecisionService } from './contracts/term-decision.service';
export { contractsEntities } from './entities';
