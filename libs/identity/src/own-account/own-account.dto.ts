import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { Flag, Id, Instant, ListOf, NullableText, told } from '@countersign/platform';

export class ChangePassword {
  @ApiProperty({ type: String })
  @IsString()
  @MinLength(1, { message: told('second-factor.dto.must-be-given') })
  @MaxLength(1024)
  current: string;

  @ApiProperty({ type: String })
  @IsString({ message: told('second-factor.dto.must-be-given') })
  password: string;
}

export class ChangeLanguage {
  @ApiProperty({ type: String, maxLength: 35, description: 'as `languages.json` of the portal lists them' })
  @IsString()
  @MaxLength(35)
  language: string;
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
  @Id()
  id: string;

  @Flag()
  current: boolean;

  @Instant()
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
