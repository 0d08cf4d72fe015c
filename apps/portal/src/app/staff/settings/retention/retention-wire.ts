import type { Instant, IsoDate, Uuid } from '@countersign/api-types';

export type RetentionClassName = 'answers' | 'evidence' | 'audit' | 'mail' | 'incidents';

export interface RetentionClass {
  class: RetentionClassName;
  months: number;
  minimumMonths: number;
  defaultMonths: number;
  /** Why not shorter than the minimum. */
  reason: string;
  keptFrom: string;
  disposed: string;
  nextDisposal: { rows: number };
}

export interface Hold {
  id: Uuid;
  vendorId: Uuid | null;
  vendorName: string | null;
  reason: string;
  since: Instant;
  until: IsoDate | null;
  by: string;
  endedAt: Instant | null;
  endedReason: string | null;
  endedBy: string | null;
}

export interface Retention {
  classes: RetentionClass[];
  holds: Hold[];
}

export interface NewHold {
  reason: string;
  vendorId: Uuid | null;
  until: IsoDate | null;
}
