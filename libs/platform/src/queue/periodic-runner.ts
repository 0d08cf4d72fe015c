import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AdvisoryLock } from '../database/advisory-lock';
import { PeriodicTasks, type PeriodicTask } from './periodic-tasks';

/** Longer than the longest honest task: an export of a large organisation, a restore's first sealing. */
const HANGING_MS = 60 * 60_000;

/** A plain timer for each task, in every worker: schedules that lived in Redis would vanish with it. */
@Injectable()
export class PeriodicRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PeriodicRunner.name);
  private readonly failing = new Set<string>();
  private readonly began = new Map<string, number>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private readonly stop = new AbortController();

  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly lock: AdvisoryLock,
  ) {}

  onApplicationBootstrap(): void {
    for (const task of this.tasks.all) this.runNow(task);
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.running);
  }

  /** Null while every task works; what the heartbeat tells otherwise. */
  get trouble(): string | null {
    const [failing] = this.failing;
    if (failing !== undefined) return `The task ${failing} fails.`;
    const now = performance.now();
    const hanging = [...this.began].find(([, began]) => now - began > HANGING_MS);
    return hanging === undefined ? null : `The task ${hanging[0]} has not ended for an hour.`;
  }

  private runNow(task: PeriodicTask): void {
    const round = this.runOnce(task).finally(() => {
      this.running.delete(round);
      if (this.stop.signal.aborted) return;
      this.timers.set(
        task.name,
        setTimeout(() => this.runNow(task), task.everyMs),
      );
    });
    this.running.add(round);
  }

  private async runOnce(task: PeriodicTask): Promise<void> {
    this.began.set(task.name, performance.now());
    try {
      await this.lock.tryRun(task.name, () => task.run(this.stop.signal));
      if (this.failing.delete(task.name)) this.logger.log(`The task ${task.name} works again.`);
    } catch (error) {
      // Told when it begins: a database that is away for an hour would fill the log with the same line.
      if (!this.failing.has(task.name)) this.logger.error(error, `The task ${task.name} failed.`);
      this.failing.add(task.name);
    } finally {
      this.began.delete(task.name);
    }
  }
}
