import { Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  forbidden,
  inWords,
  keptInWords,
  listPage,
  say,
  searchPattern,
  shortened,
  type Parameters,
  type Permission,
  type SortKey,
  type Words,
} from '@countersign/platform';
import type { TaskKind } from '../kinds/task-kind';
import { TaskKinds } from '../kinds/task-kinds';
import type { Task, TaskCounts, TaskPage, TaskQuery } from './task.dto';
import { tasksSql, WHEN } from './task-sql';

/** Who asks, and what the roles (or the token's scopes) of that person allow. */
export interface AskingMember {
  readonly id: string;
  readonly permissions: readonly Permission[];
}

interface FoundTask extends Pick<
  Task,
  | 'id'
  | 'kind'
  | 'objectId'
  | 'objectName'
  | 'vendorName'
  | 'dueOn'
  | 'when'
  | 'since'
  | 'whose'
  | 'responsibleName'
  | 'leftOwnerName'
  | 'deputedUntil'
  | 'deputyName'
  | 'mayDo'
  | 'takeable'
> {
  readonly part: string;
  readonly facts: Parameters;
}

/** What a page is counted and ordered by, the object by its `id`; the rest is read of the rows that it shows. */
type PlacedTask = Pick<FoundTask, 'id' | 'kind' | 'part'>;

type Asked = Pick<TaskQuery, 'whose' | 'when' | 'kind' | 'search'>;

interface KindCount {
  readonly kind: string;
  readonly mine: number;
  readonly deputed: number;
  readonly nobody: number;
  readonly everyone: number;
  readonly overdue: number;
  readonly dueToday: number;
}

const sorts: Readonly<Record<string, SortKey>> = {
  dueOn: { expression: `coalesce(m.due_on, date '9999-12-31')`, type: 'date' },
};

/** Where the day is the same, what is to be done stands together. */
const apart: readonly SortKey[] = [
  { expression: 'm.kind', type: 'text' },
  { expression: 'm.part', type: 'text' },
];

/** Made of many rows it costs more than finding them: the order does without it. */
const TASK_ID = `overlay(overlay(
  md5(f.kind || '/' || f.object_id || '/' || f.part) placing '3' from 13) placing '8' from 17)::uuid`;

