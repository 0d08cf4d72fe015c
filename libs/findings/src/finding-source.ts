import { Injectable } from '@nestjs/common';
import type { FindingSourceName } from '@countersign/content';
import type { FindingMove, HoldingRules, Severity } from '@countersign/domain';
import type { AuditEntry } from '@countersign/audit';

/** A gap that a source sees. Absent is null in the row. */
export interface Gap {
  readonly engagementId: string;
  /** What tells it from the other gaps of its source in this engagement. */
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly citation: string | null;
  readonly severity: Severity;
  readonly assessmentId?: string;
  readonly contractId?: string;
  readonly question?: string;
  readonly clause?: string;
  readonly knockout?: boolean;
}

/** What has become of a finding; those that are only said in other words move nobody. */
export interface MovedFinding {
  readonly move: Exclude<FindingMove, 'reworded' | 'overruled'> | 'ended';
  readonly id: string;
  readonly engagementId: string;
  readonly assessmentId: string | null;
  readonly title: string;
  readonly key: string;
}

/** Where findings come from: each feature that sees gaps contributes one. */
export interface FindingSource {
  readonly kind: FindingSourceName;
  readonly rules: HoldingRules;
  /** What the trail says of them. Of one that opens although it was rejected, the register says it itself. */
  lines(moved: readonly MovedFinding[]): readonly AuditEntry[];
  /** Why nobody closes one as verified; null where the fix is for somebody to see. */
  readonly closesByItself: { readonly code: string; readonly detail: string } | null;
}

/** The sources that features have contributed. */
@Injectable()
export class FindingSources {
  private readonly sources = new Map<string, FindingSource>();

  contribute(source: FindingSource): void {
    this.sources.set(source.kind, source);
  }

  /** Null for what somebody wrote by hand. */
  of(kind: string): FindingSource | null {
    return this.sources.get(kind) ?? null;
  }
}
