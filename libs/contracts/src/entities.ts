import { ClauseFindingEntity } from './clauses/clause-finding.entity';
import { ClauseLibraryEntity } from './clauses/clause-library.entity';
import { AgreedTermEntity } from './contracts/agreed-term.entity';
import { ContractAmendmentEntity } from './contracts/contract-amendment.entity';
import { ContractDecisionEntity } from './contracts/contract-decision.entity';
import { ContractEngagementEntity } from './contracts/contract-engagement.entity';
import { ContractTermEntity } from './contracts/contract-term.entity';
import { ContractEntity } from './contracts/contract.entity';
import { HolidayEntity } from './contracts/holiday.entity';
import { NoticeRecordEntity } from './contracts/notice-record.entity';
import { ContractDocumentEntity } from './documents/contract-document.entity';

/** The tables of this library, named one by one. */
export const contractsEntities = [
  HolidayEntity,
  ContractEntity,
  ContractEngagementEntity,
  ContractTermEntity,
  AgreedTermEntity,
  ContractDecisionEntity,
  NoticeRecordEntity,
  ContractAmendmentEntity,
  ContractDocumentEntity,
  ClauseLibraryEntity,
  ClauseFindingEntity,
] as const;
