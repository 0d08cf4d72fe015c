import type { JobsOptions } from 'bullmq';

/** What Redis holds is a hint that a row may be due: it may be flushed at any moment and nothing is lost. */
export const queuePrefix = 'countersign';

/** One notification of the ledger, as it stood when it was found due. Ids only, never a text or an address. */
export interface MailJob {
  readonly organisationId: string;
  readonly notificationId: string;
  readonly attempt: number;
}

export const mailQueue = {
  name: 'mail',
  jobName: 'send',
  /** The ledger retries, not the queue; and a finished job that is kept would swallow its being added again. */
  options: { attempts: 1, removeOnComplete: true, removeOnFail: true },
} as const satisfies { name: string; jobName: string; options: JobsOptions };

/** BullMQ takes no colon in a job's id, and no id of digits alone. */
export function mailJobId({ notificationId, attempt }: MailJob): string {
  return `n-${notificationId}-${attempt}`;
}
