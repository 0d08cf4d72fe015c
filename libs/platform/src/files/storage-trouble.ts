import { Problem } from '../problems/problem';

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
    title: 'There is no room for files at the moment',
    detail:
      'The disk for files is full, so this file was not kept. Nothing was lost, try again later: the operator has been told in the log.',
  },
  away: {
    status: 503,
    code: 'storage-away',
    title: 'Files cannot be reached at the moment',
    detail:
      'The place where files are kept cannot be used at the moment. Nothing was lost, try again later: the operator has been told in the log.',
  },
} as const;
