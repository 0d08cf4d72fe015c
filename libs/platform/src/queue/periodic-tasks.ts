import { Injectable } from '@nestjs/common';

/** Work that comes back by itself. Every worker has the timer, one at a time does the work. */
export interface PeriodicTask {
  /** Also the name of its lock: unique in the product. */
  readonly name: string;
  readonly everyMs: number;
  /** What takes long looks at the signal and ends early: a planned stop waits for it. */
  run(stopping: AbortSignal): Promise<void>;
}

/** Features register theirs in `onModuleInit`; only the worker runs them. */
@Injectable()
export class PeriodicTasks {
  private readonly tasks: PeriodicTask[] = [];

  register(task: PeriodicTask): void {
    if (this.tasks.some(({ name }) => name === task.name)) {
      throw new Error(`The periodic task ${task.name} is registered twice.`);
    }
    this.tasks.push(task);
  }

  get all(): readonly PeriodicTask[] {
    return this.tasks;
  }
}
