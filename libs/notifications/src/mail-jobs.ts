import type { QueueDefinition, WorkTable } from '@countersign/platform';

/** One notification of the ledger, as it stood when it was found due. Ids only, never a text or an address. */
export interface MailJob {
  readonly organisationId: string;
  readonly notificationId: string;
  readonly attempt: number;
}

export const mailTable: WorkTable = {
  table: 'app.notification',
  waiting: 'pending',
  running: 'sending',
  due: 'w.due_at <= app.now() and w.not_before <= now()',
  reachesOthers: true,
};

export const mailQueue: QueueDefinition<MailJob> = {
  name: 'mail',
  jobName: 'send',
  whileAway: 'Mail waits for Redis',
  idOf: ({ notificationId, attempt }) => `n-${notificationId}-${attempt}`,
};
