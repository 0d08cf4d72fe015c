import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { Flag, ListOf, NullableNested, NullableText, Text } from '../platform/http/fields';

/** The same whether or not anybody has the address. */
export class PasswordResetAsked {
  /** No mail leaves the installation at the moment, for whomever: what is mailed waits. */
  @Flag() readonly mailWaits: boolean;
}

export class RequestPasswordReset {
  @ApiProperty({ type: String })
  @IsEmail({}, { message: 'must be an e-mail address' })
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
  @Matches(/^[\w-]{43}$/, { message: 'is not the token of a link' })
  token: string;

  @ApiProperty({ type: String })
  @IsString({ message: 'must be given' })
  password: string;
}

export class ChangePassword {
  @ApiProperty({ type: String })
  @IsString()
  @MinLength(1, { message: 'must be given' })
  @MaxLength(1024)
  current: string;

  @ApiProperty({ type: String })
  @IsString({ message: 'must be given' })
  password: string;
}

/** One of the two. */
export class ConfirmIdentity {
  @ApiProperty({ type: String, nullable: true, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  password?: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'of the authenticator app, or a recovery code',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  code?: string | null;
}

export class OpenSession {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @Flag()
  current: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'to the minute' })
  lastSeenAt: string;

  @NullableText()
  userAgent: string | null;

  @NullableText()
  from: string | null;
}

export class OpenSessionList {
  @ListOf(() => OpenSession)
  items: OpenSession[];
}

export class SignInOptionsQuery {
  @ApiProperty({ type: String, required: false, description: 'slug' })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  organisation?: string;
}

export class OrganisationName {
  @Text()
  name: string;

  @Text()
  slug: string;
}

export class ProviderLabel {
  @Text()
  label: string;
}

/** What a visitor may know before signing in. */
export class SignInOptions {
  @NullableNested(() => OrganisationName)
  organisation: OrganisationName | null;

  @NullableNested(() => ProviderLabel)
  oidc: ProviderLabel | null;
}
