import { ApiProperty } from '@nestjs/swagger';
import {
  Flag,
  Id,
  Instant,
  LanguageTag,
  ListOf,
  NullableText,
  OptionalSecret,
  Secret,
} from '@countersign/platform';

export class ChangePassword {
  @Secret({ message: 'second-factor.dto.must-be-given' })
  current: string;

  @Secret({ message: 'second-factor.dto.must-be-given' })
  password: string;
}

export class ChangeLanguage {
  @LanguageTag('as `languages.json` of the portal lists them')
  language: string;
}

/** One of the two. */
export class ConfirmIdentity {
  @OptionalSecret()
  password?: string | null;

  @OptionalSecret({ most: 64, description: 'of the authenticator app, or a recovery code' })
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