/** All that waits for a member, as the state of each object says it now. */
@Injectable()
export class TaskReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly kinds: TaskKinds,
  ) {}

  async list(query: TaskQuery, member: AskingMember): Promise<TaskPage> {
    if (query.whose === 'everyone' && !member.permissions.includes('audit.read'))
      throw forbidden(say('tasks.everyone-is-for-risk'));
    const today = await this.clock.today();
    if (query.kind !== undefined && this.kinds.some([query.kind]).length === 0)
      return { today, items: [], nextCursor: null, total: 0 };
    const { sql, parameters } = this.asked(query, member.id);
    const page = await listPage<PlacedTask>(this.database, query, {
      matched: `with ${sql} select f.object_id as id, f.kind, f.part, f.due_on from asked f`,
      parameters,
      sorts,
      sort: 'dueOn',
      direction: 'asc',
      apart,
      total: () => this.total(query, member.id),
    });
    return { today, ...page, items: await this.tasks(page.items, member.id) };
  }

  private async total(query: Asked, memberId: string): Promise<number> {
    const { sql, parameters } = this.asked(query, memberId);
    const { total } = await this.database.one<{ total: number }>(
      `with ${sql} select count(*)::int as total from asked`,
      parameters,
    );
    return total;
  }

  async counts(memberId: string): Promise<TaskCounts> {
    const rows = await this.database.query<KindCount>(
      `
      with ${tasksSql(this.kinds.all, 'once')},
      alike as (
        select f.kind, f.holder_id, f.due_on, count(*) as n from found f group by f.kind, f.holder_id, f.due_on),
      counted as (
        select f.kind, f.n, h.whose, ${WHEN} as when
        from alike f join holder h on h.kind = f.kind and h.owner_id = f.holder_id)
      select c.kind,
        coalesce(sum(c.n) filter (where c.whose = 'mine'), 0)::int as mine,
        coalesce(sum(c.n) filter (where c.whose = 'deputed'), 0)::int as deputed,
        coalesce(sum(c.n) filter (where c.whose = 'nobody'), 0)::int as nobody,
        sum(c.n)::int as everyone,
        coalesce(sum(c.n) filter (where c.whose <> 'others' and c.when = 'overdue'), 0)::int as overdue,
        coalesce(sum(c.n) filter (where c.whose <> 'others' and c.when = 'today'), 0)::int as due_today
      from counted c
      group by c.kind`,
      { organisationId: this.database.organisationId, memberId },
    );
    const sum = (of: (row: KindCount) => number) => rows.reduce((total, row) => total + of(row), 0);
    return {
      mine: sum(({ mine }) => mine),
      deputed: sum(({ deputed }) => deputed),
      nobody: sum(({ nobody }) => nobody),
      everyone: sum(({ everyone }) => everyone),
      overdue: sum(({ overdue }) => overdue),
      dueToday: sum(({ dueToday }) => dueToday),
      byKind: this.kinds.all.flatMap(({ kind, title }) => {
        const found = rows.find((row) => row.kind === kind);
        if (found === undefined) return [];
        const { mine, deputed, nobody, everyone } = found;
        return [{ kind, title: inWords(say(title)), yours: mine + deputed + nobody, everyone }];
      }),
    };
  }

  /** Null where it is not open, or not any more. */
  async task(id: string, memberId: string): Promise<Task | null> {
    const row = await this.database.maybeOne<PlacedTask>(
      `with ${tasksSql(this.kinds.all, 'once')}
       select f.object_id as id, f.kind, f.part, f.due_on from found f where ${TASK_ID} = :id`,
      { organisationId: this.database.organisationId, memberId, id },
    );
    if (row === null) return null;
    return (await this.tasks([row], memberId))[0] ?? null;
  }

  /** As narrow as can be: there may be a hundred thousand of them. Only what is asked for is looked at. */
  private asked(
    { whose, when, kind, search }: Asked,
    memberId: string,
  ): { readonly sql: string; readonly parameters: Readonly<Record<string, unknown>> } {
    const pattern = searchPattern(search);
    const conditions = [
      when === undefined ? null : `${WHEN} = :when`,
      pattern === null
        ? null
        : `(f.name ilike :pattern or f.vendor_id in (select lookup.vendors_named(:pattern)))`,
      whose === 'everyone'
        ? null
        : `(f.kind, f.holder_id) in (select h.kind, h.owner_id from holder h where ${
            whose === undefined ? `h.whose <> 'others'` : 'h.whose = :whose'
          })`,
    ].filter((condition) => condition !== null);
    return {
      sql: `${tasksSql(kind === undefined ? this.kinds.all : this.kinds.some([kind]), 'once')},
        asked as (select f.* from found f ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`})`,
      parameters: {
        organisationId: this.database.organisationId,
        memberId,
        ...(when !== undefined && { when }),
        ...(pattern !== null && { pattern }),
        ...(whose !== undefined && whose !== 'everyone' && { whose }),
      },
    };
  }

  /**
   * In the order in which they are given, without what was done a moment ago. Kinds and objects reach into the select of
   * each kind, down to its keys.
   */
  private async tasks(placed: readonly PlacedTask[], memberId: string): Promise<Task[]> {
    if (placed.length === 0) return [];
    const rows = await this.database.query<FoundTask>(
      `
      with ${tasksSql(this.kinds.some(placed.map(({ kind }) => kind)), 'keys')}
      select ${TASK_ID} as id, f.kind, f.object_id, f.part, f.name as object_name, v.name as vendor_name, f.due_on,
        ${WHEN} as when, f.since, h.whose, r.name as responsible_name, h.left_owner_name,
        a.until_on as deputed_until, a.deputy_name, h.may_do, h.takeable, f.facts
      from found f
      join holder h on h.kind = f.kind and h.owner_id = f.holder_id
      left join app.vendor v on v.organisation_id = :organisationId and v.id = f.vendor_id
      left join app.member r on r.organisation_id = :organisationId and r.id = h.responsible_id
      left join (
        select s.member_id, max(s.until_on) as until_on, string_agg(d.name, ', ' order by d.name) as deputy_name
        from stand_in s join app.member d on d.organisation_id = :organisationId and d.id = s.deputy_id
        group by s.member_id) a on a.member_id = h.responsible_id
      where f.object_id = any (:objects::uuid[])`,
      {
        organisationId: this.database.organisationId,
        memberId,
        objects: [...new Set(placed.map(({ id }) => id))],
      },
    );
    const found = new Map(rows.map((row) => [placeOf(row.kind, row.part, row.objectId), row]));
    return placed.flatMap(({ kind, part, id }) => {
      const row = found.get(placeOf(kind, part, id));
      return row === undefined ? [] : [this.taskOf(row)];
    });
  }

  private taskOf({ facts, ...row }: FoundTask): Task {
    const kind = this.kinds.of(row.kind);
    const { object, why } = kind;
    return {
      id: row.id,
      kind: row.kind,
      title: titleOf(kind, { facts, vendorName: row.vendorName }),
      why: inWords(say(why, facts)),
      objectKind: object.kind,
      objectId: row.objectId,
      objectName: row.objectName,
      vendorName: row.vendorName,
      path: object.path(row.objectId, row.part),
      dueOn: row.dueOn,
      when: row.when,
      since: row.since,
      whose: row.whose,
      responsibleName: row.responsibleName,
      leftOwnerName: row.leftOwnerName,
      deputedUntil: row.deputedUntil,
      deputyName: row.deputyName,
      mayDo: row.mayDo,
      takeable: row.takeable,
    };
  }
}

const placeOf = (...place: readonly [kind: string, part: string, objectId: string]): string =>
  place.join('/');

/** A title stays within a line or two, whatever people have written. */
const LONGEST_NAME = 60;

function titleOf(
  { title, called }: TaskKind,
  { facts, vendorName }: Pick<FoundTask, 'facts' | 'vendorName'>,
): string {
  if (called === undefined) return inWords(say(title));
  const name = shortened(keptInWords(facts['name'] as Words), LONGEST_NAME);
  return inWords(say(called, { name, vendor: shortened(vendorName ?? '', LONGEST_NAME) }));
}
