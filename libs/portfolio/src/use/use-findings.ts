import { Injectable } from '@nestjs/common';
import {
  CL_01,
  holdsData,
  importedFindingFrom,
  unapprovedUse,
  type UnapprovedUse,
} from '@countersign/domain';
import { plainLines, Register, type FindingSource, type Gap } from '@countersign/findings';
import { Clock, say } from '@countersign/platform';
import type { StandingFacts } from '../standings/standing-facts';
import type { ComputedStanding } from '../standings/standing-rows';
import { Standings } from '../standings/standings';

const plainToSee = {
  begins: 'open',
  accepted: 'closes',
  verified: 'opens',
  follows: 'severity',
  due: 'since-found',
} as const;

/** Where personal information is held it binds while the vendor holds the data; with other protected data the policy asks. */
const CONTRACT_DUTY = '201 CMR 17.03(2)(f)2.';

/** One finding, whatever it is that is missing. */
export const protectedDataSource: FindingSource = {
  kind: 'protected-data-in-use',
  title: 'finding-source.protected-data-in-use',
  rules: plainToSee,
  lines: plainLines,
  closesByItself: {
    detail: say('finding.protected-data-in-use.closes'),
  },
};

export const unapprovedUseSource: FindingSource = {
  kind: 'unapproved-use',
  title: 'finding-source.unapproved-use',
  rules: plainToSee,
  lines: plainLines,
  closesByItself: {
    detail: say('finding.unapproved-use.closes'),
  },
};

/** What the use of a service makes a gap of: no CL-01 over protected data, and no approval. */
@Injectable()
export class UseFindings {
  constructor(
    private readonly standings: Standings,
    private readonly register: Register,
    private readonly clock: Clock,
  ) {}

  async hold(engagementIds: readonly string[]): Promise<void> {
    if (engagementIds.length === 0) return;
    const ids = [...engagementIds].sort();
    // Before anything is read: of two changes at once the later sees what the earlier one did.
    await this.standings.lock(ids);
    const found = await this.standings.computed(ids);
    const today = await this.clock.today();
    await this.register.hold(
      protectedDataSource,
      { engagementIds: ids },
      found.flatMap((one) => missingClause(one, today)),
    );
    await this.holdApproval(ids);
  }

  /** A critical finding moves the rating, and with it what an approval rests on: asked for after those. */
  async holdApproval(engagementIds: readonly string[]): Promise<void> {
    if (engagementIds.length === 0) return;
    const ids = [...engagementIds].sort();
    await this.standings.lock(ids);
    const now = await this.standings.computed(ids);
    const today = await this.clock.today();
    await this.register.hold(
      unapprovedUseSource,
      { engagementIds: ids },
      now.flatMap((standing) => missingApproval(standing, today)),
    );
  }
}

function missingClause({ engagementId, engagement, contract }: StandingFacts, today: string): Gap[] {
  const { use } = engagement;
  // What nobody has said is weighed as before: only once a contract is recorded that lacks the clause.
  const counts = use.state === 'not-stated' ? contract.clause01Gap : holdsData(use);
  const lacks = contract.protectedData && contract.clause01 === 'missing';
  const from = importedFindingFrom(use);
  if (!engagement.open || !lacks || !counts || (from !== null && today < from)) return [];
  return [
    {
      engagementId,
      ...(contract.contractId !== null && { contractId: contract.contractId }),
      key: CL_01,
      clause: CL_01,
      title: say('finding.protected-data-in-use.title'),
      detail: say(
        contract.contractId === null
          ? 'finding.protected-data-in-use.no-contract'
          : 'finding.protected-data-in-use.no-clause',
      ),
      citation: engagement.facts.holdsPi ? CONTRACT_DUTY : null,
      severity: 'critical',
    },
  ];
}

function missingApproval(standing: ComputedStanding, today: string): Gap[] {
  const unapproved = unapprovedUseOf(standing);
  if (!standing.engagement.open || unapproved === null || unapproved.from > today) return [];
  return [
    {
      engagementId: standing.engagementId,
      key: 'approval',
      title: say('finding.unapproved-use.title'),
      detail: say('finding.unapproved-use.detail', {
        since: standing.engagement.use.since ?? unapproved.from,
        why: unapproved.why,
      }),
      citation: null,
      severity: 'high',
    },
  ];
}

function unapprovedUseOf({ engagement, approvalStanding, policy }: ComputedStanding): UnapprovedUse | null {
  return unapprovedUse(engagement.use, approvalStanding, policy.policy.useWithoutApprovalDays);
}
