import type { Request } from 'express';
import type { Actor } from '../database/actor';
import type { Permission, Role } from './permissions';

export interface SignedInMember {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
}

/** What the guards leave on a request. */
export interface ActingRequest extends Request {
  actor?: Actor;
  member?: SignedInMember;
}
