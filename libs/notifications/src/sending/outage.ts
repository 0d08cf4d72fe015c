import { Injectable, Logger } from '@nestjs/common';
import { inWords, say, withoutAddresses, type MailWait, type Words } from '@countersign/platform';

const shortestMs = 1_000;
const longestMs = 5 * 60_000;
const LONGEST_REASON = 300;

/** The mail server takes nothing: sending pauses, a little longer each time it is tried in vain. */
@Injectable()
export class Outage {
  private readonly logger = new Logger('Mail');
  private failures = 0;
  private pausedUntil = 0;
  private told: MailWait | null = null;

  /** The operator is told once for each outage, not for each mail. */
  begin(reply: string | Words): void {
    if (this.remainingMs > 0) return;
    const because =
      typeof reply === 'string'
        ? say('as-written', { text: withoutAddresses(reply).slice(0, LONGEST_REASON) })
        : reply;
    if (this.failures === 0)
      this.logger.error(`The mail server takes no mail, so mail waits: ${inWords(because)}`);
    this.told = {
      since: this.told?.since ?? new Date().toISOString(),
      because,
      switchedOff: false,
    };
    this.failures += 1;
    const pause = Math.min(longestMs, shortestMs * 2 ** Math.min(this.failures - 1, 10));
    this.pausedUntil = performance.now() + pause * (0.8 + Math.random() * 0.4);
  }

  end(): void {
    if (this.failures > 0) this.logger.log('The mail server takes mail again.');
    this.failures = 0;
    this.pausedUntil = 0;
    this.told = null;
  }

  /** Since the first refusal, also while it is tried again; null while mail leaves. */
  get mailWait(): MailWait | null {
    return this.told;
  }

  get remainingMs(): number {
    return Math.max(0, Math.ceil(this.pausedUntil - performance.now()));
  }
}
