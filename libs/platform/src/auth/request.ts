import type { Request } from 'express';
import type { Actor, NamedToken } from '../database/actor';
import type { Permission, Role } from './permissions';

export interface SignedInMember {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly roles: readonly Role[];
  /** With `secondFactorMissing` the own account alone. */
  readonly permissions: readonly Permission[];
  /** Null for an API token. */
  readonly sessionId: string | null;
  readonly by: 'session' | 'token';
  /** The organisation asks for a second factor and this member has none yet. */
  readonly secondFactorMissing: boolean;
  /** Proved within the last quarter of an hour who they are; an API token never does. */
  readonly confirmed: boolean;
  /** Which one it was, for the trail. */
  readonly apiToken?: NamedToken;
}

/** What the guards leave on a request. */
export interface ActingRequest extends Request {
  actor?: Actor;
  member?: SignedInMember;
}
