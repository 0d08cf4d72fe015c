import { Injectable } from '@nestjs/common';
import { acceptanceState, type ApprovalOutcome } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, conflict, Database, type MemberActor, type Problem, say } from '@countersign/platform';
import { Standings } from '../standings/standings';
import { engagementDecided } from './approval-changes';
import { ApprovalDecision } from './approval-decision';
import type { NewApproval, NewCondition, WantedApproval } from './approval.dto';
import { ApprovalEntity } from './approval.entity';
import type { Decidable } from './gate-facts';

interface LatestDecision {
  readonly id: string;
  readonly outcome: ApprovalOutcome;
  readonly by: string;
  /** Taken by the same member a moment ago. */
  readonly same: boolean;
}

/** What `risk` says of an engagement. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly standings: Standings,
    private readonly decision: ApprovalDecision,
  ) {}

  async approve(id: string, { after, ...approval }: NewApproval, member: MemberActor): Promise<void> {
    // By today's dates and not by the last daily round: CL-01's term may have ended at midnight.
    await this.standings.bringToToday(id);
    const decidable = await this.decision.of(id, approval);
    const latest = await this.latest(id, approval, member);
    if (latest?.same) return;
    if (latest !== null && latest.id !== after) throw decidedMeanwhile(latest);
    const approvalId = await this.write(id, approval, decidable, member);
    await this.audit.record({
      what: 'engagement.decided',
      object: { kind: 'engagement', id },
      after: { approvalId, ...approval, ratingThen: decidable.grounds.rating, restsOn: decidable.grounds },
    });
    await this.decision.follow(id, approvalId, approval);
    this.changes.note(engagementDecided({ engagementId: id }));
  }

  private async write(
    engagementId: string,
    { outcome, validTo, conditions, reason }: WantedApproval,
    { grounds, gates, acceptance }: Decidable,
    member: MemberActor,
  ): Promise<string> {
    const accepted = acceptance !== null && acceptanceState(acceptance, gates) === 'valid';
    const { id } = await this.database.insert(
      ApprovalEntity,
      {
        engagementId,
        outcome,
        validTo,
        conditions: wordsOf(conditions),
        reason,
        ratingThen: grounds.rating,
        recorded: {
          ...grounds,
          policyVersion: gates.policy.version,
          acceptanceId: accepted ? acceptance.id : null,
        },
        byMemberId: member.memberId,
        byName: member.name,
      },
      ['id'],
    );
    return id;
  }

  /** A click that was repeated is one decision; the standing's lock lets those at once pass one by one. */
  private latest(id: string, approval: WantedApproval, member: MemberActor): Promise<LatestDecision | null> {
    const { outcome, validTo, conditions, reason } = approval;
    return this.database.maybeOne<LatestDecision>(
      `
      select a.id, a.outcome, a.by_name as by, a.by_member_id = :memberId and a.outcome = :outcome and a.reason = :reason
        and a.valid_to is not distinct from :validTo::date and a.conditions is not distinct from :conditions
        and a.at > app.now() - interval '1 minute' as same
      from app.approval a
      where a.organisation_id = :organisationId and a.engagement_id = :id
      order by a.at desc, a.id desc
      limit 1`,
      { id, memberId: member.memberId, outcome, reason, validTo, conditions: wordsOf(conditions) },
    );
  }
}

/** Of two people who decide on what they see, the second is told what the first has decided. */
function decidedMeanwhile({ by, outcome }: LatestDecision): Problem {
  const decided = decidedAs[outcome];
  return conflict('decided-meanwhile', say('refusal.decided-meanwhile', { by, outcome: decided }));
}

const decidedAs: Readonly<Record<ApprovalOutcome, string>> = {
  'to-contract': 'contract',
  approved: 'approved',
  'approved-with-conditions': 'conditions',
  rejected: 'rejected',
};

/** For whoever reads the decision later: the findings that watch over them may be closed by then. */
function wordsOf(conditions: readonly NewCondition[]): string | null {
  if (conditions.length === 0) return null;
  return conditions.map(({ text, dueOn }) => `${text} (by ${dueOn})`).join('\n');
}
