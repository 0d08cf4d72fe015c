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
    const page = await listPage<FoundTask>(this.database, query, {
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
    return { today, ...page, items: page.items.map((row) => this.taskOf(row)) };
  }

  async counts(memberId: string): Promise<TaskCounts> {
    const rows = await this.database.query<KindCount>(
      `
      with ${tasksSql(this.kinds.rows)}
      select t.kind,
        (count(*) filter (where t.whose = 'mine'))::int as mine,
        (count(*) filter (where t.whose = 'deputed'))::int as deputed,
        (count(*) filter (where t.whose = 'nobody'))::int as nobody,
        count(*)::int as everyone,
        (count(*) filter (where t.whose <> 'others' and t.when = 'overdue'))::int as overdue,
        (count(*) filter (where t.whose <> 'others' and t.when = 'today'))::int as due_today
      from task t
      group by t.kind`,
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
    const row = await this.database.maybeOne<FoundTask>(this.matched, {
      organisationId: this.database.organisationId,
      memberId,
      whose: 'everyone',
      when: null,
      kind: null,
      pattern: null,
      id,
    });
    return row === null ? null : this.taskOf(row);
  }

  private get matched(): string {
    return `
    with ${tasksSql(this.kinds.rows)},
    identified as (
      select t.*, overlay(overlay(
        md5(t.kind || '/' || t.object_id || '/' || t.part) placing '3' from 13) placing '8' from 17)::uuid as id
      from task t
      where (:kind::text is null or t.kind = :kind)
        and (:when::text is null or t.when = :when)
        and (:pattern::text is null or t.name ilike :pattern or t.vendor_name ilike :pattern)
        and (:whose::text = 'everyone' or t.whose = :whose or (:whose::text is null and t.whose <> 'others')))
    select t.id, t.kind, t.object_id, t.part, t.name as object_name, t.vendor_name, t.due_on, t.when, t.since, t.whose,
      r.name as responsible_name, t.left_owner_name, a.until_on as deputed_until, a.deputy_name, t.may_do, t.takeable,
      t.facts
    from identified t
    left join app.member r on r.organisation_id = :organisationId and r.id = t.responsible_id
    left join (
      select s.member_id, max(s.until_on) as until_on, string_agg(d.name, ', ' order by d.name) as deputy_name
      from stand_in s join app.member d on d.organisation_id = :organisationId and d.id = s.deputy_id
      group by s.member_id) a on a.member_id = t.responsible_id
    where (:id::uuid is null or t.id = :id)`;
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
