import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { bearerTokenOf, MemberSessions, type SignedInMember } from '@countersign/platform';
import { BearerTokens } from './bearer-tokens';
import { OpaqueSessions } from '../sessions/opaque-sessions';

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
