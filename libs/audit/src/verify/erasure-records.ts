import { sealSources, type SealSource } from '../seal/chain';
import type { LostParts } from '../trail-loss';
import type { Read } from './sealed-lines';

/** Records of erasures that can take from the trail, and from what. Others, as of mail, excuse nothing. */
const recordKinds: Readonly<Record<string, readonly SealSource[]>> = {
  'person.erased': ['event', 'answer'],
  'answers.erased': ['answer'],
  'audit.erased': ['event'],
  'organisation.erased': ['event', 'answer'],
};
const kinds = Object.keys(recordKinds);

interface ErasureRecord {
  readonly id: string;
  readonly what: string;
  readonly trail: unknown;
}

interface ErasedLine {
  readonly erasureId: string;
  readonly source: string;
  /** Its row is gone, with a digest left in its place. */
  readonly disposed: boolean;
}

/** What is wrong with the erasures as a whole; `record` where the lines of one of them are too many. */
export interface Discrepancy {
  readonly record: string | null;
}

/** The records of erasures, in lines that have not themselves lost what they say. */
export class ErasureRecords {
  private readonly known = new Map<string, ErasureRecord | null>();

  constructor(
    private readonly read: Read,
    private readonly organisationId: string,
  ) {}

  /** Whether the trail tells of an erasure that took something of such lines. */
  async tellOf({ erasureId, source, disposed }: ErasedLine): Promise<boolean> {
    const record = await this.find(erasureId);
    if (record === null) return false;
    const { who, what, rows } = statedBy(record, source);
    return disposed ? rows > 0 : who + what > 0;
  }

  /**
   * Each part is lost once, and the record of that loss counts it: so all records together state exactly what is
   * missing, whichever record a line with two losses names. Read in one statement, since erasures go on meanwhile.
   */
  async discrepancy(): Promise<Discrepancy | null> {
    const rows = await this.read<Tally>(tallies, { organisationId: this.organisationId, kinds });
    const records = new Map(rows.flatMap(({ record }) => (record === null ? [] : [[record.id, record]])));
    const lost = rows.flatMap((row) => (row.record === null ? [row] : []));
    for (const source of sealSources) {
      const ofSource = lost.filter((row) => row.source === source);
      const excessive = ofSource.find(
        ({ erasureId, lines }) => lines > mostLines(records.get(erasureId), source),
      );
      if (excessive !== undefined) return { record: excessive.erasureId };
      const stated = [...records.values()].map((record) => statedBy(record, source));
      if (!same(sumOf(ofSource), sumOf(stated))) return { record: null };
    }
    return null;
  }

  private async find(erasureId: string): Promise<ErasureRecord | null> {
    const known = this.known.get(erasureId);
    if (known !== undefined) return known;
    const [record = null] = await this.read<ErasureRecord>(
      `select e.id, e.what, e.detail -> 'trail' as trail from app.audit_event e
       where e.organisation_id = :organisationId and e.id = :erasureId and e.what = any (:kinds)
         and e.what_salt is not null`,
      { organisationId: this.organisationId, erasureId, kinds },
    );
    this.known.set(erasureId, record);
    return record;
  }
}

/** Either what lines of one source lost that name this record, or what a record says. */
type Tally = { readonly erasureId: string; readonly source: string; readonly lines: number } & LostParts & {
    readonly record: ErasureRecord | null;
  };

const tallies = `
  with lost as materialized (
    select 'event' as source, e.erasure_id, e.who_salt is null as who, e.what_salt is null as what, false as gone
    from app.audit_event e
    where e.organisation_id = :organisationId and (e.who_salt is null or e.what_salt is null)
    union all
    select 'answer', r.erasure_id, r.who_salt is null, r.what_salt is null, false
    from app.answer_revision r
    where r.organisation_id = :organisationId and (r.who_salt is null or r.what_salt is null)
    union all
    select d.source, d.erasure_id, true, true, true from app.disposed_row d where d.organisation_id = :organisationId
  )
  select l.erasure_id, l.source, count(*)::int as lines, (count(*) filter (where l.who))::int as who,
    (count(*) filter (where l.what))::int as what, (count(*) filter (where l.gone))::int as rows, null::jsonb as record
  from lost l group by l.erasure_id, l.source
  union all
  select e.id, 'event', 0, 0, 0, 0, jsonb_build_object('id', e.id, 'what', e.what, 'trail', e.detail -> 'trail')
  from app.audit_event e
  where e.organisation_id = :organisationId and e.what = any (:kinds) and e.what_salt is not null`;

function statedBy({ what, trail }: ErasureRecord, source: string): LostParts {
  const sources: readonly string[] = recordKinds[what] ?? [];
  if (!sources.includes(source)) return nothing;
  const parts = fieldOf(trail, source);
  return {
    who: countOf(fieldOf(parts, 'who')),
    what: countOf(fieldOf(parts, 'what')),
    rows: countOf(fieldOf(parts, 'rows')),
  };
}

const nothing: LostParts = { who: 0, what: 0, rows: 0 };

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** A line that names a record lost one part by it at least, or its row. */
function mostLines(record: ErasureRecord | undefined, source: string): number {
  const { who, what, rows } = record === undefined ? nothing : statedBy(record, source);
  return who + what + rows;
}

function sumOf(all: readonly LostParts[]): LostParts {
  return all.reduce(
    (sum, one) => ({ who: sum.who + one.who, what: sum.what + one.what, rows: sum.rows + one.rows }),
    nothing,
  );
}

const same = (one: LostParts, other: LostParts): boolean =>
  one.who === other.who && one.what === other.what && one.rows === other.rows;
