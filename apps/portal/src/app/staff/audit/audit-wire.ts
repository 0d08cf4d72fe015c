import type { Instant, Uuid } from '@countersign/api-types';

export interface AuditLine {
  id: string;
  at: Instant;
  businessAt: Instant;
  actorKind: 'member' | 'respondent' | 'job' | 'visitor';
  actorId: Uuid | null;
  actorName: string;
  what: string;
  objectKind: string;
  objectId: Uuid | null;
  objectName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  detail: Record<string, unknown> | null;
  from: string | null;
  sealNo: number | null;
  erased: boolean;
}

export interface AuditPage {
  items: AuditLine[];
  next: string | null;
}

export interface AuditOptions {
  actors: { id: Uuid | null; kind: AuditLine['actorKind']; name: string }[];
  whats: string[];
  objectKinds: string[];
}

export interface SealStanding {
  sealed: number;
  waiting: number;
  head: { sealNo: number; hash: string; at: Instant } | null;
}
