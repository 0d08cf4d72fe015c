import type { Request } from 'express';
import type { SignedInMember } from './request';

/** Who is signed in, by the request's cookie. The guard asks, `identity` answers. */
export abstract class MemberSessions {
  abstract find(request: Request): Promise<SignedInMember | null>;
}
