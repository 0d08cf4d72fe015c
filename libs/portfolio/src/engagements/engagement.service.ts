import { Injectable } from '@nestjs/common';
import {
  approvalOptions,
  inherentRisk,
  isIsoDate,
  validateIntake,
  type InherentRisk,
  type IntakeFacts,
} from '@countersign/domain';
import { clauseLibrary, factCatalogue } from '@countersign/content';
import { AssessmentFacts } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { ContractChanges } from '@countersign/contracts';
import {
  Changes,
  Clock,
  conflict,
  Database,
  expression,
  invalid,
  type MemberActor,
  say,
} from '@countersign/platform';
import type { StandingEntity } from '../standings/standing.entity';
import { Standings } from '../standings/standings';
import { ApprovalEntity } from './approval.entity';
import { engagementCreated, engagementDecided, intakeChanged } from './engagement-changes';
import { EngagementEntity } from './engagement.entity';
import type { ChangedIntake, NewApproval, NewEngagement } from './engagement.dto';

/** Takes in engagements with their intake, and records what `risk` says of them. */
@Injectable()
export class EngagementService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly standings: Standings,
    private readonly changes: Changes,
    private readonly assessmentFacts: AssessmentFacts,
    private readonly contracts: ContractChanges,
  ) {}

  async addEngagement(vendorId: string, engagement: NewEngagement): Promise<string> {
    await this.database.one(
      `select v.id from app.vendor v
       where v.organisation_id = :organisationId and v.id = :vendorId and v.state = 'active'`,
      { vendorId },
      'vendor',
    );
    await this.requireOwner(engagement.ownerId);
    const inherent = assessIntake(engagement.intake);
    const { name, description, ownerId, intake } = engagement;
    const { id } = await this.database.insert(
      EngagementEntity,
      { vendorId, name, description, ownerId, intake, ...columnsOf(inherent) },
      ['id'],
    );
    await this.audit.record({
      what: 'engagement.created',
      object: { kind: 'engagement', id },
      after: {
        vendorId,
        name: engagement.name,
        intake: engagement.intake,
        level: inherent.level,
        tier: inherent.tier,
      },
    });
    this.changes.note(engagementCreated({ engagementId: id }));
    return id;
  }

  /** An intake change updates the facts that open assessments read, since their gates follow it. */
  async changeIntake(id: string, { intake, revision }: ChangedIntake): Promise<void> {
    const before = await this.database.one<Pick<EngagementEntity, 'intake' | 'revision' | 'state'>>(
      `select e.intake, e.revision, e.state from app.engagement e
       where e.organisation_id = :organisationId and e.id = :id for no key update`,
      { id },
      'engagement',
    );
    if (before.state === 'ended') throw conflict('engagement-ended', say('refusal.engagement-ended'));
    if (before.revision !== revision) {
      throw conflict('stale-revision', say('refusal.stale-revision'), {
        revision: before.revision,
        intake: before.intake,
      });
    }
    const inherent = assessIntake(intake);
    await this.database.update(
      EngagementEntity,
      { id },
      { intake, ...columnsOf(inherent), revision: expression`revision + 1` },
    );
    await this.audit.record({
      what: 'engagement.intake-changed',
      object: { kind: 'engagement', id },
      before: { intake: before.intake },
      after: { intake, level: inherent.level, tier: inherent.tier },
    });
    this.changes.note(intakeChanged({ engagementId: id }));
    await this.assessmentFacts.follow(id, intake);
    await this.contracts.followEngagement(id);
  }

  async approve(id: string, approval: NewApproval, member: MemberActor): Promise<void> {
    // By today's dates and not by the last daily round: CL-01's term may have ended at midnight.
    await this.standings.bringToToday(id);
    const today = await this.clock.today();
    const standing = await this.database.one<
      Pick<StandingEntity, 'rating' | 'residual' | 'clause01'> & Pick<EngagementEntity, 'state'>
    >(
      `select s.rating, s.residual, s.clause_01 as "clause01", e.state
       from app.standing s
       join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id
       where s.organisation_id = :organisationId and s.engagement_id = :id
       for update of s`,
      { id },
      'engagement',
    );
    if (standing.state === 'ended')
      throw conflict('engagement-ended', say('engagement.service.this-engagement-has-ended'));
    const options = approvalOptions({
      rating: standing.rating,
      residualState: standing.residual.risk.state,
      clause01Required: standing.clause01 !== 'not-required',
      clause01InForce: standing.clause01 === 'in-force',
      openKnockouts: standing.residual.openKnockouts,
      acceptance: null,
      today,
    });
    const option = options.find(({ outcome }) => outcome === approval.outcome);
    if (option !== undefined && !option.allowed) {
      throw conflict(
        'approval-blocked',
        option.because === null
          ? say('refusal.approval-blocked')
          : say('as-written', { text: option.because }),
      );
    }
    checkApproval(approval, today);
    if (await this.decidedJustNow(id, approval, member)) return;
    const { outcome, validTo, conditions, reason } = approval;
    const { id: approvalId } = await this.database.insert(
      ApprovalEntity,
      {
        engagementId: id,
        outcome,
        validTo,
        conditions,
        reason,
        ratingThen: standing.rating,
        byMemberId: member.memberId,
        byName: member.name,
      },
      ['id'],
    );
    await this.audit.record({
      what: 'engagement.decided',
      object: { kind: 'engagement', id },
      after: { approvalId, ...approval, ratingThen: standing.rating },
    });
    this.changes.note(engagementDecided({ engagementId: id }));
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
      { id, memberId: member.memberId, outcome, reason, validTo, conditions },
    );
    return latest?.same ?? false;
  }

  private async requireOwner(ownerId: string | null): Promise<void> {
    if (ownerId === null) return;
    const owner = await this.database.maybeOne(
      `select m.id from app.member m
       where m.organisation_id = :organisationId and m.id = :ownerId and m.active`,
      { ownerId },
    );
    if (owner === null)
      throw invalid([{ field: 'ownerId', message: say('engagement.service.choose-an-active-member') }]);
  }
}

function assessIntake(intake: IntakeFacts): InherentRisk {
  const problems = validateIntake(intake, factCatalogue);
  if (problems.length > 0) {
    throw invalid(
      problems.map(({ field, message }) => ({ field: field === '' ? 'intake' : `intake.${field}`, message })),
    );
  }
  return inherentRisk(intake, { catalogue: factCatalogue, library: clauseLibrary });
}

function columnsOf(inherent: InherentRisk) {
  return {
    inherent,
    impactHundredths: inherent.impactHundredths,
    likelihood: inherent.likelihood,
    inherentLevel: inherent.level,
    tier: inherent.tier,
  };
}

function checkApproval({ outcome, validTo, conditions }: NewApproval, today: string): void {
  if (outcome === 'approved-with-conditions' && (conditions === null || conditions === '')) {
    throw invalid([{ field: 'conditions', message: say('engagement.service.write-down-the-conditions') }]);
  }
  const approves = outcome === 'approved' || outcome === 'approved-with-conditions';
  if (approves && validTo === null) {
    throw invalid([{ field: 'validTo', message: say('engagement.service.give-the-last-day') }]);
  }
  if (validTo !== null && (!isIsoDate(validTo) || validTo <= today)) {
    throw invalid([{ field: 'validTo', message: say('engagement.service.give-a-day-after') }]);
  }
}
