import { Injectable } from '@nestjs/common';
import { Database, expression } from '@countersign/platform';
import {
  ApiTokenEntity,
  MemberLinkEntity,
  MemberSessionEntity,
  SignInStepEntity,
} from '@countersign/identity';

/** What was open to a member, and is no longer. */
export interface EndedAccess {
  readonly sessions: number;
  readonly apiTokens: number;
  readonly links: number;
}

/** What a member holds that lets somebody in: ended in the current transaction, felt by the next request. */
@Injectable()
export class MemberAccess {
  constructor(private readonly database: Database) {}

  /** Invitations that the member sent stay: they are the organisation's, and whoever comes by them is on the list. */
  async endAll(memberId: string): Promise<EndedAccess> {
    const sessions = await this.endSessions(memberId);
    const apiTokens = await this.database.update(
      ApiTokenEntity,
      { memberId, revokedAt: null },
      { revokedAt: expression`now()` },
    );
    const links = await this.database.update(
      MemberLinkEntity,
      { subjectId: memberId, purpose: 'password-reset', usedAt: null },
      { usedAt: expression`now()` },
    );
    return { sessions, apiTokens, links };
  }

  /** Sign-ins that wait for their second factor go with them. */
  async endSessions(memberId: string): Promise<number> {
    await this.database.delete(SignInStepEntity, { memberId });
    return this.database.delete(MemberSessionEntity, { memberId });
  }
}
