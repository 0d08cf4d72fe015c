import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Said } from '@countersign/domain';
import { Database, inWords, invalid, KeyRing, keptInWords, say } from '@countersign/platform';
import type { AuditActor, AuditFilter, AuditLine, AuditOptions, AuditPage } from './audit.dto';
import type { AuditEventEntity } from '../audit-event.entity';
import { recordInWords } from './record-in-words';

type Parameters = Readonly<Record<string, unknown>>;

/** Conditions from this file alone; what somebody typed goes into parameters. */
export interface LineSearch {
  readonly conditions: readonly string[];
  readonly parameters: Parameters;
}

interface Page {
  readonly cursor: string | null;
  readonly most: number;
}

type EventColumn =
  | 'id'
  | 'at'
  | 'businessAt'
  | 'actorId'
  | 'actorName'
  | 'what'
  | 'objectKind'
  | 'objectId'
  | 'before'
  | 'after'
  | 'detail';

type FoundLine = Pick<AuditEventEntity, EventColumn> &
  Omit<AuditLine, EventColumn> & { readonly micros: string; readonly findingTitle: Said | null };

const midnight = (day: string): string =>
  `(${day}::timestamp at time zone (select o.time_zone from app.organisation o where o.organisation_id = :organisationId))`;

const conditionOf = {
  actor: (actor: string) =>
    isUUID(actor) ? 'e.actor_id = :actor' : 'e.actor_id is null and e.actor_kind = :actor',
  what: () => 'e.what = :what',
  objectKind: () => 'e.object_kind = :objectKind',
  objectId: () => 'e.object_id = :objectId',
  from: () => `e.at >= ${midnight(':from::date')}`,
  to: () => `e.at < ${midnight('(:to::date + 1)')}`,
} as const satisfies Partial<Record<keyof AuditFilter, (value: string) => string>>;

const filters = Object.keys(conditionOf) as (keyof typeof conditionOf)[];

/** What was asked for, and nothing that was not: each filter then has an index of its own. */
export function searchOf(filter: AuditFilter): LineSearch {
  const asked = filters.flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [{ name, value }];
  });
  return {
    conditions: asked.map(({ name, value }) => conditionOf[name](value)),
    parameters: Object.fromEntries(asked.map(({ name, value }) => [name, value])),
  };
}

/** Reads the trail, latest first. */
@Injectable()
export class AuditReader {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async page(search: LineSearch, { cursor, most }: Page): Promise<AuditPage> {
    const place = cursor === null ? null : readPlace(cursor);
    const found = await this.database.query<FoundLine>(statement(search, place !== null), {
      ...search.parameters,
      organisationId: this.database.organisationId,
      held: this.keys.ids,
      most: most + 1,
      ...place,
    });
    const items = found.slice(0, most);
    const last = items.at(-1);
    const next = found.length > most && last !== undefined ? writePlace(last) : null;
    return { items: items.map(lineOf), next };
  }

  /** What the filters can be set to: what the trail holds, each found by a step of the index. */
  async options(): Promise<AuditOptions> {
    const { organisationId } = this.database;
    const actors = await this.database.query<AuditActor>(actorsSql, { organisationId });
    return {
      actors: [...actors, ...nameless()],
      whats: await this.words('what'),
      objectKinds: await this.words('object_kind'),
    };
  }

  private async words(column: 'what' | 'object_kind'): Promise<string[]> {
    const rows = await this.database.query<{ word: string }>(distinctSql(column), {
      organisationId: this.database.organisationId,
    });
    return rows.map(({ word }) => word);
  }
}

const nameless = (): readonly AuditActor[] => [
  { id: null, kind: 'job', name: inWords(say('actor.job')) },
  { id: null, kind: 'visitor', name: inWords(say('actor.visitor')) },
];

