import { Choice, NullableNested, NullableText, Text } from '../http/fields';
import { WORKER_STATES, type WorkerState } from './worker-presence';

/** Mail that cannot leave: since when, and what the mail server said. */
export class MailWait {
  @Text() readonly since: string;
  @Text() readonly because: string;
}

/** Whether anything works in the background: without it no mail leaves and nothing falls due. */
export class BackgroundWork {
  @Choice(WORKER_STATES) readonly state: WorkerState;
  @NullableText() readonly lastSeenAt: string | null;
  /** Only for whoever administers the organisation. */
  @NullableNested(() => MailWait) readonly mailWait: MailWait | null;
}
