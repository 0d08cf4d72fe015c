import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import type { SealSource } from './chain';
import type { AuditSealStateEntity } from '../audit-seal-state.entity';

/** Which transactions a sealing looks at, as the database stood when it began. */
export interface SealScope {
  /** Null: over the whole table, since nothing is known of what lies below. */
  readonly from: number | null;
  /** Every transaction below has ended. */
  readonly settledBelow: number;
  /** None from here on had begun. */
  readonly below: number;
}

export interface FoundLine {
  readonly rowId: string;
  /** Null where it is sealed already. */
  readonly digest: Buffer | null;
  /** Null over the whole table, whose order does not go by it. */
  readonly transactionId: number | null;
}

/**
 * Only plain columns are compared below the policy: `id::text = …` is not leakproof and would read every seal there
 * is (`docs/decisions/6-audit-seal.md`). So the ids are made text in a step of their own.
 */
const recentEvents = `
  with page as materialized (
    select app.audit_event_digest(e) as digest, e.id::text as row_id, e.transaction_id
    from app.audit_event e
    where e.organisation_id = :organisationId
      and e.transaction_id >= coalesce((:place::jsonb ->> 0)::bigint, :from) and e.transaction_id < :below
      and (:place::jsonb is null
        or (e.transaction_id, e.id) > ((:place::jsonb ->> 0)::bigint, (:place::jsonb ->> 1)::uuid))
    order by e.transaction_id, e.id
    limit :most)`;

const nowhere = `'00000000-0000-0000-0000-000000000000'`;

const allEvents = `
  with page as materialized (
    select app.audit_event_digest(e) as digest, e.id::text as row_id, null::bigint as transaction_id
    from app.audit_event e
    where e.organisation_id = :organisationId and e.id > coalesce((:place::jsonb ->> 0)::uuid, ${nowhere})
    order by e.id
    limit :most)`;

const answerRowId = `r.assessment_id || '/' || r.question || '/' || r.revision as row_id`;

const recentAnswers = `
  with page as materialized (
    select app.answer_revision_digest(r) as digest, ${answerRowId}, r.transaction_id
    from app.answer_revision r
    where r.organisation_id = :organisationId
      and r.transaction_id >= coalesce((:place::jsonb ->> 0)::bigint, :from) and r.transaction_id < :below
      and (:place::jsonb is null
        or (r.transaction_id, r.assessment_id, r.question, r.revision)
          > ((:place::jsonb ->> 0)::bigint, (:place::jsonb ->> 1)::uuid, :place::jsonb ->> 2, (:place::jsonb ->> 3)::int))
    order by r.transaction_id, r.assessment_id, r.question, r.revision
    limit :most)`;

const allAnswers = `
  with page as materialized (
    select app.answer_revision_digest(r) as digest, ${answerRowId}, null::bigint as transaction_id
    from app.answer_revision r
    where r.organisation_id = :organisationId
      and (r.assessment_id, r.question, r.revision) > (
        coalesce((:place::jsonb ->> 0)::uuid, ${nowhere}), coalesce(:place::jsonb ->> 1, ''),
        coalesce((:place::jsonb ->> 2)::int, 0))
    order by r.assessment_id, r.question, r.revision
    limit :most)`;

const unlessSealed = (page: string, source: SealSource): string => `${page}
  select p.row_id, p.transaction_id,
    case when not exists (
      select from app.audit_seal s
      where s.organisation_id = :organisationId and s.source = '${source}' and s.row_id = p.row_id
    ) then p.digest end as digest
  from page p`;

const statements = {
  event: {
    recent: unlessSealed(recentEvents, 'event'),
    all: unlessSealed(allEvents, 'event'),
  },
  answer: {
    recent: unlessSealed(recentAnswers, 'answer'),
    all: unlessSealed(allAnswers, 'answer'),
  },
} as const satisfies Record<SealSource, Record<'recent' | 'all', string>>;

/** Where the page after this line goes on, as the statements above read it. */
export function placeAfter(source: SealSource, { rowId, transactionId }: FoundLine): string {
  const [, assessmentId, question, revision] = /^([^/]*)\/(.*)\/(\d+)$/s.exec(rowId) ?? [];
  const key = source === 'event' ? [rowId] : [assessmentId, question, Number(revision)];
  return JSON.stringify(transactionId === null ? key : [transactionId, ...key]);
}

/** The lines that may lack a seal, a page at a time. */
@Injectable()
export class UnsealedLines {
  constructor(private readonly database: Database) {}

  /** The scope of a sealing that begins now. */
  async scope(): Promise<SealScope> {
    const { organisationId } = this.database;
    const { mark, ...rest } = await this.database.one<
      SealScope & { mark: AuditSealStateEntity['sealedBelow'] | null }
    >(
      `
      select
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled_below,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint as below,
        (select s.sealed_below from app.audit_seal_state s
          where s.organisation_id = :organisationId and s.cluster = app.cluster()) as mark`,
      { organisationId },
    );
    return { ...rest, from: mark };
  }

  async page(
    source: SealSource,
    scope: SealScope,
    { place, most }: { readonly place: string | null; readonly most: number },
  ): Promise<FoundLine[]> {
    const { organisationId } = this.database;
    const { from, below } = scope;
    if (from === null) {
      return this.database.query<FoundLine>(statements[source].all, { organisationId, place, most });
    }
    const parameters = { organisationId, from, below, place, most };
    return this.database.query<FoundLine>(statements[source].recent, parameters);
  }

  /** Everything in the scope is sealed: the next sealing begins where this one's certainty ended. */
  async settle({ settledBelow }: SealScope): Promise<void> {
    await this.database.query(
      `
      insert into app.audit_seal_state as s (organisation_id, cluster, sealed_below)
      values (:organisationId, app.cluster(), :settledBelow)
      on conflict on constraint audit_seal_state_pkey do update set
        sealed_below = case when s.cluster = excluded.cluster
          then greatest(s.sealed_below, excluded.sealed_below) else excluded.sealed_below end,
        cluster = excluded.cluster`,
      { organisationId: this.database.organisationId, settledBelow },
    );
  }
}
