import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
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
  NullableShaped,
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
import { contractTermsShape, noticeRuleShape } from './terms.shape';

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

  /** Where the receipt is proved. */
  @OptionalDay()
  readonly receivedOn: string | null = null;

  @TrimmedText(200, 'contract-request.dto.say-how-the-notice')
  readonly way: string;

  @OptionalText(2000)
  readonly proof: string | null = null;

  /** Needed where nobody has decided to end the term yet. */
  @OptionalText(2000)
  readonly reason: string | null = null;
}

export class RecordReceipt {
  @GivenDay('contract-request.dto.give-the-day-on')
  readonly receivedOn: string;

  @OptionalText(2000)
  readonly proof: string | null = null;
}

export class AcceptLateNotice {
  @GivenDay('contract-request.dto.give-the-day-on-2')
  readonly acceptedOn: string;

  @TrimmedText(2000, 'contract-request.dto.say-who-accepted-it')
  readonly note: string;
}

export class WithdrawNotice {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-the')
  readonly reason: string;
}

export class AgreeTerm {
  @GivenDay('contract-request.dto.give-the-last-day')
  readonly lastDay: string;

  @GivenDay('contract-request.dto.give-the-day-on-3')
  readonly signedOn: string;

  @OptionalText(2000)
  readonly document: string | null = null;
}

export class CorrectAgreedTerm extends AgreeTerm {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-what')
  readonly reason: string;
}

export class WithdrawAgreedTerm {
  @TrimmedText(2000, 'contract-request.dto.give-the-reason-the-2')
  readonly reason: string;
}

export class AmendContract {
  @ApiProperty({ type: 'integer', minimum: 1 })
  @IsInt({ message: told('contract-request.dto.give-the-number-of') })
  @Min(1, { message: told('contract-request.dto.give-the-number-of') })
  @Max(2_400)
  readonly fromTerm: number;

  @GivenDay('contract-request.dto.give-the-day-on-4')
  readonly agreedOn: string;

  @OptionalDay()
  readonly lastDay: string | null = null;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1 })
  @ValidateIf(isGiven)
  @IsInt()
  readonly renewalMonths: number | null = null;

  @NullableShaped(noticeRuleShape)
  @ValidateIf(isGiven)
  @IsObject({ message: told('contract-request.dto.give-the-notice-as') })
  readonly notice: unknown = null;

  @ApiProperty({ type: Boolean })
  @IsBoolean({ message: told('contract-request.dto.say-yes-or-no') })
  readonly reopens: boolean = false;
}

export class CorrectTerms {
  @OptionalDay()
  readonly signedOn: string | null = null;

  @Shaped(contractTermsShape)
  @IsObject({ message: told('contract-request.dto.the-terms-of-the') })
  readonly terms: unknown;

  @TrimmedText(2000, 'contract-request.dto.give-the-reason-what')
  readonly reason: string;
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

  /** Those of whose terms something is not known yet. */
  @QueryChoice(['not-known'])
  readonly terms?: 'not-known';
}
