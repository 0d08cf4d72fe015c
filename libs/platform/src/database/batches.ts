import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from './actor';
import { Database } from './database';

/** Rows that a transaction of long work holds at most: whoever needs one of them waits for no more than these. */
export const ROWS_AT_A_TIME = 100;

export interface LongWork {
  readonly actor: Actor;
  /** What the log calls it. */
  readonly what: string;
  /** Brings these up to date. It asks once more whether they are due: they are, again, after a half-done round. */
  readonly work: (ids: readonly string[]) => Promise<void>;
  /** A planned stop ends the work after the transaction in hand; what is left is still due. */
  readonly stopping: AbortSignal | undefined;
}

/** One thing to do, and how many rows it holds. */
export interface Weighed {
  readonly id: string;
  readonly rows: number;
}

/** Work over any number of rows in short transactions, each committed by itself. */
@Injectable()
export class Batches {
  private readonly logger = new Logger(Batches.name);

  constructor(private readonly database: Database) {}

  async run(due: readonly Weighed[], long: LongWork): Promise<void> {
    for (const ids of inBatches(due)) {
      if (long.stopping?.aborted) return;
      await this.batch(ids, long);
    }
  }

  /** One row that cannot be done stops neither those beside it nor those after it. */
  private async batch(ids: readonly string[], long: LongWork): Promise<void> {
    try {
      await this.database.run(long.actor, () => long.work(ids));
    } catch (error) {
      // Where the database is away, each of a hundred would wait for it in vain.
      await this.database.run({ kind: 'none' }, () => this.database.query('select 1 as one'));
      const [only] = ids;
      if (ids.length === 1) this.logger.error(error, `${long.what}: ${only} failed.`);
      else for (const id of ids) await this.batch([id], long);
    }
  }
}

export function inBatches(due: readonly Weighed[]): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const { id, rows } of due) {
    const last = batches.at(-1);
    if (last !== undefined && rows <= room) last.push(id);
    else {
      batches.push([id]);
      room = ROWS_AT_A_TIME;
    }
    room -= rows;
  }
  return batches;
}
