import { ApiProperty } from '@nestjs/swagger';
import {
  Flag,
  GivenDocument,
  Id,
  Instant,
  ListOf,
  Nested,
  NullableInstant,
  NullableNested,
  OneLine,
  OptionalSlug,
  Secret,
  Shaped,
  Text,
  Whole,
} from '@countersign/platform';
import {
  assertionShape,
  type CreationOptions,
  creationOptionsShape,
  registrationShape,
  type RequestOptions,
  requestOptionsShape,
} from './webauthn.shape';

const browserGave = {
  description: 'what the browser gave, as JSON',
  message: 'second-factor.dto.must-be-what-the',
} as const;

export class CodeForm {
  @Secret({
    most: 64,
    description: 'of the authenticator app, or a recovery code',
    message: 'second-factor.dto.must-be-given',
  })
  code: string;
}

/** Named as WebAuthn names it; what it holds is checked by verifying it. */
export class PasskeyAnswerForm {
  @GivenDocument(assertionShape, browserGave)
  response: Record<string, unknown>;
}

export class OrganisationChoice {
  @OptionalSlug()
  organisation?: string | null;
}

export class PasskeySignInForm extends OrganisationChoice {
  @GivenDocument(assertionShape, browserGave)
  response: Record<string, unknown>;
}

export class PasskeyName {
  @OneLine(80, 'second-factor.dto.must-be-given-so')
  name: string;
}

export class NewPasskeyForm extends PasskeyName {
  @GivenDocument(registrationShape, browserGave)
  response: Record<string, unknown>;
}

/** What `navigator.credentials.create` takes, as JSON. */
export class NewPasskeyOptions {
  @Shaped(creationOptionsShape)
  options: CreationOptions;
}

/** What `navigator.credentials.get` takes, as JSON. */
export class PasskeyOptions {
  @Shaped(requestOptionsShape)
  options: RequestOptions;
}

export class TotpOfferAnswer {
  @ApiProperty({ type: String, description: 'base32, for typing' })
  secret: string;

  @ApiProperty({ type: String, description: 'otpauth address, for the app' })
  uri: string;

  @ApiProperty({
    type: String,
    description: 'data of one SVG path in a square of `qrSize`, quiet zone included',
  })
  qr: string;

  @Whole()
  qrSize: number;
}

export class RecoveryCodeList {
  @ApiProperty({ type: [String], description: 'shown this once; earlier ones have ended' })
  recoveryCodes: string[];
}

export class Passkey {
  @Id()
  id: string;

  @Text()
  name: string;

  @Instant()
  createdAt: string;

  @NullableInstant()
  lastUsedAt: string | null;
}

export class NewPasskey {
  @Nested(() => Passkey)
  passkey: Passkey;

  @ApiProperty({ type: [String], nullable: true, description: 'null where there were codes already' })
  recoveryCodes: string[] | null;
}

export class EnrolledTotp {
  @Instant()
  enrolledAt: string;

  @ApiProperty({
    description: 'The key that sealed its secret is lost: a code is asked for still, and none is right',
  })
  lost: boolean;
}

export class LinkedIdentity {
  @Text()
  issuer: string;

  @Instant()
  linkedAt: string;
}

export class Account {
  @Text()
  name: string;

  @Text()
  email: string;

  @Flag()
  hasPassword: boolean;

  @NullableInstant()
  passwordChangedAt: string | null;

  @NullableNested(() => EnrolledTotp)
  totp: EnrolledTotp | null;

  @Whole()
  recoveryCodesLeft: number;

  @ListOf(() => Passkey)
  passkeys: Passkey[];

  @Flag()
  secondFactorRequired: boolean;

  @ListOf(() => LinkedIdentity)
  identities: LinkedIdentity[];
}
