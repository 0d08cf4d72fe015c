import { ApiProperty } from '@nestjs/swagger';
import { ACCEPTANCE_STATES, LEVELS, type AcceptanceState, type Level } from '@countersign/domain';
import {
  Choice,
  Day,
  GivenChoice,
  GivenDay,
  GivenIds,
  GivenNames,
  Id,
  Instant,
  NullableInstant,
  NullableText,
  Text,
  TrimmedText,
} from '@countersign/platform';

const MOST_NAMED = 200;

export class NewAcceptance {
  @GivenChoice(LEVELS, 'acceptance.dto.name-the-rating-that', {
    description: 'The rating that was shown when the risk was accepted.',
  })
  readonly rating: Level;

  @GivenNames(MOST_NAMED, { description: 'The open knock-outs that it covers, by question.' })
  readonly knockouts: string[];

  @GivenIds(MOST_NAMED, { description: 'The open findings that it covers.' })
  readonly findings: string[];

  @GivenDay('acceptance.dto.give-the-last-day')
  readonly until: string;

  @TrimmedText(10_000, 'acceptance.dto.say-why-the-risk')
  readonly reason: string;
}

export class WithdrawAcceptance {
  @TrimmedText(10_000, 'acceptance.dto.say-why-the-acceptance')
  readonly reason: string;
}

export class Acceptance {
  @Id() readonly id: string;
  @Choice(ACCEPTANCE_STATES) readonly state: AcceptanceState;
  @Choice(LEVELS) readonly rating: Level;
  @ApiProperty({ type: [String] }) readonly knockouts: readonly string[];
  /** Titles of the findings that it names. */
  @ApiProperty({ type: [String] }) readonly findings: readonly string[];
  @Text() readonly reason: string;
  @Day() readonly until: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @NullableInstant() readonly withdrawnAt: string | null;
  @NullableText() readonly withdrawnBy: string | null;
  @NullableText() readonly withdrawnReason: string | null;
}

/** Of a refusal: what is to be accepted now. */
export class ChangedRisk {
  @Choice(LEVELS) readonly rating: Level;
  @ApiProperty({ type: [String] }) readonly knockouts: readonly string[];
}
