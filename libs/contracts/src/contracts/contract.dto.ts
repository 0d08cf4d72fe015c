import type { ContractStanding, ContractTerms } from '@countersign/domain';
import { MailLine } from '@countersign/notifications';
import {
  Choice,
  Day,
  Flag,
  Id,
  Instant,
  ListOf,
  Nested,
  NullableChoice,
  NullableDay,
  NullableNested,
  NullableText,
  NullableWhole,
  Shaped,
  Text,
  Whole,
} from '@countersign/platform';
import {
  CONTRACT_STATES,
  DECISIONS,
  TERM_ENDINGS,
  type ContractState,
  type Decision,
  type TermEnding,
} from './contract-words';
import { ClauseState } from '../clauses/clause.dto';
import { contractStandingShape, contractTermsShape } from './terms.shape';

export class ContractRow {
  @Id() readonly id: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly title: string;
  @NullableText() readonly reference: string | null;
  @Choice(CONTRACT_STATES) readonly state: ContractState;
  @Flag() readonly signed: boolean;
  @NullableDay() readonly currentTermEnds: string | null;
  @NullableWhole() readonly actionableTermNumber: number | null;
  @NullableDay() readonly lastNoticeDay: string | null;
  @NullableDay() readonly lastSendDay: string | null;
  /** The date by which somebody has to act: the last send day, or the last day. */
  @NullableDay() readonly actionableDate: string | null;
  /** What follows the actionable term unless somebody acts. */
  @NullableChoice(TERM_ENDINGS) readonly actionableEnding: TermEnding | null;
  @NullableDay() readonly lockedInUntil: string | null;
  /** About the actionable term. */
  @NullableChoice(DECISIONS) readonly decision: Decision | null;
  @Whole() readonly gaps: number;
}

export class ContractPage {
  @ListOf(() => ContractRow) readonly items: ContractRow[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class ContractTerm {
  @Whole() readonly number: number;
  @Day() readonly firstDay: string;
  @NullableDay() readonly lastDay: string | null;
  @NullableDay() readonly opensOn: string | null;
  @NullableDay() readonly lastNoticeDay: string | null;
  @NullableDay() readonly lastSendDay: string | null;
  @Choice(TERM_ENDINGS) readonly ending: TermEnding;
  @Flag() readonly current: boolean;
  @Flag() readonly actionable: boolean;
}

export class TermDecision {
  @Whole() readonly termNumber: number;
  @Choice(DECISIONS) readonly decision: Decision;
  @Text() readonly reason: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

export class TermNotice {
  @Whole() readonly termNumber: number;
  @Day() readonly sentOn: string;
  @Text() readonly way: string;
  @NullableText() readonly proof: string | null;
  @Text() readonly by: string;
}

export class CoveredService {
  @Id() readonly id: string;
  @Text() readonly name: string;
}

export class ContractOwner {
  @Id() readonly id: string;
  @Text() readonly name: string;
}

export class AnnualValue {
  @Whole() readonly minorUnits: number;
  @Text() readonly currency: string;
}

export class Contract {
  @Id() readonly id: string;
  @Nested(() => ContractRow) readonly row: ContractRow;
  @ListOf(() => CoveredService) readonly engagements: CoveredService[];
  @NullableDay() readonly signedOn: string | null;
  @Shaped(contractTermsShape) readonly terms: ContractTerms;
  @ListOf(() => ContractTerm) readonly schedule: ContractTerm[];
  @Shaped(contractStandingShape) readonly standing: ContractStanding;
  @ListOf(() => ClauseState) readonly clauses: ClauseState[];
  @ListOf(() => TermDecision) readonly decisions: TermDecision[];
  @ListOf(() => TermNotice) readonly notices: TermNotice[];
  @ListOf(() => MailLine) readonly mail: MailLine[];
  @NullableNested(() => ContractOwner) readonly owner: ContractOwner | null;
  @NullableNested(() => AnnualValue) readonly annualValue: AnnualValue | null;
}
