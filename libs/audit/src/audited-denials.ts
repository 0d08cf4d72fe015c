import { Injectable } from '@nestjs/common';
import { Database, DeniedAccess, RateLimits, type MemberActor, type Permission } from '@countersign/platform';
import { Audit } from './audit';
import { auditRateLimits } from './rate-limits';

/** A refusal leaves its trace although the request fails: one line per member, operation and hour. */
@Injectable()
export class AuditedDenials extends DeniedAccess {
  constructor(
    private readonly database: Database,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {
    super();
  }

  async record(actor: MemberActor, operation: string, permission: Permission): Promise<void> {
    const isFirst = await this.limits.isFirst(
      auditRateLimits['denied-access'],
      `${actor.memberId} ${operation}`,
    );
    if (!isFirst) return;
    await this.database.run(actor, () =>
      this.audit.record({
        what: 'access.denied',
        object: { kind: 'member', id: actor.memberId },
        detail: { operation, permission },
      }),
    );
  }
}
