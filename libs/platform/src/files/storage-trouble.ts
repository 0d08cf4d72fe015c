import { Problem, say } from '@countersign/wire';

const RETRY_AFTER_SECONDS = 300;

/** The place for files refuses: what to tell whoever brought or wants one, and what to tell the operator. */
export class StorageProblem extends Problem {
  constructor(
    readonly kind: 'full' | 'away',
    readonly forOperator: string,
  ) {
    super({ ...told[kind], retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
}

const told = {
  full: {
    status: 507,
    code: 'storage-full',
    title: say('title.storage-full'),
    detail: say('refusal.storage-full'),
  },
  away: {
    status: 503,
    code: 'storage-away',
    title: say('title.storage-away'),
    detail: say('refusal.storage-away'),
  },
} as const;
