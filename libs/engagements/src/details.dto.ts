import {
  Choice,
  Flag,
  GivenChoice,
  GivenDay,
  NullableId,
  NullableNested,
  NullableText,
  Day,
  OneLine,
  OptionalId,
  OptionalTextAsTyped,
  SeenRevision,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';

/** What becomes of what is open with the vendor when a service ends. */
export const OPEN_WORK = ['cancel', 'keep'] as const;
export type OpenWork = (typeof OPEN_WORK)[number];

export class ChangedEngagement {
  @OneLine(200, 'engagement.dto.name-the-service-this')
  readonly name: string;

  @OptionalTextAsTyped(10_000)
  readonly description: string | null = null;

  @OptionalId()
  readonly ownerId: string | null = null;

  @SeenRevision()
  readonly revision: number;
}

export class NewEnd {
  /** Today or before: it ends at once. Later: at the midnight after that day. */
  @GivenDay('ending.dto.give-the-last-day')
  readonly lastDay: string;

  @TrimmedText(10_000, 'ending.dto.say-why-it-ends')
  readonly reason: string;

  @GivenChoice(OPEN_WORK, 'ending.dto.say-what-becomes-of')
  readonly assessments: OpenWork;

  @SeenRevision()
  readonly revision: number;
}

export class Reopening {
  @TrimmedText(10_000, 'ending.dto.say-why-it-goes-on')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

export class NotNeeded {
  @TrimmedText(10_000, 'details.dto.say-why-none-is-needed')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

/** Somebody's word that no assessment is needed. */
export class NotNeededView {
  @Text() readonly reason: string;
  @Text() readonly by: string;
  @Day() readonly on: string;
}

export class EndView {
  @Day() readonly lastDay: string;
  /** Still to come. */
  @Flag() readonly planned: boolean;
  @NullableText() readonly reason: string | null;
  @Choice(OPEN_WORK) readonly assessments: OpenWork;
}

/** An engagement's own fields, as they are edited. */
export class EngagementFields {
  @Text() readonly name: string;
  @NullableText() readonly description: string | null;
  @NullableId() readonly ownerId: string | null;
  @NullableNested(() => EndView) readonly end: EndView | null;
  @NullableNested(() => NotNeededView) readonly notNeeded: NotNeededView | null;
  @Whole() readonly revision: number;
}
