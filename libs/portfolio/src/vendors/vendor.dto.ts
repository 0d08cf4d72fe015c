import { LEVELS, type Level, type Tier } from '@countersign/domain';
import { Contact } from '@countersign/assessments';
import { ContractRow } from '@countersign/contracts';
import type { Undelivered } from '@countersign/notifications';
import {
  Choice,
  Flag,
  GivenFlag,
  GivenId,
  Id,
  Instant,
  ListOf,
  ListQuery,
  MailAddress,
  NullableChoice,
  NullableDay,
  NullableNested,
  NullableText,
  OneLine,
  OptionalCountry,
  OptionalId,
  OptionalLine,
  OptionalLink,
  OptionalNestedForm,
  OptionalTextAsTyped,
  QueryChoice,
  QueryNumber,
  SeenRevision,
  Text,
  Whole,
} from '@countersign/platform';
import {
  KEPT_VENDOR_STATES,
  type KeptVendorState,
  MergedInto,
  RecentMerge,
  VENDOR_STATES,
  type VendorState,
} from '@countersign/vendors';
import { EngagementRow, RATING_STATES } from '../engagements/engagement-row.dto';

export const RATING_FILTERS = [...LEVELS, 'not-assessed'] as const;

export class NewContact {
  @OneLine(200, 'vendor.dto.give-the-name-of')
  readonly name: string;

  @MailAddress('vendor.dto.give-an-e-mail')
  readonly email: string;

  @OptionalLine(200)
  readonly title: string | null = null;
}

export class NewVendor {
  @OneLine(200, 'vendor.dto.give-the-name-of-2')
  readonly name: string;

  @OptionalLink(500, 'vendor.dto.give-the-address-with')
  readonly website: string | null = null;

  @OptionalCountry('vendor.dto.choose-a-country')
  readonly country: string | null = null;

  @OptionalTextAsTyped(10_000)
  readonly notes: string | null = null;

  @OptionalNestedForm(() => NewContact)
  readonly contact: NewContact | null = null;

  /** The vendor of the same name that was shown, where the two are not one. */
  @OptionalId()
  readonly apartFrom: string | null = null;
}

export class ChangedVendor {
  @OneLine(200, 'vendor.dto.give-the-name-of-2')
  readonly name: string;

  @OptionalLink(500, 'vendor.dto.give-the-address-with')
  readonly website: string | null = null;

  @OptionalCountry('vendor.dto.choose-a-country')
  readonly country: string | null = null;

  @OptionalTextAsTyped(10_000)
  readonly notes: string | null = null;

  @OptionalId()
  readonly apartFrom: string | null = null;

  @SeenRevision()
  readonly revision: number;
}

export class ArchivedVendor {
  /** That its open work was shown, and rests. */
  @GivenFlag()
  readonly confirmed: boolean;

  @SeenRevision()
  readonly revision: number;
}

/** What is done to a row as it was shown. */
export class Seen {
  @SeenRevision()
  readonly revision: number;
}

export class ChangedContact {
  @OneLine(200, 'vendor.dto.give-the-name-of')
  readonly name: string;

  @MailAddress('vendor.dto.give-an-e-mail')
  readonly email: string;

  @OptionalLine(200)
  readonly title: string | null = null;

  @SeenRevision()
  readonly revision: number;
}

export class ReplacedContact {
  @GivenId({ message: 'sending.service.choose-an-active-contact' })
  readonly successorId: string;

  @SeenRevision()
  readonly revision: number;
}

/** Of a contact that still has to answer, or may have to again. */
export class WaitingFor {
  @Whole() readonly assessments: number;
}

/** What rests while a vendor is archived. */
export class RestingWork {
  @Whole() readonly assessments: number;
  @Whole() readonly engagements: number;
  @Whole() readonly findings: number;
  @Whole() readonly contracts: number;
}

/** Mail to a contact does not arrive. */
export class UndeliveredMail implements Undelivered {
  /** The mailbox does not exist: nothing is sent there until the address is corrected or freed. */
  @Flag() readonly refused: boolean;
  @Instant() readonly since: string;
  @Text() readonly reply: string;
}

/** A contact as its vendor's page shows it. */
export class VendorContact extends Contact {
  @NullableNested(() => UndeliveredMail) readonly undelivered: UndeliveredMail | null;
}

export class VendorRow {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Choice(VENDOR_STATES) readonly state: VendorState;
  @NullableChoice([1, 2, 3]) readonly tier: Tier | null;
  @NullableChoice(LEVELS) readonly rating: Level | null;
  @Choice(RATING_STATES) readonly ratingState: (typeof RATING_STATES)[number];
  @Whole() readonly engagements: number;
  @Whole() readonly openFindings: number;
  @Whole() readonly overdue: number;
  @Whole() readonly clauseGaps: number;
  @NullableDay() readonly actBy: string | null;
  /** Open engagements without an owner who is here. */
  @Whole() readonly ownerless: number;
  /** Contacts whose mail does not arrive. */
  @Whole() readonly undelivered: number;
}

export class VendorPage {
  @ListOf(() => VendorRow) readonly items: VendorRow[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class Vendor {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @NullableText() readonly website: string | null;
  @NullableText() readonly country: string | null;
  @NullableText() readonly notes: string | null;
  @Choice(KEPT_VENDOR_STATES) readonly state: KeptVendorState;
  @Whole() readonly revision: number;
  @Instant() readonly createdAt: string;
  @NullableChoice(LEVELS) readonly rating: Level | null;
  @Choice(RATING_STATES) readonly ratingState: (typeof RATING_STATES)[number];
  @NullableChoice([1, 2, 3]) readonly tier: Tier | null;
  @NullableNested(() => MergedInto) readonly mergedInto: MergedInto | null;
  @ListOf(() => RecentMerge) readonly recentMerges: RecentMerge[];
  @ListOf(() => VendorContact) readonly contacts: VendorContact[];
  @ListOf(() => EngagementRow) readonly engagements: EngagementRow[];
  @ListOf(() => ContractRow) readonly contracts: ContractRow[];
}

/** Of a refusal: who has the name. */
export class KnownVendor {
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
}

export class VendorQuery extends ListQuery {
  @QueryNumber([1, 2, 3])
  readonly tier?: Tier;

  @QueryChoice(RATING_FILTERS)
  readonly rating?: (typeof RATING_FILTERS)[number];

  /** With an open engagement that has no owner who is here. */
  @QueryChoice(['none'])
  readonly owner?: 'none';

  /** Without one, the active. */
  @QueryChoice([...VENDOR_STATES, 'all'])
  readonly state?: VendorState | 'all';
}
