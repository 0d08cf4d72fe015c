import { ApiProperty } from '@nestjs/swagger';
import {
  Choice,
  Flag,
  GivenId,
  Id,
  Instant,
  ListOf,
  Nested,
  NullableText,
  SeenRevision,
  Text,
  Whole,
} from '@countersign/platform';
import { VENDOR_STATES, type VendorState } from './vendor-states';

export class MergedVendor {
  @GivenId({ message: 'merge.choose-the-duplicate' })
  readonly duplicateId: string;

  @SeenRevision()
  readonly duplicateRevision: number;

  @SeenRevision()
  readonly revision: number;
}

export class TwoCompanies {
  @GivenId({ message: 'merge.choose-the-other-company' })
  readonly otherId: string;
}

/** One of the two, as it stands before they are merged. */
export class MergeSide {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Choice(VENDOR_STATES) readonly state: VendorState;
  @Whole() readonly revision: number;
  @NullableText() readonly website: string | null;
  @NullableText() readonly country: string | null;
  @NullableText() readonly notes: string | null;
  @Whole() readonly contacts: number;
  @Whole() readonly engagements: number;
  @Whole() readonly assessments: number;
  @Whole() readonly openAssessments: number;
  @Whole() readonly findings: number;
  @Whole() readonly contracts: number;
  @Whole() readonly holds: number;
}

/** What a merge would do, before anybody confirms it. */
export class MergePreview {
  @Nested(() => MergeSide) readonly stays: MergeSide;
  @Nested(() => MergeSide) readonly goes: MergeSide;
  /** Addresses that both have: each becomes one contact. */
  @ApiProperty({ type: [String] }) readonly sharedAddresses: string[];
  /** References that contracts of both have: they stay as they are. */
  @ApiProperty({ type: [String] }) readonly sharedReferences: string[];
}

/** A vendor that was merged into this one, while it can still be undone. */
export class RecentMerge {
  @Id() readonly id: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly byName: string;
  @Instant() readonly at: string;
  @Instant() readonly undoUntil: string;
}

/** The vendor that stays, where another one was merged into it. */
export class MergedInto {
  @Id() readonly id: string;
  @Text() readonly name: string;
}

/** Another vendor that may be the same company. */
export class LikelyDuplicate {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Choice(VENDOR_STATES) readonly state: VendorState;
  /** Alike but for capitals, accents, punctuation and legal forms. */
  @Flag() readonly sameName: boolean;
  /** Where people of both have their mailbox; none that anybody can have. */
  @ApiProperty({ type: [String] }) readonly domains: string[];
}

/** Another vendor of which somebody has said that it is another company. */
export class VendorApart {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Text() readonly byName: string;
  @Instant() readonly at: string;
}

export class LikelyDuplicates {
  @ListOf(() => LikelyDuplicate) readonly items: LikelyDuplicate[];
  @ListOf(() => VendorApart) readonly apart: VendorApart[];
}
