import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import { MailQueue } from '../mail-queue';
import { MailSettings } from '../mail-settings';
import { DatabasePresence } from './database-presence';
import { Outage } from './outage';
import type { MailJob } from '../mail-jobs';

const most = 1_000;

interface DueRow {
  readonly organisationId: string;
  readonly id: string;
  readonly attempt: number;
}

/** Tells the queue of every row that is due. What the queue loses is told again a moment later. */
@Injectable()
export class Relay {
  constructor(
    private readonly database: Database,
    private readonly queue: MailQueue,
    private readonly settings: MailSettings,
    private readonly presence: DatabasePresence,
    private readonly outage: Outage,
  ) {}

  async relay(): Promise<void> {
    if (this.outage.remainingMs > 0) return;
    const jobs = await this.dueJobs();
    try {
      await this.queue.add(jobs);
    } catch (error) {
      this.queue.tellOnce(error);
    }
  }

  private async dueJobs(): Promise<MailJob[]> {
    const rows = await this.presence.observe(() =>
      this.database.run({ kind: 'none' }, () =>
        this.database.query<DueRow>(
          `select organisation_id, id, attempt from lookup.due_notifications(make_interval(secs => :lease), :most)`,
          { lease: this.settings.leaseSeconds, most },
        ),
      ),
    );
    return rows.map(({ organisationId, id, attempt }) => ({ organisationId, notificationId: id, attempt }));
  }
}
