import {
  Choice,
  GivenChoice,
  GivenId,
  Id,
  Instant,
  ListOf,
  Nested,
  NullableInstant,
  NullableNested,
  NullableText,
  Text,
  TrimmedText,
  Whole,
  Wording,
} from '@countersign/platform';
import { dataJobKinds, dataJobStates, type DataJobKind, type DataJobState } from './data-job';
import { subjectKinds, type SubjectKind } from './named-person';

export class DataJob {
  @Id() readonly id: string;
  @Choice(dataJobKinds) readonly kind: DataJobKind;
  @Choice(dataJobStates) readonly state: DataJobState;
  /** How far it is, of a hundred. */
  @Whole() readonly percent: number;
  /** Somebody has cancelled it: while it runs it ends at its next step. */
  @NullableText() readonly cancelAskedAt: string | null;
  @Text() readonly requestedBy: string;
  @Instant() readonly requestedAt: string;
  @NullableInstant() readonly finishedAt: string | null;
  /** Words; after an erasure the id alone. */
  @NullableText() readonly subject: string | null;
  @NullableNested(() => Wording) readonly result: Wording | null;
  @NullableNested(() => Wording) readonly problem: Wording | null;
  @NullableInstant() readonly fileAvailableUntil: string | null;
}

export class DataJobList {
  @ListOf(() => DataJob) readonly items: DataJob[];
}

export class PersonQuery {
  @GivenChoice(subjectKinds, 'data-job.dto.say-whether-it-is')
  readonly kind: SubjectKind;

  @GivenId({ message: 'data-job.dto.choose-a-person' })
  readonly id: string;
}

export class NewErasure extends PersonQuery {
  @TrimmedText(1000, 'data-job.dto.say-why-this-person')
  readonly reason: string;
}

export class ErasureCounts {
  @Whole() readonly rows: number;
  /** Files the person has uploaded; the job also looks into every other one, and removes those that name the person. */
  @Whole() readonly files: number;
  /** Files in which nobody looks for the name: what PDF, ZIP, Office and picture files hold is not read. */
  @Whole() readonly unsearchedFiles: number;
}

export class ErasurePreview {
  @Text() readonly name: string;
  @Text() readonly email: string;
  @Nested(() => ErasureCounts) readonly counts: ErasureCounts;
  /** Why it cannot be done now, with what to do about it. */
  @NullableText() readonly blockedBy: string | null;
}

export class NewDeletion {
  @TrimmedText(100, 'data-job.dto.type-the-short-name')
  readonly confirmation: string;

  @GivenId({ message: 'data-job.dto.choose-the-export-that' })
  readonly exportJobId: string;
}
