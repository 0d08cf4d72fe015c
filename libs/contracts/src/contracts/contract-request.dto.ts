import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  GivenDay,
  GivenId,
  ListQuery,
  OneLine,
  OptionalDay,
  OptionalId,
  OptionalText,
  QueryChoice,
  Shaped,
  TrimmedText,
  told,
} from '@countersign/platform';
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
  @Matches(/^[A-Z]{3}$/, { message: told('contract-request.dto.give-the-currency-by') })
  readonly currency: string;
}

export class NewContract {
  @GivenId()
  readonly vendorId: string;

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMinSize(1, { message: told('contract-request.dto.choose-the-engagements-that') })
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly engagementIds: string[];

  @OneLine(200, 'contract-request.dto.give-the-contract-a')
  readonly title: string;

  @OptionalText(100)
  readonly reference: string | null = null;

  @OptionalDay()
  readonly signedOn: string | null = null;

  @OptionalId()
  readonly ownerId: string | null = null;

  @Shaped(contractTermsShape)
  @IsObject({ message: told('validate-terms.the-terms-of-the') })
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

  @TrimmedText(2000, 'contract-request.dto.give-the-reason-somebody')
  readonly reason: string;
}

export class RecordNotice {
  @GivenDay()
  readonly sentOn: string;

  @TrimmedText(200, 'contract-request.dto.say-how-the-notice')
  readonly way: string;

  @OptionalText(2000)
  readonly proof: string | null = null;
}

export class ContractQuery extends ListQuery {
  @ApiPropertyOptional({
    type: 'integer',
    description:
      'Days until somebody has to act: the last send day, or the last day. Settled terms are left out.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly within?: number;

  @QueryChoice(CONTRACT_STATES)
  readonly state?: ContractState;
}
