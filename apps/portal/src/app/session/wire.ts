import type {
  Instant,
  IsoDate,
  Session as KnownSession,
  SessionMember as KnownMember,
  Uuid,
} from '@countersign/api-types';
import type { Permission } from './permissions';

/** What the API says about access until its types are generated. */
export type SecondFactorState = 'none' | 'enrolled' | 'required';
export type SecondFactorMethod = 'totp' | 'passkey' | 'recovery-code';

export interface SessionMember extends Omit<KnownMember, 'permissions'> {
  permissions: Permission[];
}

export interface Session extends Omit<KnownSession, 'member'> {
  member: SessionMember | null;
  setUpNeeded: boolean;
  severalOrganisations: boolean;
  secondFactor: SecondFactorState;
}

/** Exactly one of the two is not null. */
export interface SignInStep {
  session: Session | null;
  secondFactor: { methods: SecondFactorMethod[] } | null;
}

export interface SignInOptions {
  organisation: { name: string; slug: string } | null;
  oidc: { label: string } | null;
}

export interface Invitation {
  organisationName: string;
  organisationSlug: string;
  name: string;
  email: string;
  oidc: { label: string } | null;
}

export interface SetUp {
  token: string;
  organisation: { name: string; slug: string; timeZone: string; country: string };
  administrator: { name: string; email: string; password: string };
}

export interface Passkey {
  id: Uuid;
  name: string;
  createdAt: Instant;
  lastUsedAt: Instant | null;
}

export interface Account {
  name: string;
  email: string;
  hasPassword: boolean;
  passwordChangedAt: Instant | null;
  totp: { enrolledAt: Instant } | null;
  recoveryCodesLeft: number;
  passkeys: Passkey[];
  secondFactorRequired: boolean;
  identities: { issuer: string; linkedAt: Instant }[];
}

export interface TotpEnrolment {
  secret: string;
  uri: string;
  /** Data of one SVG path in a square of `qrSize`. */
  qr: string;
  qrSize: number;
}

export interface RecoveryCodes {
  recoveryCodes: string[];
}

export interface OwnSession {
  id: Uuid;
  current: boolean;
  startedAt: Instant;
  lastSeenAt: Instant;
  userAgent: string | null;
  from: string | null;
}

export interface ApiToken {
  id: Uuid;
  name: string;
  scopes: Permission[];
  createdAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
  lastUsedFrom: string | null;
  revokedAt: Instant | null;
}

export interface NewApiToken {
  name: string;
  scopes: Permission[];
  expiresOn: IsoDate;
}
