import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { MailQueue } from '@countersign/notifications';
import { Database, WorkerPresence } from '@countersign/platform';
import { LedgerNumbersReader } from './ledger-numbers';

/** Several that ask within this time are told the same: asking costs the database something. */
const FRESH_MS = 10_000;

/** The numbers of this moment: what waits, and what this process holds. */
@Injectable()
export class Gauges {
  readonly registry = new Registry();
  private readAt = -Infinity;
  private reading: Promise<void> = Promise.resolve();

  private readonly up = this.gauge(
    'countersign_up',
    'Whether the database and Redis answer, and a worker says that it works.',
    ['service'],
  );
  private readonly queue = this.gauge('countersign_mail_queue_jobs', 'Mail in the queue in Redis.', [
    'state',
  ]);
  private readonly dueMails = this.gauge('countersign_mail_due', 'Mail that is due and has not left.');
  private readonly oldestMail = this.gauge(
    'countersign_mail_oldest_due_seconds',
    'How long the oldest mail that has not left is due.',
  );
  private readonly mailOff = this.gauge(
    'countersign_mail_switched_off',
    'Whether a worker lives that says that the operator has switched mail off.',
  );
  private readonly oldestLine = this.gauge(
    'countersign_audit_oldest_unsealed_seconds',
    'Age of the oldest line of the trail that waits for its seal.',
  );
  private readonly jobs = this.gauge('countersign_data_jobs', 'Exports, erasures and deletions.', ['state']);
  private readonly pool = this.gauge(
    'countersign_database_connections',
    'Connections of the pool of this process.',
    ['state'],
  );

  constructor(
    private readonly database: Database,
    private readonly mailQueue: MailQueue,
    private readonly ledger: LedgerNumbersReader,
    private readonly workers: WorkerPresence,
  ) {}

  /** Memory, processor and the like: measured only where somebody may ask. */
  measureProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** What cannot be read is left out: an old number would look like a true one. */
  async refresh(): Promise<void> {
    if (performance.now() - this.readAt > FRESH_MS) {
      this.readAt = performance.now();
      this.reading = this.read();
    }
    await this.reading;
    const { inUse, idle, waiting } = this.database.connections;
    this.pool.set({ state: 'in_use' }, inUse);
    this.pool.set({ state: 'idle' }, idle);
    this.pool.set({ state: 'waiting' }, waiting);
  }

  /** Asks anew, however lately it was asked. */
  async read(): Promise<void> {
    await Promise.all([this.readQueue(), this.readLedger(), this.readWorkers()]);
  }

  private async readQueue(): Promise<void> {
    const depth = await this.mailQueue.depth();
    this.queue.reset();
    this.up.set({ service: 'redis' }, depth === null ? 0 : 1);
    for (const [state, count] of Object.entries(depth ?? {})) this.queue.set({ state }, count);
  }

  private async readLedger(): Promise<void> {
    const numbers = await this.ledger.read().catch(() => null);
    this.up.set({ service: 'database' }, numbers === null ? 0 : 1);
    for (const gauge of [this.dueMails, this.oldestMail, this.oldestLine]) gauge.remove();
    this.jobs.reset();
    if (numbers === null) return;
    this.dueMails.set(numbers.dueMails);
    this.oldestMail.set(numbers.oldestDueMailSeconds);
    this.oldestLine.set(numbers.oldestUnsealedLineSeconds);
    for (const [state, count] of numbers.dataJobs) this.jobs.set({ state }, count);
  }

  private async readWorkers(): Promise<void> {
    const seen = await this.database.run({ kind: 'none' }, () => this.workers.seen()).catch(() => null);
    this.mailOff.remove();
    if (seen === null) return this.up.remove({ service: 'worker' });
    this.up.set({ service: 'worker' }, seen.state === 'up' ? 1 : 0);
    this.mailOff.set(seen.mailWait?.switchedOff ? 1 : 0);
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}
