import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Words } from '@countersign/wire';
import { Config } from '../config/config';
import { ApartConnections } from '../database/apart-connections';
import { PeriodicRunner } from './periodic-runner';

const EVERY_MS = 5_000;

/** Why no mail leaves this worker, and since when. */
export interface MailWait {
  readonly since: string;
  /** Without anybody's address. */
  readonly because: Words;
  /** By the operator, rather than for want of a mail server. */
  readonly switchedOff: boolean;
}

/** Tells the others that this worker lives, and what ails it; on a connection of its own, so that a full pool is told too. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly id = randomUUID();
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private touching: Promise<void> = Promise.resolve();
  private failing = false;
  private probeFailing = false;
  private mailWait: () => MailWait | null = () => null;

  constructor(
    private readonly config: Config,
    private readonly connections: ApartConnections,
    private readonly runner: PeriodicRunner,
  ) {}

  /** The mail says of itself whether it leaves. */
  tellsOfMail(mailWait: () => MailWait | null): void {
    this.mailWait = mailWait;
  }

  onApplicationBootstrap(): void {
    this.turn();
    this.timer = setInterval(() => this.turn(), EVERY_MS);
  }

  /** A planned stop leaves no row that looks like a worker which fell silent. */
  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await Promise.all([this.touching, this.beating]);
    await this.tell('delete from app.worker_heartbeat where id = $1', [this.id]);
    if (this.config.workerProbeFile !== null) await rm(this.config.workerProbeFile, { force: true });
  }

  /** A beat that waits for the database is not joined by others, and the probe does not wait for it. */
  private turn(): void {
    this.touching = this.touching.then(() => this.touchProbe());
    this.beating ??= this.beat().finally(() => (this.beating = null));
  }

  private async beat(): Promise<void> {
    const wait = this.mailWait();
    await this.tell(
      `
      with old as (delete from app.worker_heartbeat where beat_at < now() - interval '7 days')
      insert into app.worker_heartbeat (id, trouble, mail_waits_since, mail_waits_because, mail_off)
      values ($1, $2, $3, $4, $5)
      on conflict (id) do update set beat_at = now(), trouble = excluded.trouble,
        mail_waits_since = excluded.mail_waits_since, mail_waits_because = excluded.mail_waits_because,
        mail_off = excluded.mail_off`,
      [
        this.id,
        this.runner.trouble,
        wait?.since ?? null,
        wait === null ? null : JSON.stringify(wait.because),
        wait?.switchedOff ?? false,
      ],
    );
  }

  /** For whoever restarts this process: that it turns, whatever ails the database. */
  private async touchProbe(): Promise<void> {
    const { workerProbeFile } = this.config;
    if (workerProbeFile === null) return;
    try {
      await writeFile(workerProbeFile, `${this.runner.trouble ?? 'The worker works.'}\n`);
      this.probeFailing = false;
    } catch (error) {
      if (!this.probeFailing) this.logger.error(error, 'WORKER_PROBE_FILE could not be written.');
      this.probeFailing = true;
    }
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
