export { ContractsModule } from './contracts.module';
export { ContractCalendar } from './contract-calendar';
export { ContractChanges } from './contract-changes';
export { ContractReader } from './contract.reader';
export { ContractService } from './contract.service';
export { TermDecisionService } from './term-decision.service';
export { NewContract } from './contract-request.dto';
export { Contract, ContractPage, ContractRow } from './contract.dto';
