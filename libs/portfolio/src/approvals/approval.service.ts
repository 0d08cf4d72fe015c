import { Injectable } from '@nestjs/common';
import { acceptanceState } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, Database, type MemberActor } from '@countersign/platform';
import { Standings } from '../standings/standings';
import { engagementDecided } from './approval-changes';
import { ApprovalDecision } from './approval-decision';
import type { NewApproval, NewCondition } from './approval.dto';
import { ApprovalEntity } from './approval.entity';
import type { Decidable } from './gate-facts';

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

  async approve(id: string, approval: NewApproval, member: MemberActor): Promise<void> {
    // By today's dates and not by the last daily round: CL-01's term may have ended at midnight.
    await this.standings.bringToToday(id);
    const decidable = await this.decision.of(id, approval);
    if (await this.decidedJustNow(id, approval, member)) return;
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
    { outcome, validTo, conditions, reason }: NewApproval,
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
  private async decidedJustNow(id: string, approval: NewApproval, member: MemberActor): Promise<boolean> {
    const { outcome, validTo, conditions, reason } = approval;
    const latest = await this.database.maybeOne<{ same: boolean }>(
      `
      select a.by_member_id = :memberId and a.outcome = :outcome and a.reason = :reason
        and a.valid_to is not distinct from :validTo::date and a.conditions is not distinct from :conditions
        and a.at > app.now() - interval '1 minute' as same
      from app.approval a
      where a.organisation_id = :organisationId and a.engagement_id = :id
      order by a.at desc, a.id desc
      limit 1`,
      { id, memberId: member.memberId, outcome, reason, validTo, conditions: wordsOf(conditions) },
    );
    return latest?.same ?? false;
  }
}

/** For whoever reads the decision later: the findings that watch over them may be closed by then. */
function wordsOf(conditions: readonly NewCondition[]): string | null {
  if (conditions.length === 0) return null;
  return conditions.map(({ text, dueOn }) => `${text} (by ${dueOn})`).join('\n');
}
