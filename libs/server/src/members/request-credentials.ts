import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { OpaqueSessions } from '../identity/opaque-sessions';
import { bearerTokenOf } from '../platform/auth/bearer-token';
import { MemberSessions } from '../platform/auth/member-sessions';
import type { SignedInMember } from '../platform/auth/request';
import { BearerTokens } from './bearer-tokens';

/** A request with a token is a program's and its cookies are never read; any other is a browser's. */
@Injectable()
export class RequestCredentials extends MemberSessions {
  constructor(
    private readonly sessions: OpaqueSessions,
    private readonly tokens: BearerTokens,
  ) {
    super();
  }

  async find(request: Request): Promise<SignedInMember | null> {
    const token = bearerTokenOf(request);
    return token === null ? this.sessions.find(request) : this.tokens.find(token, request);
  }
}
