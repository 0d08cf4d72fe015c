import { Injectable } from '@nestjs/common';
import { permissionsOfRole, roles, textList } from '@countersign/platform';
import { TASK_COLUMNS, type TaskKind } from './task-kind';

/** The kinds of work that features have contributed, in `onModuleInit`. */
@Injectable()
export class TaskKinds {
  private readonly kinds = new Map<string, TaskKind>();

  contribute(...kinds: readonly TaskKind[]): void {
    for (const one of kinds) this.add(one);
  }

  get all(): readonly TaskKind[] {
    return [...this.kinds.values()];
  }

  /** Of a row that was found by `rows`, which knows no other. */
  of(kind: string): TaskKind {
    const found = this.kinds.get(kind);
    if (found === undefined) throw new Error(`No feature contributes tasks of the kind ${kind}.`);
    return found;
  }

  /** All of them, each with the roles that may do it; whether `me` and `held` are of them is asked once for each kind. */
  get rows(): string {
    return this.all.map(selectOf).join('\n    union all');
  }

  private add(one: TaskKind): void {
    const { kind, permissions } = one;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(kind))
      throw new Error(`"${kind}" names a kind of task: write lower-case words with hyphens between them.`);
    if (this.kinds.has(kind)) throw new Error(`The kind of task ${kind} is contributed twice.`);
    if (rolesOf({ permissions }).length === 0) throw new Error(`Nobody may do what a task ${kind} asks for.`);
    this.kinds.set(kind, one);
  }
}

/** Whoever may do it by one of the roles. */
function rolesOf({ permissions }: Pick<TaskKind, 'permissions'>): string[] {
  return roles.filter((role) => permissions.some((one) => permissionsOfRole[role].includes(one)));
}

function selectOf(kind: TaskKind): string {
  const columns = TASK_COLUMNS.map((column) => `r.${column}`).join(', ');
  const may = `array[${textList(rolesOf(kind))}]::text[]`;
  return `
    select '${kind.kind}' as kind, ${may} as roles, (select me.roles && ${may} from me) as may_do,
      (select held.roles && ${may} from held) as anybody_may, ${kind.object.owner !== null} as owned,
      ${columns}
    from (${kind.rows}) r`;
}
