import {
  Choice,
  Flag,
  Id,
  Instant,
  MailAddress,
  Nested,
  NullableNested,
  NullableText,
  OneLine,
  OptionalSecret,
  OptionalText,
  Text,
  TrimmedText,
} from '@countersign/platform';

/** Who is the right person, by the one who is not. */
export class PassOn {
  @OneLine(200, 'passing-on.give-the-name') readonly name: string;
  @MailAddress('passing-on.give-the-address') readonly email: string;
  /** Of the one who passes it on, for whoever has to agree. */
  @OptionalText(1_000) readonly note: string | null = null;
  @OptionalSecret({ most: 20, description: 'That was mailed; left out where one was given in this session.' })
  readonly code: string | null = null;
}

export class PassedOn {
  /** `waiting`: it goes there once the organisation agrees. */
  @Choice(['passed', 'waiting']) readonly state: 'passed' | 'waiting';
}

export class OwnPassingOn {
  /** A code has to be given first in this session. */
  @Flag() readonly codeNeeded: boolean;
  /** Whom it was to be passed on to, while the organisation has not said whether it may. */
  @NullableText() readonly waitsFor: string | null;
}

/** What procurement has to agree to, or to refuse. */
export class WaitingPassingOn {
  @Id() readonly id: string;
  @Text() readonly byName: string;
  @Text() readonly toName: string;
  @Text() readonly toEmail: string;
  @NullableText() readonly note: string | null;
  @Instant() readonly askedAt: string;
}

export class PassingOnShown {
  @NullableNested(() => WaitingPassingOn) readonly waiting: WaitingPassingOn | null;
}

const DECISIONS = ['passed', 'refused', 'over'] as const;

export class DecidedPassingOn {
  /** `over`: it ended with its ground, and nobody has decided. */
  @Choice(DECISIONS) readonly outcome: (typeof DECISIONS)[number];
  @NullableText() readonly by: string | null;
  @NullableText() readonly because: string | null;
  @Instant() readonly at: string;
}

/** Of a refusal: what was decided first, by whom, and when. */
export class FormerPassingOn {
  @Nested(() => DecidedPassingOn) readonly decided: DecidedPassingOn;
}

export class RefusePassingOn {
  @TrimmedText(1_000, 'passing-on.say-why') readonly because: string;
}
