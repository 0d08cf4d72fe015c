import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';

export const WORKER_STATES = ['up', 'not-ready', 'down'] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

export interface SeenWorker {
  readonly state: WorkerState;
  /** The last sign of life of any worker; null where none was ever seen, or the last was stopped as planned. */
  readonly lastSeenAt: string | null;
  readonly trouble: string | null;
  /** Null while mail leaves, and where no worker lives that could say so. */
  readonly mailWait: { readonly since: string; readonly because: string } | null;
}

interface SeenRow extends Omit<SeenWorker, 'mailWait'> {
  readonly since: string | null;
  readonly because: string | null;
}

/** What the workers say of themselves. */
@Injectable()
export class WorkerPresence {
  constructor(private readonly database: Database) {}

  /** In the current transaction. A worker that has said nothing for 45 seconds is not counted. */
  async seen(): Promise<SeenWorker> {
    const { since, because, ...seen } = await this.database.one<SeenRow>(`
      select
        case when bool_or(h.lives and h.trouble is null) then 'up'
          when bool_or(h.lives) then 'not-ready' else 'down' end as state,
        max(h.beat_at) as last_seen_at,
        min(h.trouble) filter (where h.lives) as trouble,
        min(h.mail_waits_since) filter (where h.lives) as since,
        (array_agg(h.mail_waits_because order by h.mail_waits_since)
          filter (where h.lives and h.mail_waits_since is not null))[1] as because
      from (
        select w.beat_at, w.trouble, w.mail_waits_since, w.mail_waits_because, w.beat_at > now() - interval '45 seconds' as lives
        from app.worker_heartbeat w) h`);
    const mailWait = since === null || because === null ? null : { since, because };
    return { ...seen, mailWait };
  }
}