/** The object's name as it is today; each kind is joined by plain columns, so that every join has its index. */
function statement({ conditions }: LineSearch, goesOn: boolean): string {
  const further = [
    ...conditions,
    ...(goesOn
      ? [`(e.at, e.id) < (timestamptz 'epoch' + :micros::bigint * interval '1 microsecond', :id::uuid)`]
      : []),
  ].map((condition) => ` and ${condition}`);
  return `
    with page as materialized (
      select e.*, e.id::text as row_id from app.audit_event e
      where e.organisation_id = :organisationId ${further.join('')}
      order by e.at desc, e.id desc
      limit :most)
    select p.id, p.at, p.business_at, p.actor_kind, p.actor_id, p.actor_name, p.what, p.object_kind, p.object_id,
      coalesce(v.name, g.name, a.service_name || ', ' || a.vendor_name, c.title, m.name, o.name, q.title)
        as object_name,
      f.title as finding_title,
      p.before, p.after, p.detail, p.from_where as "from", s.seal_no,
      coalesce(s.key_id <> all (:held), false) and exists (
        select from app.key_loss l
        where l.organisation_id = p.organisation_id and l.key_id = s.key_id and l.sealed_to >= s.seal_no
      ) as seal_key_lost,
      p.who_salt is null or p.what_salt is null as erased,
      (extract(epoch from p.at) * 1000000)::bigint::text as micros
    from page p
    left join app.audit_seal s
      on s.organisation_id = p.organisation_id and s.source = 'event' and s.row_id = p.row_id
    left join app.vendor v
      on p.object_kind = 'vendor' and v.organisation_id = p.organisation_id and v.id = p.object_id
    left join app.engagement g
      on p.object_kind = 'engagement' and g.organisation_id = p.organisation_id and g.id = p.object_id
    left join app.assessment a
      on p.object_kind = 'assessment' and a.organisation_id = p.organisation_id and a.id = p.object_id
    left join app.contract c
      on p.object_kind = 'contract' and c.organisation_id = p.organisation_id and c.id = p.object_id
    left join app.member m
      on p.object_kind = 'member' and m.organisation_id = p.organisation_id and m.id = p.object_id
    left join app.organisation o
      on p.object_kind = 'organisation' and o.organisation_id = p.organisation_id
    left join app.questionnaire q
      on p.object_kind = 'questionnaire' and q.organisation_id = p.organisation_id and q.id = p.object_id
    left join app.finding f
      on p.object_kind = 'finding' and f.organisation_id = p.organisation_id and f.id = p.object_id
    order by p.at desc, p.id desc`;
}

const distinctSql = (column: 'what' | 'object_kind'): string => `
  with recursive step as (
    (select e.${column} as word from app.audit_event e
      where e.organisation_id = :organisationId order by e.${column} limit 1)
    union all
    select (
      select e.${column} from app.audit_event e
      where e.organisation_id = :organisationId and e.${column} > s.word order by e.${column} limit 1)
    from step s where s.word is not null)
  select s.word from step s where s.word is not null order by s.word limit 500`;

const actorsSql = `
  with recursive step as (
    (select e.actor_id as id from app.audit_event e
      where e.organisation_id = :organisationId and e.actor_id is not null order by e.actor_id limit 1)
    union all
    select (
      select e.actor_id from app.audit_event e
      where e.organisation_id = :organisationId and e.actor_id > s.id order by e.actor_id limit 1)
    from step s where s.id is not null)
  select s.id, l.kind, l.name
  from step s
  cross join lateral (
    select e.actor_kind as kind, e.actor_name as name from app.audit_event e
    where e.organisation_id = :organisationId and e.actor_id = s.id order by e.at desc, e.id desc limit 1) l
  order by l.name, s.id
  limit 1000`;

function lineOf({ micros: _place, findingTitle, ...line }: FoundLine): AuditLine {
  return {
    ...line,
    objectName: findingTitle === null ? line.objectName : keptInWords(findingTitle),
    before: recordInWords(line.before),
    after: recordInWords(line.after),
    detail: recordInWords(line.detail),
  };
}

function writePlace({ micros, id }: FoundLine): string {
  return Buffer.from(`${micros} ${id}`).toString('base64url');
}

/** A cursor comes back from a browser. */
function readPlace(cursor: string): { micros: string; id: string } {
  const [micros = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (/^\d{1,16}$/.test(micros) && isUUID(id)) return { micros, id };
  throw invalid([{ field: 'cursor', message: say('audit.reader.this-page-does-not') }]);
}
