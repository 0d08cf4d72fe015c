import { Injectable } from '@nestjs/common';
import { Database, type MemberActor } from '@countersign/platform';
import { Audit } from './audit';

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
    const first = await this.database.query(
      `
      insert into app.audit_reading (organisation_id, member_id, assessment_id, what, hour)
      values (:organisationId, :memberId, :assessmentId, :what, date_trunc('hour', app.now(), 'UTC'))
      on conflict do nothing
      returning 1 as one`,
      { organisationId, memberId, assessmentId, what },
    );
    if (first.length === 0) return;
    await this.audit.record({ what, object: { kind: 'assessment', id: assessmentId } });
    await this.database.query(
      `delete from app.audit_reading where organisation_id = :organisationId and hour < app.now() - interval '1 day'`,
      { organisationId },
    );
  }
}
