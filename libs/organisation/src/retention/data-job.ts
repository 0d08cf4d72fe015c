import { defineJob } from '@countersign/platform';
import { subjectKinds, type SubjectKind } from './named-person';

export const dataJobKinds = ['erasure', 'export', 'deletion'] as const;
export type DataJobKind = (typeof dataJobKinds)[number];

export const dataJobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type DataJobState = (typeof dataJobStates)[number];

const patience = { leaseSeconds: 120, mostAttempts: 5, retryAfterSeconds: null };

export const erasureJob = defineJob<SubjectKind>({ kind: 'erasure', about: subjectKinds, ...patience });
export const exportJob = defineJob({ kind: 'export', about: [], ...patience });
export const deletionJob = defineJob({ kind: 'deletion', about: [], ...patience });
