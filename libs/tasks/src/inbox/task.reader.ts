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
import { tasksSql } from './task-sql';

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

/** What a page is counted and ordered by; the rest is read of the rows that it shows. */
type PlacedTask = Pick<FoundTask, 'id' | 'kind' | 'objectId'>;

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

const TASK_ID = `overlay(overlay(
  md5(t.kind || '/' || t.object_id || '/' || t.part) placing '3' from 13) placing '8' from 17)::uuid`;

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
    const page = await listPage<PlacedTask>(this.database, query, {
      matched: this.matched,
      parameters: {
        memberId: member.id,
        whose: query.whose ?? null,
        when: query.when ?? null,
        kind: query.kind ?? null,
        pattern: searchPattern(query.search),
        id: null,
      },
      sorts,
      sort: 'dueOn',
      direction: 'asc',
    });
    return { today, ...page, items: await this.tasks(page.items, member.id) };
  }

  async counts(memberId: string): Promise<TaskCounts> {
    const rows = await this.database.query<KindCount>(
      `
      with ${tasksSql(this.kinds.rows)},
      counted as (select t.kind, t.whose, t.when, count(*) as n from task t group by t.kind, t.whose, t.when)
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
    const row = await this.database.maybeOne<PlacedTask>(this.matched, {
      organisationId: this.database.organisationId,
      memberId,
      whose: 'everyone',
      when: null,
      kind: null,
      pattern: null,
      id,
    });
    if (row === null) return null;
    return (await this.tasks([row], memberId))[0] ?? null;
  }

  /** As narrow as can be: there may be a hundred thousand of them. */
  private get matched(): string {
    return `
    with ${tasksSql(this.kinds.rows)},
    identified as (
      select t.kind, t.object_id, t.due_on, ${TASK_ID} as id
      from task t
      where (:kind::text is null or t.kind = :kind)
        and (:when::text is null or t.when = :when)
        and (:pattern::text is null or t.name ilike :pattern or t.vendor_name ilike :pattern)
        and (:whose::text = 'everyone' or t.whose = :whose or (:whose::text is null and t.whose <> 'others')))
    select t.id, t.kind, t.object_id, t.due_on from identified t
    where (:id::uuid is null or t.id = :id)`;
  }

  /**
   * In the order in which they are given, without what was done a moment ago. Kinds and objects reach into the select of
   * each kind, down to its keys.
   */
  private async tasks(placed: readonly PlacedTask[], memberId: string): Promise<Task[]> {
    if (placed.length === 0) return [];
    const rows = await this.database.query<FoundTask>(
      `
      with ${tasksSql(this.kinds.rows)}
      select ${TASK_ID} as id, t.kind, t.object_id, t.part, t.name as object_name, t.vendor_name, t.due_on, t.when, t.since,
        t.whose, r.name as responsible_name, t.left_owner_name, a.until_on as deputed_until, a.deputy_name, t.may_do,
        t.takeable, t.facts
      from task t
      left join app.member r on r.organisation_id = :organisationId and r.id = t.responsible_id
      left join (
        select s.member_id, max(s.until_on) as until_on, string_agg(d.name, ', ' order by d.name) as deputy_name
        from stand_in s join app.member d on d.organisation_id = :organisationId and d.id = s.deputy_id
        group by s.member_id) a on a.member_id = t.responsible_id
      where t.kind = any (:kinds) and t.object_id = any (:objects::uuid[])`,
      {
        organisationId: this.database.organisationId,
        memberId,
        kinds: [...new Set(placed.map(({ kind }) => kind))],
        objects: [...new Set(placed.map(({ objectId }) => objectId))],
      },
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return placed.flatMap(({ id }) => {
      const row = found.get(id);
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
