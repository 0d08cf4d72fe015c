import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { SEVERITIES, type Severity } from '@countersign/domain';
import { FINDING_STATES, type FindingState } from '@countersign/domain';
import {
  Choice,
  Day,
  Flag,
  Id,
  ListOf,
  ListQuery,
  NullableInstant,
  NullableText,
  Text,
  trimmed,
  Whole,
} from '@countersign/platform';

export class Finding {
  @Id() readonly id: string;
  @Id() readonly engagementId: string;
  @Text() readonly engagementName: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly source: string;
  @Text() readonly sourceTitle: string;
  @NullableText() readonly question: string | null;
  @NullableText() readonly clause: string | null;
  @Text() readonly title: string;
  @Text() readonly detail: string;
  @NullableText() readonly citation: string | null;
  @Choice(SEVERITIES) readonly severity: Severity;
  @Flag() readonly knockout: boolean;
  @Choice(FINDING_STATES) readonly state: FindingState;
  @Day() readonly dueOn: string;
  @Flag() readonly overdue: boolean;
  @NullableText() readonly verdictBy: string | null;
  @NullableText() readonly verdictNote: string | null;
  @NullableInstant() readonly verdictAt: string | null;
}

export class FindingPage {
  @ListOf(() => Finding) readonly items: Finding[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class AcceptFinding {
  @ApiProperty({ type: String, nullable: true })
  @ValidateIf((_dto: unknown, value: unknown) => value !== null && value !== undefined)
  @IsString()
  @MaxLength(10_000)
  readonly note: string | null = null;
}

export class RejectFinding {
  @ApiProperty({ maxLength: 10_000 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty({ message: 'Say why this is no gap: the reason is kept with the finding.' })
  @MaxLength(10_000)
  readonly note: string;
}

export class VerifyFinding {
  @ApiProperty({ maxLength: 10_000 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty({ message: 'Say how the fix was verified: it is kept with the finding.' })
  @MaxLength(10_000)
  readonly note: string;
}

export class FindingQuery extends ListQuery {
  @ApiPropertyOptional({ enum: [...SEVERITIES] })
  @IsOptional()
  @IsIn(SEVERITIES)
  readonly severity?: Severity;

  @ApiPropertyOptional({ enum: [...FINDING_STATES] })
  @IsOptional()
  @IsIn(FINDING_STATES)
  readonly state?: FindingState;

  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly overdue?: boolean;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly engagementId?: string;
}
