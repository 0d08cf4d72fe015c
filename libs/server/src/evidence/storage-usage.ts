import { Injectable } from '@nestjs/common';
import { Database } from '../platform';

/** What one organisation has stored. */
export interface StorageUse {
  readonly organisation: string;
  readonly slug: string;
  readonly files: number;
  /** Of the files together. */
  readonly bytes: number;
  readonly assessments: number;
  readonly answerRevisions: number;
  readonly trailLines: number;
  readonly mails: number;
}

/** For the operator, who sees no content: how much each organisation takes, the largest first. */
@Injectable()
export class StorageUsage {
  constructor(private readonly database: Database) {}

  async ofAll(): Promise<StorageUse[]> {
    const organisations = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ id: string }>('select lookup.organisations() as id'),
    );
    const uses: StorageUse[] = [];
    for (const { id } of organisations) uses.push(await this.of(id));
    return uses.sort((a, b) => b.bytes - a.bytes || a.slug.localeCompare(b.slug));
  }

  private of(organisationId: string): Promise<StorageUse> {
    return this.database.run({ kind: 'job', organisationId, name: 'usage' }, () =>
      this.database.one<StorageUse>(
        `
        select o.name as organisation, o.slug,
          (select count(*) from app.evidence v where v.organisation_id = o.organisation_id)::int as files,
          (select coalesce(sum(v.size), 0) from app.evidence v where v.organisation_id = o.organisation_id)::float8 as bytes,
          (select count(*) from app.assessment a where a.organisation_id = o.organisation_id)::int as assessments,
          (select count(*) from app.answer_revision r where r.organisation_id = o.organisation_id)::int as answer_revisions,
          (select count(*) from app.audit_event e where e.organisation_id = o.organisation_id)::int as trail_lines,
          (select count(*) from app.notification n where n.organisation_id = o.organisation_id)::int as mails
        from app.organisation o
        where o.organisation_id = :organisationId`,
        { organisationId },
        'organisation',
      ),
    );
  }
}
