import { Injectable } from '@nestjs/common';
import { Problem } from '../platform';

/** Far above what colleagues type together, far below what fills a disk. */
export const SAVE_ALLOWANCE = { saves: 300, bytes: 4 * 1024 * 1024 } as const;

const WINDOW_MS = 60_000;

interface Window {
  readonly began: number;
  saves: number;
  bytes: number;
}

/**
 * Saves of one assessment within a minute, each of which stays for ever as a revision. Counted in this process: a save
 * is one statement, and a count in the database would make it two.
 */
@Injectable()
export class SaveAllowance {
  private readonly windows = new Map<string, Window>();
  private sweptAt = 0;

  /** @throws 429 `too-many-saves`; the page keeps what was typed and tries again by itself */
  take(assessmentId: string, bytes: number, now = performance.now()): void {
    this.sweep(now);
    const window = this.windowOf(assessmentId, now);
    window.saves += 1;
    window.bytes += bytes;
    if (window.saves <= SAVE_ALLOWANCE.saves && window.bytes <= SAVE_ALLOWANCE.bytes) return;
    throw tooManySaves(Math.max(1, Math.ceil((window.began + WINDOW_MS - now) / 1_000)));
  }

  private windowOf(assessmentId: string, now: number): Window {
    const open = this.windows.get(assessmentId);
    if (open !== undefined && now - open.began < WINDOW_MS) return open;
    const fresh = { began: now, saves: 0, bytes: 0 };
    this.windows.set(assessmentId, fresh);
    return fresh;
  }

  /** Only assessments with saves in the last minutes are kept. */
  private sweep(now: number): void {
    if (now - this.sweptAt < WINDOW_MS) return;
    this.sweptAt = now;
    for (const [assessmentId, { began }] of this.windows) {
      if (now - began >= WINDOW_MS) this.windows.delete(assessmentId);
    }
  }
}

function tooManySaves(retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'too-many-saves',
    title: 'Too many saves',
    detail: `This questionnaire was saved very often within a minute. What you typed stays on your page and is saved again in ${retryAfterSeconds} seconds.`,
    retryAfterSeconds,
  });
}
