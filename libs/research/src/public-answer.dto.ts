import {
  GivenDay,
  Id,
  Instant,
  ListOf,
  NullableDay,
  NullableText,
  OneLine,
  OptionalLine,
  OptionalLink,
  OptionalText,
  SeenRevision,
  SeenRevisionOrNone,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';

export class NewPublicAnswer {
  /** One of the question's options, where it has some and the document says which. */
  @OptionalLine(100)
  readonly choice: string | null = null;

  @TrimmedText(4_000, 'public-answer.dto.say-what-the-document')
  readonly says: string;

  @OneLine(300, 'public-answer.dto.name-the-document')
  readonly sourceTitle: string;

  @OptionalLink(2_000, 'value.address')
  readonly sourceAddress: string | null = null;

  /** Today or before, in the organisation's zone. */
  @GivenDay('public-answer.dto.give-the-day')
  readonly seenOn: string;

  /** Needed where one stands already, which this corrects. */
  @OptionalText(1_000)
  readonly reason: string | null = null;

  @SeenRevisionOrNone()
  readonly revision: number;
}

export class WithdrawnPublicAnswer {
  @TrimmedText(1_000, 'public-answer.dto.say-why')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

/** As it stands: without words where nobody has said anything, or it was withdrawn. */
export class StandingPublicAnswer {
  @Whole() readonly revision: number;
  @NullableText() readonly choice: string | null;
  @NullableText() readonly says: string | null;
  @NullableText() readonly sourceTitle: string | null;
  @NullableText() readonly sourceAddress: string | null;
  @NullableDay() readonly seenOn: string | null;
}

export class PublicAnswerRevision extends StandingPublicAnswer {
  /** The option in words. */
  @NullableText() readonly choiceLabel: string | null;
  /** Why it was corrected or withdrawn. */
  @NullableText() readonly reason: string | null;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

/** The organisation's own answer from a public document; it counts nowhere, and no vendor reads it. */
export class PublicAnswer extends PublicAnswerRevision {
  @Id() readonly assessmentId: string;
  @Text() readonly question: string;
  /** What the question asks. */
  @Text() readonly asked: string;
  /** What it said before, the latest first. */
  @ListOf(() => PublicAnswerRevision) readonly earlier: PublicAnswerRevision[];
}

export class PublicAnswerList {
  @ListOf(() => PublicAnswer) readonly items: PublicAnswer[];
}
