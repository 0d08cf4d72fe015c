import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { inOneLine, IsDay, ListQuery, Shaped, trimmed } from '@countersign/platform';
import { CONTRACT_STATES, DECISIONS, type ContractState, type Decision } from './contract-words';
import { contractTermsShape } from './terms.shape';

const isGiven = (_dto: unknown, value: unknown) => value !== null && value !== undefined;

export class NewAnnualValue {
  @ApiProperty({ type: 'integer', minimum: 0 })
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly minorUnits: number;

  @ApiProperty({ type: String, description: 'ISO 4217' })
  @Matches(/^[A-Z]{3}$/, { message: 'Give the currency by its three letters, such as USD.' })
  readonly currency: string;
}

export class NewContract {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  readonly vendorId: string;

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMinSize(1, { message: 'Choose the engagements that this contract covers.' })
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly engagementIds: string[];

  @ApiProperty({ type: String, maxLength: 200 })
  @Transform(inOneLine)
  @IsString()
  @IsNotEmpty({ message: 'Give the contract a title.' })
  @MaxLength(200)
  readonly title: string;

  @ApiProperty({ type: String, nullable: true })
  @ValidateIf(isGiven)
  @Transform(trimmed)
  @IsString()
  @MaxLength(100)
  readonly reference: string | null = null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  @ValidateIf(isGiven)
  @IsDay()
  readonly signedOn: string | null = null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  @ValidateIf(isGiven)
  @IsUUID()
  readonly ownerId: string | null = null;

  @Shaped(contractTermsShape)
  @IsObject({ message: 'The terms of the contract are needed.' })
  readonly terms: unknown;

  @ApiProperty({ type: NewAnnualValue, nullable: true })
  @ValidateIf(isGiven)
  @ValidateNested()
  @Type(() => NewAnnualValue)
  readonly annualValue: NewAnnualValue | null = null;
}

export class DecideTerm {
  @ApiProperty({ enum: [...DECISIONS] })
  @IsIn(DECISIONS)
  readonly decision: Decision;

  @ApiProperty({ type: String, maxLength: 2000 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty({ message: 'Give the reason: somebody will ask next year.' })
  @MaxLength(2000)
  readonly reason: string;
}

export class RecordNotice {
  @ApiProperty({ type: String, format: 'date' })
  @IsDay()
  readonly sentOn: string;

  @ApiProperty({ type: String, maxLength: 200 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty({ message: 'Say how the notice was sent.' })
  @MaxLength(200)
  readonly way: string;

  @ApiProperty({ type: String, nullable: true })
  @ValidateIf(isGiven)
  @Transform(trimmed)
  @IsString()
  @MaxLength(2000)
  readonly proof: string | null = null;
}

export class ContractQuery extends ListQuery {
  @ApiPropertyOptional({ type: 'integer', description: 'Days until the last send day, or the last day.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly within?: number;

  @ApiPropertyOptional({ enum: [...CONTRACT_STATES] })
  @IsOptional()
  @IsIn(CONTRACT_STATES)
  readonly state?: ContractState;
}
