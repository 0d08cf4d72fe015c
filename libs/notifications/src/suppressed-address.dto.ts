import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Id, Instant, ListOf, NullableText, Text, trimmed, Whole, told } from '@countersign/platform';

export class SuppressedAddress {
  @Id()
  readonly id: string;

  @Text() readonly address: string;

  /** Contacts and members who have this address; null where nobody has it any more. */
  @NullableText() readonly whose: string | null;

  /** In the mail server's words. */
  @Text() readonly reason: string;

  @Instant()
  readonly since: string;
}

/** The latest first; `total` counts those too that are not listed. */
export class SuppressedAddressList {
  @ListOf(() => SuppressedAddress) readonly items: SuppressedAddress[];
  @Whole() readonly total: number;
}

export class FreeAddress {
  @ApiProperty({ type: String, maxLength: 1000 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty({ message: told('suppressed-address.dto.say-why-mail-may') })
  @MaxLength(1000, { message: told('suppressed-address.dto.keep-the-reason-within') })
  readonly reason: string;
}
