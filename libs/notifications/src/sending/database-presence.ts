import { Injectable } from '@nestjs/common';
import { isDatabaseAway } from '@countersign/platform';
import { MailSettings } from '../mail-settings';

/**
 * A process that lost the database waits one full lease after regaining it before it takes over expired claims:
 * whoever sent meanwhile could not record it, and renews first.
 */
@Injectable()
export class DatabasePresence {
  private lost = false;
  private patientUntil = 0;

  constructor(private readonly settings: MailSettings) {}

  get mayReclaim(): boolean {
    return !this.lost && performance.now() >= this.patientUntil;
  }

  /** Every piece of work of the mail worker passes here, so that a loss is seen by whichever meets it first. */
  async observe<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      if (this.lost) this.regain();
      return result;
    } catch (error) {
      if (isDatabaseAway(error)) this.lost = true;
      throw error;
    }
  }

  private regain(): void {
    this.lost = false;
    this.patientUntil = performance.now() + this.settings.leaseSeconds * 1000;
  }
}
