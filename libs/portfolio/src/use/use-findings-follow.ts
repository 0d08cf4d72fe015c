import { Injectable } from '@nestjs/common';
import { findingAccepted, findingRejected, findingVerified } from '@countersign/findings';
import type { Change, Consequence } from '@countersign/platform';
import { causesOf } from '../standings/standings-follow';
import { UseFindings } from './use-findings';

const VERDICTS = [findingAccepted, findingRejected, findingVerified];

/** Whatever moves a standing may open or close what is missing while a service is in use. */
@Injectable()
export class UseFindingsFollow implements Consequence {
  constructor(private readonly findings: UseFindings) {}

  /** A verdict changes no ground: one that rejects CL-01 stands until its day is over. */
  async follow(changes: readonly Change[]): Promise<void> {
    const verdicts = VERDICTS.flatMap((kind) => kind.among(changes));
    const judged = new Set(verdicts.map(({ engagementId }) => engagementId));
    const others = changes.filter(({ kind }) => !kind.startsWith('finding.'));
    const moved = [...causesOf(others).keys()];
    await this.findings.hold(moved);
    await this.findings.holdApproval([...judged].filter((id) => !moved.includes(id)));
  }
}
