import { Injectable } from '@nestjs/common';
import { Database, listPage, searchPattern, type SortKey } from '@countersign/platform';
import type { EvidenceEntity } from './evidence.entity';
import type { EvidenceFile, EvidenceOfQuestion, EvidencePage, EvidenceQuery } from './evidence.dto';

/** With each question on the page; more of them would push the next question out of sight. */
export const SHOWN_OF_A_QUESTION = 5;

export type StoredEvidence = Pick<
  EvidenceEntity,
  'name' | 'question' | 'storageKey' | 'size' | 'assessmentId'
>;

const columns = `v.id, v.question, v.name, v.size, v.media_type, v.unopened, v.sha256, v.uploaded_at, v.uploaded_by, v.verified,
  v.verification as revision, v.expires_on, v.submitted_at is not null or v.verified as relied_on, v.withdrawn_at, v.withdrawn_by,
  case when d.evidence_id is not null then jsonb_build_object('issuedBy', d.issued_by, 'periodFrom', d.period_from,
    'periodTo', d.period_to, 'note', d.note, 'by', v.verified_by, 'at', v.verified_at,
    'alsoShows', array(select k from jsonb_object_keys(d.also_shows) k order by k)) end as reading`;

/** Whoever answers reads no row of the second. */
const files = `app.evidence v
  left join app.evidence_reading d on d.organisation_id = v.organisation_id and d.evidence_id = v.id`;

const sorts: Readonly<Record<string, SortKey>> = {
  uploadedAt: {
    expression: `to_char(m.uploaded_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS')`,
    type: 'text',
  },
  name: { expression: 'm.name', type: 'text' },
};

/** Reads what respondents attached, under whoever's policies the transaction runs. */
@Injectable()
export class EvidenceReader {
  constructor(private readonly database: Database) {}

  /** The newest files of each question; the others come by the page. */
  async byQuestion(
    assessmentId: string,
    { withdrawn }: { readonly withdrawn: boolean },
  ): Promise<EvidenceOfQuestion[]> {
    const rows = await this.database.query<EvidenceFile & { ofQuestion: number; place: number }>(
      `
      select f.*
      from (
        select ${columns}, count(*) over (partition by v.question)::int as of_question,
          row_number() over (partition by v.question order by v.uploaded_at desc, v.id desc)::int as place
        from ${files}
        where v.organisation_id = :organisationId
          and v.assessment_id = :assessmentId and (:withdrawn or v.withdrawn_at is null)) f
      where f.place <= :shown
      order by f.question nulls first, f.place`,
      { assessmentId, withdrawn, shown: SHOWN_OF_A_QUESTION },
    );
    return rows
      .filter(({ place }) => place === 1)
      .map(({ question, ofQuestion }) => ({
        question,
        total: ofQuestion,
        items: rows.filter((row) => row.question === question).map(fileOf),
      }));
  }

  async page(
    query: EvidenceQuery,
    { assessmentId, withdrawn }: { readonly assessmentId: string; readonly withdrawn: boolean },
  ): Promise<EvidencePage> {
    const page = await listPage<EvidenceFile>(this.database, query, {
      matched: `
        select ${columns}
        from ${files}
        where v.organisation_id = :organisationId
          and v.assessment_id = :assessmentId and (:withdrawn or v.withdrawn_at is null)
          and (:question::text is null or v.question = :question)
          and (:general::boolean is null or (v.question is null) = :general)
          and (:pattern::text is null or v.name ilike :pattern)`,
      parameters: {
        assessmentId,
        withdrawn,
        question: query.question ?? null,
        general: query.general ?? null,
        pattern: searchPattern(query.search),
      },
      sorts,
      sort: 'uploadedAt',
      direction: 'desc',
    });
    return { ...page, items: page.items.map(fileOf) };
  }

  file(id: string): Promise<EvidenceFile> {
    return this.database.one<EvidenceFile>(
      `select ${columns} from ${files} where v.organisation_id = :organisationId and v.id = :id`,
      { id },
      'file',
    );
  }

  async has(id: string): Promise<boolean> {
    const found = await this.database.maybeOne(
      `select v.id from app.evidence v where v.organisation_id = :organisationId and v.id = :id`,
      { id },
    );
    return found !== null;
  }

  stored(id: string): Promise<StoredEvidence> {
    return this.database.one<StoredEvidence>(
      `select v.name, v.question, v.storage_key, v.size, v.assessment_id from app.evidence v
       where v.organisation_id = :organisationId and v.id = :id`,
      { id },
      'file',
    );
  }
}

/** The row without what only the statement needs. */
function fileOf(row: EvidenceFile): EvidenceFile {
  const { id, question, name, size, mediaType, unopened, sha256, uploadedAt, uploadedBy } = row;
  const { verified, revision, expiresOn, reliedOn, withdrawnAt, withdrawnBy, reading } = row;
  return {
    id,
    question,
    name,
    size,
    mediaType,
    unopened,
    sha256,
    uploadedAt,
    uploadedBy,
    verified,
    revision,
    expiresOn,
    reliedOn,
    withdrawnAt,
    withdrawnBy,
    reading,
  };
}
