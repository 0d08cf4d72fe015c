import type { SubjectKind } from './named-person';

export const dataJobKinds = ['erasure', 'export', 'deletion'] as const;
export type DataJobKind = (typeof dataJobKinds)[number];

export const dataJobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type DataJobState = (typeof dataJobStates)[number];

/** A job that somebody works on right now. */
export interface RunningJob {
  readonly organisationId: string;
  readonly id: string;
  readonly kind: DataJobKind;
  readonly attempts: number;
  readonly requestedBy: string | null;
  readonly subjectKind: SubjectKind | null;
  readonly subjectId: string | null;
  /** The work itself is committed: a crash came before its end was written down. */
  readonly concluded: boolean;
  /** Files that the committed work no longer knows; they go before the job is done. */
  readonly removing: readonly string[];
}

/** What the database does for a job it does as the organisation. */
export function actorOf({ organisationId, kind }: Pick<RunningJob, 'organisationId' | 'kind'>) {
  return { kind: 'job', organisationId, name: kind } as const;
}
