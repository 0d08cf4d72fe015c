import {
  Currency,
  DefaultId,
  GivenChoice,
  GivenDay,
  GivenDocument,
  GivenFlag,
  GivenId,
  GivenIds,
  GivenWhole,
  ListQuery,
  OneLine,
  OptionalDay,
  OptionalDocument,
  OptionalId,
  OptionalLine,
  OptionalNestedForm,
  OptionalText,
  OptionalWhole,
  QueryChoice,
  QueryFlag,
  QueryWhole,
  SeenRevision,
  SeenRevisionOrNone,
  TrimmedText,
} from '@countersign/platform';
import { CONTRACT_STATES, DECISIONS, type ContractState, type Decision } from './contract-words';
import { contractTermsShape, noticeRuleShape } from './terms.shape';

export class GivenValue {
  @GivenWhole({ least: 0, most: Number.MAX_SAFE_INTEGER })
  readonly minorUnits: number;

  @Currency('contract-request.dto.give-the-currency-by')
  readonly currency: string;
}

/** What is known of a contract apart from its time, recorded or edited. */
export class GivenDetails {
  @OneLine(200, 'contract-request.dto.give-the-contract-a')
  readonly title: string;

  @OptionalLine(100)
  readonly reference: string | null = null;

  @OptionalNestedForm(() => GivenValue)
  readonly annualValue: GivenValue | null = null;

  @OptionalNestedForm(() => GivenValue)
  readonly totalValue: GivenValue | null = null;

  @OptionalNestedForm(() => GivenValue)
  readonly oneOffValue: GivenValue | null = null;

  @OptionalLine(50)
  readonly costCentre: string | null = null;

  /** Under which the vendor is known in the books. */
  @OptionalLine(50)
  readonly supplierNumber: string | null = null;
}

export class NewContract extends GivenDetails {
  @GivenId()
  readonly vendorId: string;

  @GivenIds(200, { none: 'contract-request.dto.choose-the-engagements-that' })
  readonly engagementIds: string[];

  /** The contract of the same reference that was shown, where the two are not one. */
  @OptionalId()
  readonly apartFrom: string | null = null;

  @OptionalDay()
  readonly signedOn: string | null = null;

  @DefaultId(
    'Left out: the active owner of an engagement that it covers, or else whoever records it. Null: nobody yet.',
  )
  readonly ownerId?: string | null;

  @GivenDocument(contractTermsShape, { message: 'validate-terms.the-terms-of-the' })
  readonly terms: unknown;
}

export class ChangedDetails extends GivenDetails {
  /** Null for nobody: it is then asked for as work. */
  @OptionalId()
  readonly ownerId: string | null = null;

  /** The contract of the same reference that was shown, where the two are not one. */
  @OptionalId()
  readonly apartFrom: string | null = null;

  @TrimmedText(2000, 'contract-request.dto.give-the-reason-what')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

export class DecideTerm {
  @GivenChoice(DECISIONS)
  readonly decision: Decision;

  @TrimmedText(2000, 'contract-request.dto.give-the-reason-somebody')
  readonly reason: string;

  @SeenRevisionOrNone()
  readonly revision: number;

  @GivenDay('contract-request.dto.give-the-last-day-shown', {
    description: 'Of the term as it was shown: the terms may have moved it meanwhile.',
  })
  readonly lastDay: string;
}

export class RecordNotice {
  @GivenDay()
  readonly sentOn: string;

  /** Where the receipt is proved. */
  @OptionalDay()
  readonly receivedOn: string | null = null;

  @OneLine(200, 'contract-request.dto.say-how-the-notice')
  readonly way: string;

  @OptionalText(2000)
  readonly proof: string | null = null;

  /** Needed where nobody has decided to end the term yet. */
  @OptionalText(2000)
  readonly reason: string | null = null;

  @SeenRevision()
  readonly revision: number;
}

export class RecordReceipt {
  @GivenDay('contract-request.dto.give-the-day-on')
  readonly receivedOn: string;

  @OptionalText(2000)
  readonly proof: string | null = null;

  @SeenRevision()
  readonly revision: number;
}

export class AcceptLateNotice {
  @GivenDay('contract-request.dto.give-the-day-on-2')
  readonly acceptedOn: string;

  @TrimmedText(2000, 'contract-request.dto.say-who-accepted-it')
  readonly note: string;

  @SeenRevision()
  readonly revision: number;
}

export class WithdrawNotice {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-the')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

export class AgreeTerm {
  @GivenDay('contract-request.dto.give-the-last-day')
  readonly lastDay: string;

  @GivenDay('contract-request.dto.give-the-day-on-3')
  readonly signedOn: string;

  @OptionalText(2000)
  readonly document: string | null = null;

  @SeenRevision()
  readonly revision: number;
}

export class CorrectAgreedTerm extends AgreeTerm {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-what')
  readonly reason: string;
}

export class WithdrawAgreedTerm {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-the-2')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

export class AmendContract {
  @GivenWhole({
    least: 1,
    most: 2_400,
    message: 'contract-request.dto.give-the-number-of',
    below: 'contract-request.dto.give-the-number-of',
  })
  readonly fromTerm: number;

  @GivenDay('contract-request.dto.give-the-day-on-4')
  readonly agreedOn: string;

  @OptionalDay()
  readonly lastDay: string | null = null;

  @OptionalWhole({ least: 1 })
  readonly renewalMonths: number | null = null;

  @OptionalDocument(noticeRuleShape, 'contract-request.dto.give-the-notice-as')
  readonly notice: unknown = null;

  @GivenFlag('contract-request.dto.say-yes-or-no')
  readonly reopens: boolean = false;

  @SeenRevision()
  readonly revision: number;
}

export class CorrectTerms {
  @OptionalDay()
  readonly signedOn: string | null = null;

  @GivenDocument(contractTermsShape, { message: 'contract-request.dto.the-terms-of-the' })
  readonly terms: unknown;

  @TrimmedText(2000, 'contract-request.dto.give-the-reason-what')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

export class CoverEngagement {
  @GivenId()
  readonly engagementId: string;

  @TrimmedText(2000, 'contract-request.dto.give-the-reason-what-2')
  readonly reason: string;
}

export class UncoverEngagement {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-what-2')
  readonly reason: string;
}

export class VoidContract {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-the-3')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

export class BringBackContract {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-the-4')
  readonly reason: string;

  /** The contract of the same reference that was shown, where the two are not one. */
  @OptionalId()
  readonly apartFrom: string | null = null;
}

const OWNER_FILTERS = ['me', 'none'] as const;
export type OwnerFilter = (typeof OWNER_FILTERS)[number];

export class ContractQuery extends ListQuery {
  @QueryWhole({
    least: 0,
    most: 3660,
    description:
      'Days until somebody has to act: the last send day, or the last day. Settled terms are left out.',
  })
  readonly within?: number;

  @QueryWhole({
    least: 0,
    most: 3660,
    description:
      'What ends, or is renewed until a day that has not passed, where nothing is due within so many days.',
  })
  readonly decidedWithin?: number;

  @QueryChoice(CONTRACT_STATES)
  readonly state?: ContractState;

  /** Those of whose terms something is not known yet. */
  @QueryChoice(['not-known'])
  readonly terms?: 'not-known';

  /** Yours; or without an owner who is here. */
  @QueryChoice(OWNER_FILTERS)
  readonly owner?: OwnerFilter;

  @QueryFlag('With clauses that nobody has reviewed yet.')
  readonly toReview?: boolean;

  @QueryFlag('Those recorded by mistake, which count nowhere; without it they are left out.')
  readonly voided?: boolean;
}
