import { Injectable } from '@nestjs/common';
import type { Change, Consequence } from '@countersign/platform';
import { ClauseFindings } from './clause-findings';

/** Whatever moved contracts, the engagements that they cover may lack other clauses now. */
@Injectable()
export class ClauseFindingsFollow implements Consequence {
  constructor(private readonly findings: ClauseFindings) {}

  async follow(changes: readonly Change[]): Promise<void> {
    const engagementIds = changes
      .filter(({ subjects }) => subjects['contractIds'] !== undefined)
      .flatMap(({ subjects }) => subjects['engagementIds'] ?? []);
    if (engagementIds.length > 0) await this.findings.clauseFindingsOf([...new Set(engagementIds)]);
  }
}
