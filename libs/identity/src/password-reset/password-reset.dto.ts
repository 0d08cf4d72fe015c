import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Flag, told } from '@countersign/platform';

/** The same whether or not anybody has the address. */
export class PasswordResetAsked {
  /** No mail leaves the installation at the moment, for whomever: what is mailed waits. */
  @Flag() readonly mailWaits: boolean;
}

export class RequestPasswordReset {
  @ApiProperty({ type: String })
  @IsEmail({}, { message: told('identity.dto.must-be-an-e') })
  @MaxLength(254)
  email: string;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'slug; needed where there are several',
  })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  organisation?: string | null;
}

export class CompletePasswordReset {
  @ApiProperty({ type: String, description: 'from the fragment of the mailed link' })
  @Matches(/^[\w-]{43}$/, { message: told('password-reset.dto.is-not-the-token') })
  token: string;

  @ApiProperty({ type: String })
  @IsString({ message: told('second-factor.dto.must-be-given') })
  password: string;
}
