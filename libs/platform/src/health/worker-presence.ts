import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { WorkerHeartbeatEntity } from './worker-heartbeat.entity';
import { keptInWords, type Words } from '@countersign/wire';

export const WORKER_STATES = ['up', 'not-ready', 'down'] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

/** Why mail waits: the operator has switched it off, or a mail server takes none. */
export interface SeenMailWait {
  readonly since: NonNullable<WorkerHeartbeatEntity['mailWaitsSince']>;
  readonly because: NonNullable<WorkerHeartbeatEntity['mailWaitsBecause']>;
  readonly switchedOff: WorkerHeartbeatEntity['mailOff'];
}

export interface SeenWorker {
  readonly state: WorkerState;
  /** The last sign of life of any worker; null where none was ever seen, or the last was stopped as planned. */
  readonly lastSeenAt: string | null;
  readonly trouble: string | null;
  /** Null while mail leaves, and where no worker lives that could say so. */
  readonly mailWait: SeenMailWait | null;
}

type SeenRow = Omit<SeenWorker, 'mailWait'> & {
  readonly [Told in keyof SeenMailWait]: SeenMailWait[Told] | null;
};

/** What the workers say of themselves. */
@Injectable()
export class WorkerPresence {
  constructor(private readonly database: Database) {}

  /** In the current transaction. A worker that has said nothing for 45 seconds is not counted. */
  async seen(): Promise<SeenWorker> {
    const { since, because, switchedOff, ...seen } = await this.database.one<SeenRow>(`
      with heard as (
        select w.*, w.beat_at > now() - interval '45 seconds' as lives from app.worker_heartbeat w),
      wait as (
        select h.mail_waits_since as since, h.mail_waits_because as because, h.mail_off as switched_off
        from heard h
        where h.lives and h.mail_waits_since is not null
        order by h.mail_off desc, h.mail_waits_since
        limit 1)
      select
        case when bool_or(h.lives and h.trouble is null) then 'up'
          when bool_or(h.lives) then 'not-ready' else 'down' end as state,
        max(h.beat_at) as last_seen_at,
        min(h.trouble) filter (where h.lives) as trouble,
        (select w.since from wait w) as since,
        (select w.because from wait w) as because,
        (select w.switched_off from wait w) as switched_off
      from heard h`);
    const mailWait =
      since === null || because === null
        ? null
        : {
            since,
            because: whyInWords(because),
            switchedOff: switchedOff ?? false,
          };
    return { ...seen, mailWait };
  }

  /** In the current transaction: whether a worker lives that lets mail leave. */
  async isAnySending(): Promise<boolean> {
    const { sending } = await this.database.one<{ sending: boolean }>(`
      select exists (
        select from app.worker_heartbeat w
        where w.beat_at > now() - interval '45 seconds' and not w.mail_off) as sending`);
    return sending;
  }
}

/** A worker of another version, which still runs, may have written a sentence. */
function whyInWords(kept: string): string {
  return kept.startsWith('{') ? keptInWords(JSON.parse(kept) as Words) : kept;
}
