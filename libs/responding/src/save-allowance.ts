import { Injectable } from '@nestjs/common';
import { OrganisationLimits } from '@countersign/limits';
import { Database, Problem, RateLimits, type RespondentActor, say } from '@countersign/platform';
import { saves } from './rate-limits';

/** A save of more than this counts as several: each stays for ever as a revision. */
export const BYTES_OF_A_SAVE = 16 * 1024;

/**
 * What one person types in a minute, with pauses: until then a save stays the one statement that it is, and nothing is
 * counted in the database. From then on all of it is.
 */
export const SAVES_UNCOUNTED = 20;

/** A process asks for a tenth of the limit at a time, so that seldom a save is more than one statement. */
const CLAIMS_A_MINUTE = 10;

interface Window {
  ends: number;
  /** Asked for here in this minute, the refused ones included. */
  asked: number;
  /** How many the database has counted for this process. */
  granted: number;
  /** The limit is reached, whoever reached it: nobody claims again before the window ends. */
  full: boolean;
  claiming: Promise<void> | null;
}

const WINDOW_MS = 60_000;

/** Saves of one assessment within a minute, bounded by what the organisation has set, over all processes together. */
@Injectable()
export class SaveAllowance {
  private readonly windows = new Map<string, Window>();
  private sweptAt = 0;

  constructor(
    private readonly database: Database,
    private readonly limits: OrganisationLimits,
    private readonly rates: RateLimits,
  ) {}

  /** @throws 429 `too-many-saves`; the page keeps what was typed and tries again by itself */
  async take(
    { organisationId, assessmentId }: Pick<RespondentActor, 'organisationId' | 'assessmentId'>,
    bytes: number,
    now = performance.now(),
  ): Promise<void> {
    this.sweep(now);
    const window = this.windowOf(assessmentId, now);
    window.asked += weightOf(bytes);
    const place = window.asked;
    while (place > Math.max(window.granted, SAVES_UNCOUNTED)) {
      if (window.full) throw tooManySaves(Math.max(1, Math.ceil((window.ends - now) / 1_000)));
      window.claiming ??= this.claim(window, { organisationId, assessmentId, now });
      await window.claiming;
    }
  }

  /** What was taken for a save that is tried anew from its beginning. */
  giveBack({ assessmentId }: Pick<RespondentActor, 'assessmentId'>, bytes: number): void {
    const window = this.windows.get(assessmentId);
    if (window !== undefined) window.asked = Math.max(0, window.asked - weightOf(bytes));
  }

  /** What was taken uncounted is counted with the next tenth; the minute is the database's from here on. */
  private async claim(
    window: Window,
    { organisationId, assessmentId, now }: { organisationId: string; assessmentId: string; now: number },
  ): Promise<void> {
    try {
      await this.database.run({ kind: 'job', organisationId, name: 'save allowance' }, async () => {
        const { savesPerMinute: most } = await this.limits.present();
        const wanted = window.asked - window.granted + Math.ceil(most / CLAIMS_A_MINUTE);
        const { granted, left } = await this.rates.claim(saves, assessmentId, { wanted, most });
        window.granted += granted;
        window.full = granted < wanted;
        window.ends = Math.min(window.ends, now + left * 1_000);
      });
    } finally {
      window.claiming = null;
    }
  }

  private windowOf(assessmentId: string, now: number): Window {
    const open = this.windows.get(assessmentId);
    if (open !== undefined && now < open.ends) return open;
    const fresh = { ends: now + WINDOW_MS, asked: 0, granted: 0, full: false, claiming: null };
    this.windows.set(assessmentId, fresh);
    return fresh;
  }

  /** Only assessments with saves in the last minutes are kept. */
  private sweep(now: number): void {
    if (now - this.sweptAt < WINDOW_MS) return;
    this.sweptAt = now;
    for (const [assessmentId, { ends }] of this.windows) {
      if (now >= ends) this.windows.delete(assessmentId);
    }
  }
}

const weightOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / BYTES_OF_A_SAVE));

function tooManySaves(retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'too-many-saves',
    title: say('title.too-many-saves'),
    detail: say('refusal.too-many-saves', { seconds: retryAfterSeconds }),
    retryAfterSeconds,
  });
}
