import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import { EvidenceTotalEntity } from './evidence-total.entity';

export type FilesTotal = Pick<EvidenceTotalEntity, 'files' | 'bytes'>;

export interface Recount {
  readonly counted: FilesTotal;
  /** Null: what was counted is what is there. */
  readonly mended: FilesTotal | null;
}

const nothing: FilesTotal = { files: 0, bytes: 0 };

/** What the organisation of the current transaction has stored: a row that a trigger keeps, read instead of a sum. */
@Injectable()
export class StoredFilesTotal {
  constructor(private readonly database: Database) {}

  async present(): Promise<FilesTotal> {
    const total = await this.database.maybeOne<FilesTotal>(
      `select t.files, t.bytes::float8 from app.evidence_total t where t.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
    );
    return total ?? nothing;
  }

  /** The most files and the most bytes that one assessment holds; not of the same one, perhaps. */
  largestAssessment(): Promise<FilesTotal> {
    return this.database.one<FilesTotal>(
      `
      select coalesce(max(s.files), 0)::int as files, coalesce(max(s.bytes), 0)::float8 as bytes
      from (
        select count(*) as files, sum(v.size) as bytes
        from app.evidence v
        where v.organisation_id = :organisationId
        group by v.assessment_id) s`,
      { organisationId: this.database.organisationId },
    );
  }

  /** Sums what is there and puts the row right. Whoever adds or takes a file meanwhile waits for the row's lock. */
  async recount(): Promise<Recount> {
    const { organisationId } = this.database;
    // Nothing is left of a deleted organisation but the proof, and none is made anew.
    await this.database.query(
      `
      insert into app.evidence_total (organisation_id)
      select o.organisation_id from app.organisation o
      where o.organisation_id = :organisationId and o.deleted_at is null
      on conflict do nothing`,
      { organisationId },
    );
    const counted = await this.database.maybeOne<FilesTotal>(
      `select t.files, t.bytes::float8 from app.evidence_total t where t.organisation_id = :organisationId for update`,
      { organisationId },
    );
    if (counted === null) return { counted: nothing, mended: null };
    const found = await this.database.one<FilesTotal>(
      `
      select count(*)::int as files, coalesce(sum(v.size), 0)::float8 as bytes
      from (
        select e.size from app.evidence e where e.organisation_id = :organisationId
        union all
        select d.size from app.contract_document d where d.organisation_id = :organisationId) v`,
      { organisationId },
    );
    if (found.files === counted.files && found.bytes === counted.bytes) return { counted, mended: null };
    await this.database.update(EvidenceTotalEntity, {}, found);
    return { counted, mended: found };
  }
}
