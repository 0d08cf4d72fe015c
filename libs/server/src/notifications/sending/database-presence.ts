import { Injectable } from '@nestjs/common';
import { sqlStateOf } from '../../platform/database/sql-errors';
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
      if (isLoss(error)) this.lost = true;
      throw error;
    }
  }

  private regain(): void {
    this.lost = false;
    this.patientUntil = performance.now() + this.settings.leaseSeconds * 1000;
  }
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);

/** Classes 08 and 57P: the connection or the server went away; any other error the server itself gave. */
function isLoss(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null) return state.startsWith('08') || state.startsWith('57P');
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return networkCodes.has(code) || /connection (terminated|timeout|error)/i.test(error.message);
}
