import { ApiProperty } from '@nestjs/swagger';
import {
  Choice,
  Flag,
  GivenNames,
  Id,
  Instant,
  ListOf,
  MailAddress,
  NullableInstant,
  NullableText,
  OneLine,
  OptionalSecret,
  OptionalText,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';

const MOST_PARTS = 1_000;

/** Which colleague is asked for which part. */
export class Delegate {
  @OneLine(200, 'delegating.give-the-name') readonly name: string;
  @MailAddress('delegating.give-the-address') readonly email: string;
  @GivenNames(MOST_PARTS, { description: 'Whole sections.' }) readonly sections: readonly string[];
  @GivenNames(MOST_PARTS, { description: 'Single questions beside them.' })
  readonly questions: readonly string[];
  /** To the colleague, and to whoever has to agree. */
  @OptionalText(1_000) readonly note: string | null = null;
  @OptionalSecret({ most: 20, description: 'That was mailed; left out where one was given in this session.' })
  readonly code: string | null = null;
}

export class Delegated {
  /** `waiting`: the colleague is asked once the organisation agrees. */
  @Choice(['delegated', 'waiting']) readonly state: 'delegated' | 'waiting';
}

const COLLEAGUE_STATES = ['waiting', 'asked', 'opened', 'undelivered', 'refused'] as const;

/** Somebody who was asked for a part. */
export class DelegatedColleague {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Text() readonly email: string;
  @ApiProperty({ type: [String] }) readonly sections: readonly string[];
  /** Outside of these sections. */
  @ApiProperty({ type: [String] }) readonly questions: readonly string[];
  /** `undelivered`: mail to this address came back. */
  @Choice(COLLEAGUE_STATES) readonly state: (typeof COLLEAGUE_STATES)[number];
  @NullableText() readonly by: string | null;
  @Instant() readonly askedAt: string;
  @NullableInstant() readonly lastSeenAt: string | null;
  /** Of the questions of the part, those with an answer. */
  @Whole() readonly answered: number;
  /** Of a refusal. */
  @NullableText() readonly because: string | null;
}

export class OwnDelegations {
  /** A code has to be given first in this session. */
  @Flag() readonly codeNeeded: boolean;
  @ListOf(() => DelegatedColleague) readonly colleagues: DelegatedColleague[];
}

/** What procurement sees: who is asked for a part, and what it has to agree to. */
export class WaitingDelegation {
  @Id() readonly id: string;
  @Text() readonly byName: string;
  @Text() readonly toName: string;
  @Text() readonly toEmail: string;
  @NullableText() readonly note: string | null;
  /** As the questionnaire names it. */
  @Text() readonly part: string;
  @Instant() readonly askedAt: string;
}

export class DelegateShown {
  @Text() readonly name: string;
  @Text() readonly email: string;
  @Text() readonly part: string;
  @NullableInstant() readonly lastSeenAt: string | null;
  @Flag() readonly undelivered: boolean;
}

export class DelegationsShown {
  @ListOf(() => WaitingDelegation) readonly waiting: WaitingDelegation[];
  @ListOf(() => DelegateShown) readonly delegates: DelegateShown[];
}

export class RefuseDelegation {
  @TrimmedText(1_000, 'delegating.say-why') readonly because: string;
}
