import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Change } from './change';
import { Outbox } from './outbox';

/** What follows changes, in their transaction; it may note changes of its own for those that come after it. */
export interface Consequence {
  follow(changes: readonly Change[]): Promise<void>;
}

interface Noted {
  readonly changes: Change[];
  settling: boolean;
}

/**
 * What a command has done is noted here, and what follows from it is done once, before the transaction commits. No
 * command calls its consequences, so that none can forget one.
 */
@Injectable()
export class Changes {
  private consequences: readonly Consequence[] | null = null;
  private readonly notes = new WeakMap<object, Noted>();

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Said once by the composition: every consequence, in the order in which they are drawn. */
  draw(consequences: readonly Consequence[]): void {
    this.consequences = consequences;
  }

  note(change: Change): void {
    const { kind } = this.database.actor;
    if (kind !== 'member' && kind !== 'job')
      throw new Error(`${change.kind} was noted by a ${kind}: only members and jobs change an organisation.`);
    const noted = this.noted();
    if (noted.changes.length === 0) this.database.beforeCommit(() => this.settle());
    noted.changes.push(change);
  }

  /**
   * Does what follows from all that was noted so far, instead of waiting for the commit: for an answer that shows it.
   * Nothing where nothing is noted.
   */
  async settle(): Promise<void> {
    const noted = this.noted();
    if (noted.changes.length === 0 || noted.settling) return;
    if (this.consequences === null)
      throw new Error('Nobody has said what follows a change: the composition calls Changes.draw().');
    noted.settling = true;
    for (const consequence of this.consequences) await consequence.follow([...noted.changes]);
    await this.outbox.add(noted.changes.splice(0));
    noted.settling = false;
  }

  private noted(): Noted {
    const { scope } = this.database;
    const noted = this.notes.get(scope) ?? { changes: [], settling: false };
    this.notes.set(scope, noted);
    return noted;
  }
}
