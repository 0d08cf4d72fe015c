import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { ACCEPTANCE_STATES, LEVELS, type AcceptanceState, type Level } from '@countersign/domain';
import {
  Choice,
  Day,
  GivenDay,
  Id,
  Instant,
  NullableInstant,
  NullableText,
  Text,
  TrimmedText,
  told,
} from '@countersign/platform';

const MOST_NAMED = 200;

export class NewAcceptance {
  @ApiProperty({ enum: [...LEVELS], description: 'The rating that was shown when the risk was accepted.' })
  @IsIn(LEVELS, { message: told('acceptance.dto.name-the-rating-that') })
  readonly rating: Level;

  @ApiProperty({ type: [String], description: 'The open knock-outs that it covers, by question.' })
  @IsArray()
  @ArrayMaxSize(MOST_NAMED)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  readonly knockouts: string[];

  @ApiProperty({ type: [String], format: 'uuid', description: 'The open findings that it covers.' })
  @IsArray()
  @ArrayMaxSize(MOST_NAMED)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
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
