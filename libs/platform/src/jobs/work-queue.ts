import { Logger } from '@nestjs/common';
import { Queue } from 'bullmq';

/** What Redis holds is a hint that a row may be due: it may be flushed at any moment and nothing is lost. */
export const queuePrefix = 'countersign';

const PATIENCE_MS = 5_000;

/** Of one organisation; what is more has its turn among those of all, when the relay looks. */
const HINTS_A_SECOND = 10;

/** The ledger retries, not the queue; and a finished job that is kept would swallow its being added again. */
const options = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

export interface QueueDefinition<Work> {
  readonly name: string;
  readonly jobName: string;
  /** For the log: what becomes of the work while Redis is away. */
  readonly whileAway: string;
  /** BullMQ takes no colon in a job's id, and no id of digits alone. */
  idOf(work: Work): string;
}

/** Where due rows are handed to the workers, ids only. Nothing depends on it: whoever relays adds again what is lost. */
export class WorkQueue<Work extends { readonly organisationId: string }> {
  private readonly logger = new Logger('Queue');
  private queue: Queue | null = null;
  private failing = false;
  private hinted = { second: 0, counts: new Map<string, number>() };

  constructor(
    private readonly definition: QueueDefinition<Work>,
    private readonly redisUrl: string,
  ) {}

  /**
   * Adding what is already there changes nothing. Those at the front of the list go before those behind it, and before
   * what earlier lists had further behind: the list is in the order in which organisations have their turns.
   */
  async add(works: readonly Work[]): Promise<void> {
    if (works.length === 0) return;
    const { jobName, idOf } = this.definition;
    const added = this.open().addBulk(
      works.map((data, place) => ({
        name: jobName,
        data,
        opts: { ...options, jobId: idOf(data), priority: place + 1 },
      })),
    );
    await within(PATIENCE_MS, added);
    if (this.failing) this.logger.log('Redis answers again.');
    this.failing = false;
  }

  /** Only speeds things up, so nobody waits for it. */
  hint(work: Work): void {
    if (this.isCrowding(work)) return;
    this.add([work]).catch((error: unknown) => this.tellOnce(error));
  }

  /** What Redis holds by its state, such as `waiting`; null where it does not answer. */
  async depth(): Promise<Readonly<Record<string, number>> | null> {
    try {
      const counts = this.open().getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
      const { prioritized = 0, waiting = 0, ...others } = await within(PATIENCE_MS, counts);
      return { waiting: waiting + prioritized, ...others };
    } catch {
      return null;
    }
  }

  tellOnce(error: unknown): void {
    if (!this.failing) this.logger.warn(`${this.definition.whileAway}: ${messageOf(error)}`);
    this.failing = true;
  }

  async close(): Promise<void> {
    const { queue } = this;
    this.queue = null;
    if (queue !== null) await within(PATIENCE_MS, queue.close()).catch(() => queue.disconnect());
  }

  private isCrowding({ organisationId }: Work): boolean {
    const second = Math.floor(performance.now() / 1_000);
    if (this.hinted.second !== second) this.hinted = { second, counts: new Map() };
    const count = (this.hinted.counts.get(organisationId) ?? 0) + 1;
    this.hinted.counts.set(organisationId, count);
    return count > HINTS_A_SECOND;
  }

  private open(): Queue {
    if (this.queue === null) {
      this.queue = new Queue(this.definition.name, {
        prefix: queuePrefix,
        connection: { url: this.redisUrl, maxRetriesPerRequest: 1, enableOfflineQueue: false },
      });
      // The commands that fail tell it; without a listener the process would end.
      this.queue.on('error', () => undefined);
    }
    return this.queue;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
