import type { Client } from 'pg';

/** A sealed line as the spec knows it, in the chain's order. */
export interface KnownSeal {
  readonly sealNo: number;
  readonly source: 'event' | 'answer';
  readonly rowId: string;
}

/** One forbidden change: SQL for a superuser with triggers off, and the line that must be named first. */
export interface Mutation {
  readonly what: string;
  readonly sql: string;
  readonly named: { readonly sealNo: number | null; readonly rowId: string | null };
}

interface SealRow extends KnownSeal {
  /** No part of it is erased, and it is not itself the record of an erasure. */
  readonly whole: boolean;
}

/** The record of an erasure, and of what it says that it took something. */
interface KnownRecord extends Readonly<Record<'event' | 'answer' | 'rows', boolean>> {
  readonly id: string;
}

interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** Small and seeded, so that a failure can be seen again. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const tables = { event: 'audit_event', answer: 'answer_revision' } as const;

const otherValue: Readonly<Record<string, (column: string) => string>> = {
  uuid: () => 'gen_random_uuid()',
  text: (column) => `coalesce(${column}, '') || 'x'`,
  integer: (column) => `${column} + 100000`,
  bigint: (column) => `${column} + 100000`,
  jsonb: (column) => `jsonb_build_array(${column}, 'tampered')`,
  bytea: (column) => `sha256(coalesce(${column}, ''))`,
  'timestamp with time zone': (column) => `${column} + interval '1 microsecond'`,
};

/** Where a check allows a few words only, another of them. */
const otherWord: Readonly<Record<string, string>> = {
  actor_kind: `case actor_kind when 'visitor' then 'job' else 'visitor' end`,
  source: `case source when 'event' then 'answer' else 'event' end`,
};

const sealRows = `
  select s.seal_no::int as "sealNo", s.source, s.row_id as "rowId",
    case s.source when 'event' then e.who_salt is not null and e.what_salt is not null and e.what not like '%.erased'
      else r.who_salt is not null and r.what_salt is not null end as whole
  from app.audit_seal s
  left join app.audit_event e on e.organisation_id = s.organisation_id and s.source = 'event' and e.id::text = s.row_id
  left join app.answer_revision r on r.organisation_id = s.organisation_id and s.source = 'answer'
    and app.answer_row_id(r) = s.row_id
  where s.organisation_id = $1 order by s.seal_no`;

const recordRows = `
  select e.id, coalesce((e.detail #>> '{trail,event,who}')::int + (e.detail #>> '{trail,event,what}')::int, 0) > 0 as event,
    coalesce((e.detail #>> '{trail,answer,who}')::int + (e.detail #>> '{trail,answer,what}')::int, 0) > 0 as answer,
    coalesce((e.detail #>> '{trail,answer,rows}')::int, 0) > 0 as rows
  from app.audit_event e where e.organisation_id = $1 and e.what like '%.erased' order by e.id`;

const lostParts = [
  [true, false],
  [false, true],
  [true, true],
] as const;

const digestOf = (part: string, parts: string): string =>
  `${part}_digest = app.part_digest(x.${part}_salt, null, (app.${parts}(x)).${part}), ${part}_salt = null`;

/** What an erasure does to a part of a row `x`. */
export const blanks = {
  event: {
    who: [digestOf('who', 'audit_event_parts'), `actor_name = 'erased'`, 'from_where = null'],
    what: [digestOf('what', 'audit_event_parts'), 'before = null', 'after = null', 'detail = null'],
  },
  answer: {
    who: [digestOf('who', 'answer_revision_parts'), `by_name = 'erased'`, 'from_where = null'],
    what: [digestOf('what', 'answer_revision_parts'), 'value = app.erased_value()'],
  },
} as const;

export class Tamperer {
  private constructor(
    private readonly columns: ReadonlyMap<string, readonly ColumnFacts[]>,
    private readonly trail: {
      readonly seals: readonly SealRow[];
      readonly records: readonly KnownRecord[];
    },
    private readonly random: () => number,
    private readonly organisationId: string,
  ) {}

