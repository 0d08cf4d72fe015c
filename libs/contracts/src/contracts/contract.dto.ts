import type { ContractStanding, ContractTerms, Notice, OutcomeKind, TermsPart } from '@countersign/domain';
import { MailLine } from '@countersign/notifications';
import {
  Choice,
  Choices,
  day,
  Day,
  Flag,
  Id,
  Instant,
  ListOf,
  listOf,
  Nested,
  NullableChoice,
  NullableDay,
  NullableInstant,
  NullableNested,
  NullableText,
  NullableWhole,
  orNull,
  Shaped,
  Text,
  Whole,
} from '@countersign/platform';
import {
  CONTRACT_STATES,
  DECISIONS,
  OUTCOMES,
  TERM_ENDINGS,
  TERMS_PARTS,
  WITHDRAWALS,
  type ContractState,
  type Decision,
  type TermEnding,
  type Withdrawal,
} from './contract-words';
import { ClauseState } from '../clauses/clause.dto';
import { ContractDocument } from '../documents/document.dto';
import { contractStandingShape, contractTermsShape, noticeRuleShape } from './terms.shape';

/** What was decided and holds, also after the date of its term has passed. */
export class ContractOutcome {
  @Choice(OUTCOMES) readonly kind: OutcomeKind;
  /** Null for a notice. */
  @NullableWhole() readonly termNumber: number | null;
  /** On which it ends, until which it is renewed, or by which something is to be sent or agreed. */
  @NullableDay() readonly day: string | null;
  @NullableDay() readonly noticeSentOn: string | null;
  /** Who recorded the notice, or decided. */
  @NullableText() readonly by: string | null;
}

/** Recorded by mistake: it counts nowhere until somebody brings it back. */
export class VoidedContract {
  @Instant() readonly at: string;
  @Text() readonly by: string;
  @Text() readonly because: string;
}

export class ContractValue {
  @Whole() readonly minorUnits: number;
  @Text() readonly currency: string;
}

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
  /** The first term about which something is left to do; null where nothing is. */
  @NullableWhole() readonly dueTermNumber: number | null;
  @NullableDay() readonly dueOn: string | null;
  @NullableChoice(TERM_ENDINGS) readonly dueEnding: TermEnding | null;
  @NullableNested(() => ContractOutcome) readonly outcome: ContractOutcome | null;
  /** About the actionable term. */
  @NullableChoice(DECISIONS) readonly decision: Decision | null;
  /** Who answers for it; null where procurement does. */
  @NullableText() readonly ownerName: string | null;
  /** Deactivated: somebody else is to answer for it. */
  @Flag() readonly ownerLeft: boolean;
  @NullableNested(() => ContractValue) readonly annualValue: ContractValue | null;
  @NullableText() readonly costCentre: string | null;
  @NullableText() readonly supplierNumber: string | null;
  /** What nobody knows yet of its terms. */
  @Choices(TERMS_PARTS) readonly unknownParts: readonly TermsPart[];
  /** Required clauses that somebody found partial or missing. */
  @Whole() readonly gaps: number;
  /** Required clauses that nobody has read it for yet. */
  @Whole() readonly toReview: number;
  @NullableDay() readonly reviewDueOn: string | null;
  /** Null for one that counts. */
  @NullableNested(() => VoidedContract) readonly voided: VoidedContract | null;
}

export class Holidays {
  @Shaped(listOf(day)) readonly days: readonly string[];
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
  @NullableDay() readonly sendFrom: string | null;
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
  /** Null while it stands. */
  @NullableInstant() readonly withdrawnAt: string | null;
  @NullableChoice(WITHDRAWALS) readonly withdrawnBecause: Withdrawal | null;
  /** Of what stands about the term, the same on each of its lines: whoever decides anew names it. */
  @Whole() readonly revision: number;
}

/** What is decided about one term at present. */
export class StandingDecision {
  @Whole() readonly revision: number;
  @NullableChoice(DECISIONS) readonly decision: Decision | null;
  @NullableText() readonly reason: string | null;
  @NullableText() readonly by: string | null;
  /** Of the term. */
  @Day() readonly lastDay: string;
}

export class TermNotice {
  @Id() readonly id: string;
  /** The term that it ends; null where it ends none. */
  @NullableWhole() readonly termNumber: number | null;
  @Day() readonly sentOn: string;
  @NullableDay() readonly receivedOn: string | null;
  /** The day that counts: sent, or received. */
  @NullableDay() readonly countedOn: string | null;
  @NullableDay() readonly endsOn: string | null;
  /** The term for which it came too late. */
  @NullableWhole() readonly lateFor: number | null;
  @NullableDay() readonly lateEndsOn: string | null;
  @NullableDay() readonly acceptedOn: string | null;
  @NullableText() readonly acceptance: string | null;
  @Text() readonly way: string;
  @NullableText() readonly proof: string | null;
  @Text() readonly by: string;
  @NullableInstant() readonly withdrawnAt: string | null;
  @NullableText() readonly withdrawnReason: string | null;
  @NullableText() readonly withdrawnBy: string | null;
}

