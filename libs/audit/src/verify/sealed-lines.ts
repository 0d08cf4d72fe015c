/** Rows of one statement, camel case: the caller decides in which transaction and as whom. */
export type Read = <Row extends object>(
  sql: string,
  parameters: Readonly<Record<string, unknown>>,
) => Promise<Row[]>;

export interface SealedLine {
  readonly sealNo: number;
  readonly source: string;
  readonly rowId: string;
  readonly digest: Buffer;
  readonly hash: Buffer;
  readonly keyId: string;
  /** Seconds since 1970, as Postgres writes them. */
  readonly sealedAt: string;
  /** What the row says now; null where there is none. */
  readonly actual: Buffer | null;
  readonly present: boolean;
  /** A part of it, or all, was taken away by an erasure or a disposal. */
  readonly erased: boolean;
  /** Erased parts are empty and marked, and nothing else is. */
  readonly tidy: boolean;
  readonly erasureId: string | null;
  /** Its row is gone, and a digest was left in its place. */
  readonly disposed: boolean;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * A part is whole with a salt and no digest of its own, or erased with a digest, no salt and nothing readable left.
 * What an erased part holds is outside every digest, so it must be exactly nothing.
 */
const partIsTidy = (part: string, empty: string): string => `
  case when ${part}_salt is null then ${part}_digest is not null and ${empty} else ${part}_digest is null end`;

const eventIsTidy = `
  ${partIsTidy('e.who', `e.actor_name = 'erased' and e.from_where is null`)}
  and ${partIsTidy('e.what', 'e.before is null and e.after is null and e.detail is null')}
  and (e.erasure_id is null) = (e.who_salt is not null and e.what_salt is not null)`;

const answerIsTidy = `
  ${partIsTidy('r.who', `r.by_name = 'erased' and r.from_where is null`)}
  and ${partIsTidy('r.what', 'r.value = app.erased_value()')}
  and (r.erasure_id is null) = (r.who_salt is not null and r.what_salt is not null)`;

/** Ids are parsed before the joins: only plain columns are compared below the policies. */
const sealedLines = `
  with page as materialized (
    select s.*,
      case when s.source = 'event' then (regexp_match(s.row_id, '^(${uuid})$'))[1]::uuid end as event_id,
      case when s.source = 'answer' then regexp_match(s.row_id, '^(${uuid})/(.*)/([0-9]{1,9})$') end as answer
    from app.audit_seal s
    where s.organisation_id = :organisationId and (:after::bigint is null or s.seal_no > :after)
    order by s.seal_no
    limit :most
  ), keyed as materialized (
    select p.*, p.answer[1]::uuid as assessment_id, p.answer[2] as question, p.answer[3]::int as revision
    from page p
  )
  select
    k.seal_no, k.source, k.row_id, k.digest, k.hash, k.key_id, extract(epoch from k.sealed_at)::text as sealed_at,
    case when e.id is not null then app.audit_event_digest(e)
      when r.revision is not null then app.answer_revision_digest(r) else d.digest end as actual,
    e.id is not null or r.revision is not null or d.row_id is not null as present,
    case when e.id is not null then e.who_salt is null or e.what_salt is null
      when r.revision is not null then r.who_salt is null or r.what_salt is null else true end as erased,
    case when e.id is not null then ${eventIsTidy} when r.revision is not null then ${answerIsTidy} else true end as tidy,
    coalesce(e.erasure_id, r.erasure_id, d.erasure_id) as erasure_id, d.row_id is not null as disposed
  from keyed k
  left join app.audit_event e on e.organisation_id = :organisationId and e.id = k.event_id
  left join app.answer_revision r on r.organisation_id = :organisationId
    and r.assessment_id = k.assessment_id and r.question = k.question and r.revision = k.revision
  left join app.disposed_row d on d.organisation_id = :organisationId
    and d.source = k.source and d.row_id = k.row_id and e.id is null and r.revision is null
  order by k.seal_no`;

export function readSealedLines(
  read: Read,
  page: { readonly organisationId: string; readonly after: number | null; readonly most: number },
): Promise<SealedLine[]> {
  return read<SealedLine>(sealedLines, page);
}

export interface Waiting {
  readonly waiting: number;
  /** Lines without a seal although the sealer had passed their transaction; the first of them. */
  readonly passed: number;
  readonly passedSource: string | null;
  readonly passedRowId: string | null;
}

const waitingLines = `
  with line as materialized (
    select 'event' as source, e.id::text as row_id, e.transaction_id
    from app.audit_event e where e.organisation_id = :organisationId
    union all
    select 'answer', r.assessment_id || '/' || r.question || '/' || r.revision, r.transaction_id
    from app.answer_revision r where r.organisation_id = :organisationId
  ), unsealed as materialized (
    select l.source, l.row_id,
      coalesce(l.transaction_id < m.sealed_below
        or l.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint, false) as passed
    from line l
    left join app.audit_seal_state m on m.organisation_id = :organisationId and m.cluster = app.cluster()
    where not exists (
      select from app.audit_seal s
      where s.organisation_id = :organisationId and s.source = l.source and s.row_id = l.row_id)
  )
  select count(*)::int as waiting, count(*) filter (where u.passed)::int as passed,
    (array_agg(u.source order by u.source desc, u.row_id) filter (where u.passed))[1] as passed_source,
    (array_agg(u.row_id order by u.source desc, u.row_id) filter (where u.passed))[1] as passed_row_id
  from unsealed u`;

export async function readWaiting(read: Read, organisationId: string): Promise<Waiting> {
  const [waiting] = await read<Waiting>(waitingLines, { organisationId });
  if (waiting === undefined) throw new Error('An aggregate gives one row.');
  return waiting;
}
