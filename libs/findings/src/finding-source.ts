import { Injectable } from '@nestjs/common';
import type { ServerText } from '@countersign/content';
import type { FindingMove, HoldingRules, IsoDate, Said, Severity } from '@countersign/domain';
import type { AuditEntry } from '@countersign/audit';
import { inWords, say, type Words } from '@countersign/platform';

/** A gap that a source sees. Absent is null in the row. */
export interface Gap {
  readonly engagementId: string;
  /** What tells it from the other gaps of its source in this engagement. */
  readonly key: string;
  readonly title: Words<ServerText>;
  readonly detail: Words<ServerText>;
  readonly citation: string | null;
  readonly severity: Severity;
  /** Where it has a day of its own instead of the days of its severity. */
  readonly dueOn?: IsoDate;
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
  readonly title: Said;
  readonly key: string;
}

/** Where findings come from: each feature that sees gaps contributes one. */
export interface FindingSource {
  /** As the rows and the occasions name it. */
  readonly kind: string;
  /** Where its findings come from, for whoever reads one: the key of a text such as `From an answer`. */
  readonly title: ServerText;
  readonly rules: HoldingRules;
  /** What the trail says of them. Of one that opens although it was rejected, the register says it itself. */
  lines(moved: readonly MovedFinding[]): readonly AuditEntry[];
  /** Why nobody closes one as verified; null where the fix is for somebody to see. */
  readonly closesByItself: { readonly detail: Words } | null;
  /** Why only risk calls one none: it was risk who asked for it. Absent where any reviewer may. */
  readonly rejectedByRisk?: { readonly detail: Words };
}

/** For a source whose findings need no words of their own in the trail: one line for each. */
export function plainLines(moved: readonly MovedFinding[]): AuditEntry[] {
  return moved.map(({ move, id, engagementId, title }) => ({
    what: `finding.${move}`,
    object: { kind: 'engagement', id: engagementId },
    after: { findingId: id, title },
  }));
}

/** What somebody wrote; no source sees whether it still holds. */
const BY_HAND = { kind: 'manual', title: 'finding-source.manual' } as const;

/** The sources that features have contributed. */
@Injectable()
export class FindingSources {
  private readonly sources = new Map<string, FindingSource>();

  contribute(source: FindingSource): void {
    const { kind } = source;
    if (!/^[a-z]+(-[a-z]+)*$/.test(kind))
      throw new Error(`"${kind}" names a finding source: write lower-case words with hyphens between them.`);
    if (kind === BY_HAND.kind || this.sources.has(kind))
      throw new Error(`The finding source ${kind} is contributed twice.`);
    this.sources.set(kind, source);
  }

  /** Null for what somebody wrote by hand. */
  of(kind: string): FindingSource | null {
    return this.sources.get(kind) ?? null;
  }

  /** Before a finding is written that nothing else could tell the origin of. */
  demand({ kind }: FindingSource): void {
    if (!this.sources.has(kind))
      throw new Error(
        `No feature contributes the finding source ${kind}: name it in onModuleInit of its module.`,
      );
  }

  /** In the reader's language; the kind itself for one that this version does not know. */
  titleOf(kind: string): string {
    const title = kind === BY_HAND.kind ? BY_HAND.title : this.of(kind)?.title;
    return title === undefined ? kind : inWords(say(title));
  }
}
