import { Injectable } from '@nestjs/common';
import type { Change, Consequence } from '@countersign/platform';
import { Standings } from './standings';
import { UnassessedFollow } from './unassessed-follow';

/** Whatever names engagements may have moved where they stand. */
@Injectable()
export class StandingsFollow implements Consequence {
  constructor(
    private readonly standings: Standings,
    private readonly unassessed: UnassessedFollow,
  ) {}

  async follow(changes: readonly Change[]): Promise<void> {
    await this.unassessed.followAsking(changes);
    await this.standings.recompute(causesOf(changes));
  }
}

/** The first change that names an engagement is what its standing moved for: those after it follow from that one. */
export function causesOf(changes: readonly Change[]): ReadonlyMap<string, string> {
  const causes = new Map<string, string>();
  for (const { kind, subjects } of changes) {
    const { engagementId, engagementIds } = subjects;
    for (const id of [engagementId ?? [], engagementIds ?? []].flat()) {
      if (!causes.has(id)) causes.set(id, kind);
    }
  }
  return causes;
}
