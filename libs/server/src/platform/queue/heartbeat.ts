import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ApartConnections } from '../database/apart-connections';
import { PeriodicRunner } from './periodic-runner';

const EVERY_MS = 5_000;

/** Tells the others that this worker lives, and what ails it; on a connection of its own, so that a full pool is told too. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly id = randomUUID();
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly connections: ApartConnections,
    private readonly runner: PeriodicRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.beating = this.beat();
    this.timer = setInterval(() => {
      this.beating = this.beating.then(() => this.beat());
    }, EVERY_MS);
  }

  /** A planned stop leaves no row that looks like a worker which fell silent. */
  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.beating;
    await this.tell('delete from app.worker_heartbeat where id = $1', [this.id]);
  }

  private beat(): Promise<void> {
    return this.tell(
      `
      with old as (delete from app.worker_heartbeat where beat_at < now() - interval '7 days')
      insert into app.worker_heartbeat (id, trouble) values ($1, $2)
      on conflict (id) do update set beat_at = now(), trouble = excluded.trouble`,
      [this.id, this.runner.trouble],
    );
  }

  private async tell(sql: string, values: unknown[]): Promise<void> {
    try {
      await this.connections.with((client) => client.query(sql, values));
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.error(error, 'The heartbeat of this worker could not be written.');
      this.failing = true;
    }
  }
}