  static async of(
    admin: Client,
    { organisationId, random }: { readonly organisationId: string; readonly random: () => number },
  ): Promise<Tamperer> {
    const columns = new Map<string, ColumnFacts[]>();
    for (const table of ['audit_event', 'answer_revision', 'audit_seal']) {
      const { rows } = await admin.query<ColumnFacts>(
        `select attname as name, format_type(atttypid, null) as type, not attnotnull as nullable
         from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
        [`app.${table}`],
      );
      columns.set(table, rows);
    }
    const { rows: seals } = await admin.query<SealRow>(sealRows, [organisationId]);
    const { rows: records } = await admin.query<KnownRecord>(recordRows, [organisationId]);
    return new Tamperer(columns, { seals, records }, random, organisationId);
  }

  /** Every column of the three tables, once each. */
  everyColumn(): Mutation[] {
    return [...this.columns].flatMap(([table, columns]) =>
      columns.map((column) => this.change(table, column, { toNull: false })),
    );
  }

  any(): Mutation {
    const kinds = [
      () => this.anyChange(),
      () => this.anyChange(),
      () => this.anyChange(),
      () => this.deletion(),
      () => this.sealDeletion(),
      () => this.swapOfSeals(),
      () => this.swapOfPayloads(),
      () => this.insertion(),
      () => this.insertionWithSeal(),
      () => this.blanking(this.one(this.trail.records)),
      () => this.disposal(this.one(this.trail.records)),
    ];
    return this.one(kinds)();
  }

  private anyChange(): Mutation {
    const table = this.one([...this.columns.keys()]);
    const column = this.one(this.columns.get(table) ?? []);
    return this.change(table, column, { toNull: column.nullable && this.random() < 0.3 });
  }

  private change(table: string, column: ColumnFacts, { toNull }: { readonly toNull: boolean }): Mutation {
    const seal = this.one(
      this.trail.seals.filter(({ source }) => table === 'audit_seal' || tables[source] === table),
    );
    const change = otherWord[column.name] ?? otherValue[column.type]?.(column.name);
    if (change === undefined) throw new Error(`There is no other value for ${table}.${column.name}.`);
    const value = toNull ? `case when ${column.name} is null then ${change} end` : change;
    return {
      what: `${table}.${column.name}${toNull ? ' or its absence' : ''}`,
      sql: `update app.${table} set ${column.name} = ${value} where ${this.where(table, seal)}`,
      // A last seal that moves away leaves a gap where it stood, which has no row any more.
      named: { sealNo: seal.sealNo, rowId: null },
    };
  }

  private deletion(): Mutation {
    const seal = this.one(this.trail.seals);
    const table = tables[seal.source];
    const sql = `delete from app.${table} where ${this.where(table, seal)}`;
    return { what: `a deleted ${seal.source}`, sql, named: { sealNo: seal.sealNo, rowId: seal.rowId } };
  }

  private sealDeletion(): Mutation {
    const seal = this.one(this.trail.seals);
    const sql = `delete from app.audit_seal where ${this.where('audit_seal', seal)}`;
    const last = seal === this.trail.seals.at(-1);
    return {
      what: 'a deleted seal',
      sql,
      named: last ? { sealNo: null, rowId: seal.rowId } : { sealNo: seal.sealNo, rowId: null },
    };
  }

  private swapOfSeals(): Mutation {
    const [one, other] = this.two(this.trail.seals);
    const where = (sealNo: number) => `organisation_id = '${this.organisationId}' and seal_no = ${sealNo}`;
    const move = (from: number, to: number) =>
      `update app.audit_seal set seal_no = ${to} where ${where(from)}`;
    const sql = [move(one.sealNo, -1), move(other.sealNo, one.sealNo), move(-1, other.sealNo)].join('; ');
    return {
      what: 'two seals exchanged',
      sql,
      named: { sealNo: Math.min(one.sealNo, other.sealNo), rowId: null },
    };
  }

  /** Payload and salts of one line go to another one, and the other way round. */
  private swapOfPayloads(): Mutation {
    const source = this.one(['event', 'answer'] as const);
    const [one, other] = this.two(this.trail.seals.filter((seal) => seal.source === source));
    const table = tables[source];
    const columns =
      source === 'event'
        ? [
            'actor_name',
            'from_where',
            'before',
            'after',
            'detail',
            'who_salt',
            'what_salt',
            'who_digest',
            'what_digest',
            'erasure_id',
          ]
        : [
            'by_name',
            'from_where',
            'value',
            'who_salt',
            'what_salt',
            'who_digest',
            'what_digest',
            'erasure_id',
          ];
    const key = source === 'event' ? 'id' : 'ctid';
    const sql = `
      update app.${table} t set ${columns.map((column) => `${column} = o.${column}`).join(', ')}
      from app.${table} o
      where (${this.where(table, one, 't')} and ${this.where(table, other, 'o')})
        or (${this.where(table, other, 't')} and ${this.where(table, one, 'o')}) and t.${key} <> o.${key}`;
    const sealNo = Math.min(one.sealNo, other.sealNo);
    return { what: `two ${source}s exchanged what they say`, sql, named: { sealNo, rowId: null } };
  }

  private insertion(): Mutation {
    const seal = this.one(this.trail.seals);
    const table = tables[seal.source];
    const columns = (this.columns.get(table) ?? []).map(({ name }) => name);
    const fresh: Record<string, string> =
      seal.source === 'event' ? { id: 'gen_random_uuid()' } : { revision: 'revision + 1000' };
    const values = columns.map((name) => fresh[name] ?? name);
    const sql = `insert into app.${table} (${columns.join(', ')})
      select ${values.join(', ')} from app.${table} where ${this.where(table, seal)}`;
    return { what: `an ${seal.source} put in`, sql, named: { sealNo: null, rowId: null } };
  }

  private insertionWithSeal(): Mutation {
    const last = this.trail.seals.at(-1);
    if (last === undefined) throw new Error('There is nothing to tamper with.');
    const id = `00000000-0000-7000-8000-${Math.floor(this.random() * 1e12)
      .toString()
      .padStart(12, '0')}`;
    const sql = `
      insert into app.audit_event (organisation_id, id, actor_kind, actor_name, what, object_kind)
        values ('${this.organisationId}', '${id}', 'job', 'tamperer', 'engagement.approved', 'engagement');
      insert into app.audit_seal
        select e.organisation_id, ${last.sealNo + 1}, 'event', e.id::text, app.audit_event_digest(e), sha256('x'), '1', now()
        from app.audit_event e where e.organisation_id = '${this.organisationId}' and e.id = '${id}'`;
    return { what: 'an event put in with a seal', sql, named: { sealNo: last.sealNo + 1, rowId: id } };
  }

  /** As an erasure leaves a line, in the name of one that is on record. Who can have taken it is the record's to say. */
  blanking(record: KnownRecord): Mutation {
    const seal = this.one(this.trail.seals.filter(({ whole }) => whole));
    const [who, what] = this.one(lostParts);
    const parts = [...(who ? blanks[seal.source].who : []), ...(what ? blanks[seal.source].what : [])];
    const sql = `update app.${tables[seal.source]} x set ${parts.join(', ')}, erasure_id = '${record.id}'
      where ${this.where(tables[seal.source], seal, 'x')}`;
    // Where the record can have taken such a line, only the count tells that it did not take this one.
    const sealNo = record[seal.source] ? null : seal.sealNo;
    return {
      what: `a blanked ${seal.source} in the name of ${record.id}`,
      sql,
      named: { sealNo, rowId: null },
    };
  }

  /** As the deletion of an organisation leaves an answer. */
  disposal(record: KnownRecord): Mutation {
    const seal = this.one(this.trail.seals.filter(({ source, whole }) => whole && source === 'answer'));
    const where = this.where('answer_revision', seal);
    const sql = `
      insert into app.disposed_row (organisation_id, source, row_id, digest, erasure_id)
        select organisation_id, 'answer', '${seal.rowId}', app.answer_revision_digest(answer_revision), '${record.id}'
        from app.answer_revision where ${where};
      delete from app.answer_revision where ${where}`;
    const sealNo = record.rows ? null : seal.sealNo;
    return { what: `a removed answer in the name of ${record.id}`, sql, named: { sealNo, rowId: null } };
  }

  private where(table: string, { sealNo, source, rowId }: KnownSeal, alias = table): string {
    const own = `${alias}.organisation_id = '${this.organisationId}'`;
    if (table === 'audit_seal') return `${own} and ${alias}.seal_no = ${sealNo}`;
    if (source === 'event') return `${own} and ${alias}.id = '${rowId}'`;
    return `${own} and ${alias}.assessment_id || '/' || ${alias}.question || '/' || ${alias}.revision = '${rowId}'`;
  }

  private one<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.random() * values.length)];
    if (value === undefined) throw new Error('There is nothing to choose from.');
    return value;
  }

  private two(seals: readonly KnownSeal[]): [KnownSeal, KnownSeal] {
    const one = this.one(seals);
    return [one, this.one(seals.filter((seal) => seal !== one))];
  }
}
