import type { Instant, Uuid } from '@countersign/api-types';

export type SubjectKind = 'member' | 'contact';

export interface DataJob {
  id: Uuid;
  kind: 'erasure' | 'export' | 'deletion';
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  requestedBy: string;
  requestedAt: Instant;
  finishedAt: Instant | null;
  subject: string | null;
  result: string | null;
  problem: string | null;
  fileAvailableUntil: Instant | null;
}

export interface ErasurePreview {
  name: string;
  email: string;
  counts: { rows: number; files: number };
  blockedBy: string | null;
}

export interface NewErasure {
  kind: SubjectKind;
  id: Uuid;
  reason: string;
}

export interface NewDeletion {
  confirmation: string;
  exportJobId: Uuid;
}
