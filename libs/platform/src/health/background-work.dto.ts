import { Choice, Flag, Instant, NullableInstant, NullableNested, Text } from '@countersign/wire';
import { WORKER_STATES, type WorkerState } from './worker-presence';

/** Mail that cannot leave: since when, and what the mail server said. */
export class MailWait {
  @Instant() readonly since: string;
  @Text() readonly because: string;
  /** By whoever operates the installation, rather than for want of a mail server. */
  @Flag() readonly switchedOff: boolean;
}

/** Whether anything works in the background: without it no mail leaves and nothing falls due. */
export class BackgroundWork {
  @Choice(WORKER_STATES) readonly state: WorkerState;
  @NullableInstant() readonly lastSeenAt: string | null;
  /** Only for whoever administers the organisation. */
  @NullableNested(() => MailWait) readonly mailWait: MailWait | null;
}
