import { Injectable } from '@nestjs/common';
import { permissionsOfRole, roles, type Role } from '@countersign/platform';
import type { TaskKind } from './task-kind';

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

  /** These alone, in the order in which they were contributed. */
  some(names: readonly string[]): readonly TaskKind[] {
    return this.all.filter(({ kind }) => names.includes(kind));
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
export function rolesOf({ permissions }: Pick<TaskKind, 'permissions'>): Role[] {
  return roles.filter((role) => permissions.some((one) => permissionsOfRole[role].includes(one)));
}
