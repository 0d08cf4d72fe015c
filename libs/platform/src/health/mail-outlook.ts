import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { WorkerPresence } from './worker-presence';

/** Whether what is mailed now can leave now: told to whoever waits for a mail without an account to look from. */
@Injectable()
export class MailOutlook {
  constructor(
    private readonly database: Database,
    private readonly workers: WorkerPresence,
  ) {}

  async waits(): Promise<boolean> {
    const { state, mailWait } = await this.database.run({ kind: 'none' }, () => this.workers.seen());
    return state === 'down' || mailWait !== null;
  }
}