export class AgreedTermLine {
  @Id() readonly id: string;
  /** Among those agreed one by one, the first is 1. */
  @Whole() readonly position: number;
  @Day() readonly lastDay: string;
  @Day() readonly signedOn: string;
  @NullableText() readonly document: string | null;
  @NullableText() readonly by: string | null;
  @Instant() readonly at: string;
  @NullableInstant() readonly withdrawnAt: string | null;
  @NullableText() readonly withdrawnReason: string | null;
}

/** What both sides changed, with who recorded it and when. */
export class AmendmentLine {
  @Id() readonly id: string;
  @Whole() readonly fromTerm: number;
  @Day() readonly agreedOn: string;
  @NullableDay() readonly lastDay: string | null;
  @NullableWhole() readonly renewalMonths: number | null;
  @Shaped(orNull(noticeRuleShape)) readonly notice: Notice | null;
  @Flag() readonly reopens: boolean;
  /** Null where it was recorded before anybody kept that. */
  @NullableText() readonly by: string | null;
  @Instant() readonly at: string;
  /** Null while the terms of the contract have it. */
  @NullableInstant() readonly withdrawnAt: string | null;
  @NullableText() readonly withdrawnReason: string | null;
}

export class CoveredService {
  @Id() readonly id: string;
  @Text() readonly name: string;
}

/** Of a refusal: which contract of the vendor has the reference. */
export class KnownContract {
  @Id() readonly contractId: string;
  @Text() readonly contractTitle: string;
}

/** What changes when a contract counts no longer, beside what its own page shows. */
export class ContractVoidPreview {
  /** Open engagements that no other contract covers. */
  @ListOf(() => CoveredService) readonly leftWithout: CoveredService[];
  /** Open ones about its clauses. */
  @Whole() readonly findings: number;
  /** Dates that somebody is still reminded of. */
  @Whole() readonly reminders: number;
}

export class ContractOwner {
  @Id() readonly id: string;
  @Text() readonly name: string;
  /** False once deactivated: somebody else is to take it over. */
  @Flag() readonly active: boolean;
}

/** What a contract is called, what it costs and whose it is. */
export class ContractDetails {
  @Text() readonly title: string;
  @NullableText() readonly reference: string | null;
  @NullableNested(() => ContractOwner) readonly owner: ContractOwner | null;
  /** Of each year, over its whole life, and once at its beginning: all in one currency. */
  @NullableNested(() => ContractValue) readonly annualValue: ContractValue | null;
  @NullableNested(() => ContractValue) readonly totalValue: ContractValue | null;
  @NullableNested(() => ContractValue) readonly oneOffValue: ContractValue | null;
  @NullableText() readonly costCentre: string | null;
  /** Under which the vendor is known in the books. */
  @NullableText() readonly supplierNumber: string | null;
}

export class DecidedNow {
  @Whole() readonly termNumber: number;
  @Choice(DECISIONS) readonly decision: Decision;
}

/** A contract as it is, for whoever acted on a former state of it. */
export class ContractNow extends ContractDetails {
  @NullableDay() readonly signedOn: string | null;
  @Shaped(contractTermsShape) readonly terms: ContractTerms;
  /** Of the notice that stands. */
  @NullableDay() readonly noticeSentOn: string | null;
  @NullableDay() readonly noticeReceivedOn: string | null;
  @NullableDay() readonly noticeAcceptedOn: string | null;
  @ListOf(() => DecidedNow) readonly decided: DecidedNow[];
  /** Grows with each act on its terms, notices, decisions or details. */
  @Whole() readonly revision: number;
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
  @ListOf(() => AgreedTermLine) readonly agreedTerms: AgreedTermLine[];
  @ListOf(() => AmendmentLine) readonly amendments: AmendmentLine[];
  /** Of its notices, agreed terms and amendments. */
  @ListOf(() => ContractDocument) readonly documents: ContractDocument[];
  @ListOf(() => MailLine) readonly mail: MailLine[];
  @Nested(() => ContractDetails) readonly details: ContractDetails;
  /** Grows with each act on its terms, notices, decisions or details: whoever acts names the one that was shown. */
  @Whole() readonly revision: number;
}
