import { Injectable } from '@nestjs/common';
import { Database, expression, type MemberActor } from '@countersign/platform';
import { Audit } from './audit';
import { AuditReadingEntity } from './audit-reading.entity';

/** What a vendor gave and a member may look at. */
export type Reading = 'answers.read' | 'file.read';

/** Reading leaves a line as well: one for each member, assessment and hour. */
@Injectable()
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The trail cannot be changed, so a marker beside it knows whether this hour has its line. */
  async record(
    what: Reading,
    assessmentId: string,
    { organisationId, memberId }: MemberActor,
  ): Promise<void> {
    const first = await this.database.insertIfNew(
      AuditReadingEntity,
      { memberId, assessmentId, what, hour: expression`date_trunc('hour', app.now(), 'UTC')` },
      ['hour'],
    );
    if (first === null) return;
    await this.audit.record({ what, object: { kind: 'assessment', id: assessmentId } });
    await this.database.query(
      `delete from app.audit_reading where organisation_id = :organisationId and hour < app.now() - interval '1 day'`,
      { organisationId },
    );
  }
}
