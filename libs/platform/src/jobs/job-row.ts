import type { Words } from '@countersign/wire';
import type { StoredFile } from '../files/file-store';
import type { JobActor } from './for-each-organisation';

/** A job as its row tells of it when somebody begins it. */
export interface JobRow {
  readonly organisationId: string;
  readonly id: string;
  readonly kind: string;
  readonly attempt: number;
  readonly requestedBy: string | null;
  readonly aboutKind: string | null;
  readonly aboutId: string | null;
  /** The work is committed: a crash came before its end was written down. */
  readonly concluded: boolean;
  readonly cancelAsked: boolean;
  /** Files that the committed work no longer knows; they go before the job is done. */
  readonly removing: readonly string[];
}

export interface Outcome {
  /** What was done, for whoever asked. */
  readonly result: Words;
  /** What somebody may download, for so many days. */
  readonly file?: StoredFile & { readonly days: number };
  /** Files whose bytes go once this is committed. */
  readonly removing?: readonly string[];
}

export interface FinishedJob {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly problem: Words | null;
  /** Somebody has cancelled it. */
  readonly asked: boolean;
}

/** Another worker has it: whatever this one still does must not be kept. */
export class JobLostError extends Error {
  constructor() {
    super('Another worker has taken this job over.');
    this.name = 'JobLostError';
  }
}

export class JobCancelledError extends Error {
  constructor() {
    super('Somebody has cancelled this job.');
    this.name = 'JobCancelledError';
  }
}

/** The worker stops as planned: the job is given back and begun anew elsewhere. */
export class JobInterruptedError extends Error {
  constructor() {
    super('The worker stops.');
    this.name = 'JobInterruptedError';
  }
}

export function actorOf({ organisationId, kind }: Pick<JobRow, 'organisationId' | 'kind'>): JobActor {
  return { kind: 'job', organisationId, name: kind };
}
