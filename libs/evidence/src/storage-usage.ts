import { Injectable } from '@nestjs/common';
import { OrganisationLimits, StoredFilesTotal, type FilesTotal } from '@countersign/limits';
import { Database, organisationIds } from '@countersign/platform';

/** What one organisation has stored. */
export interface StorageUse {
  readonly organisation: string;
  readonly slug: string;
  readonly files: number;
  /** Of the files together. */
  readonly bytes: number;
  /** What the organisation allows itself of the operator's maximum. */
  readonly mostBytes: number;
  /** What was counted of files where it was not what is there, before it was put right. */
  readonly miscounted: FilesTotal | null;
  readonly assessments: number;
  readonly answerRevisions: number;
  readonly trailLines: number;
  readonly mails: number;
}

/** For the operator, who sees no content: how much each organisation takes, the largest first. */
@Injectable()
export class StorageUsage {
  constructor(
    private readonly database: Database,
    private readonly total: StoredFilesTotal,
    private readonly limits: OrganisationLimits,
  ) {}

  async ofAll(): Promise<StorageUse[]> {
    const organisations = await organisationIds(this.database, 'all');
    const uses: StorageUse[] = [];
    for (const id of organisations) uses.push(await this.of(id));
    return uses.sort((a, b) => b.bytes - a.bytes || (a.slug < b.slug ? -1 : 1));
  }

  private of(organisationId: string): Promise<StorageUse> {
    return this.database.run({ kind: 'job', organisationId, name: 'usage' }, async () => {
      const { counted, mended } = await this.total.recount();
      const { bytesOfOrganisation } = await this.limits.present();
      return {
        ...(await this.rowsOf(organisationId)),
        ...(mended ?? counted),
        mostBytes: bytesOfOrganisation,
        miscounted: mended === null ? null : counted,
      };
    });
  }

  private rowsOf(
    organisationId: string,
  ): Promise<Omit<StorageUse, keyof FilesTotal | 'mostBytes' | 'miscounted'>> {
    return this.database.one(
      `
      select o.name as organisation, o.slug,
        (select count(*) from app.assessment a where a.organisation_id = o.organisation_id)::int as assessments,
        (select count(*) from app.answer_revision r where r.organisation_id = o.organisation_id)::int as answer_revisions,
        (select count(*) from app.audit_event e where e.organisation_id = o.organisation_id)::int as trail_lines,
        (select count(*) from app.notification n where n.organisation_id = o.organisation_id)::int as mails
      from app.organisation o
      where o.organisation_id = :organisationId`,
      { organisationId },
      'organisation',
    );
  }
}
