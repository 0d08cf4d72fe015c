import { Injectable } from '@nestjs/common';
import { acceptanceState, addMonths, needsAcceptance, type Level } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Changes,
  conflict,
  Database,
  expression,
  invalid,
  notFound,
  type MemberActor,
  say,
} from '@countersign/platform';
import { Standings } from '../standings/standings';
import { acceptanceWithdrawn, riskAccepted } from './acceptance-changes';
import type { NewAcceptance } from './acceptance.dto';
import { DecisionMilestones } from './decision-milestones';
import { GateFactsReader, type Decidable } from './gate-facts';
import { RiskAcceptanceEntity } from './risk-acceptance.entity';

/** Somebody with the role risk takes a risk upon the organisation until a day. It changes no score. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly standings: Standings,
    private readonly facts: GateFactsReader,
    private readonly milestones: DecisionMilestones,
  ) {}

  async accept(engagementId: string, wanted: NewAcceptance, member: MemberActor): Promise<void> {
    // Locks the standing: of two acceptances at once the second meets the first.
    await this.standings.bringToToday(engagementId);
    const decidable = await this.facts.of(engagementId);
    if (!decidable.open)
      throw conflict('engagement-ended', say('acceptance.service.this-engagement-has-ended'));
    refuseBesideAnother(decidable);
    refuseAnotherRisk(decidable, wanted);
    await this.refuseUnreasonable(engagementId, wanted, decidable);
    const { rating, knockouts, findings, until, reason } = wanted;
    const { id } = await this.database.insert(
      RiskAcceptanceEntity,
      {
        engagementId,
        rating,
        knockouts,
        findings,
        until,
        reason,
        byMemberId: member.memberId,
        byName: member.name,
      },
      ['id'],
    );
    await this.audit.record({
      what: 'engagement.risk-accepted',
      object: { kind: 'engagement', id: engagementId },
      after: { acceptanceId: id, rating, knockouts, findings, until, reason },
    });
    await this.milestones.accepted(engagementId, until);
    this.changes.note(riskAccepted({ engagementId }));
  }

  async withdraw(
    { engagementId, id }: { readonly engagementId: string; readonly id: string },
    reason: string,
    member: MemberActor,
  ): Promise<void> {
    await this.standings.lock([engagementId]);
    const acceptance = await this.database.maybeOne<{
      withdrawnAt: string | null;
      withdrawnBy: string | null;
      rating: Level;
      until: string;
    }>(
      `
      select r.withdrawn_at, r.withdrawn_by, r.rating, r.until from app.risk_acceptance r
      where r.organisation_id = :organisationId and r.id = :id and r.engagement_id = :engagementId
      for update`,
      { id, engagementId },
    );
    if (acceptance === null) throw notFound('risk-acceptance');
    if (acceptance.withdrawnAt !== null)
      throw conflict(
        'acceptance-withdrawn',
        say('refusal.acceptance-withdrawn', { by: acceptance.withdrawnBy ?? '' }),
      );
    await this.database.update(
      RiskAcceptanceEntity,
      { id },
      { withdrawnAt: expression`app.now()`, withdrawnBy: member.name, withdrawnReason: reason },
    );
    await this.audit.record({
      what: 'engagement.acceptance-withdrawn',
      object: { kind: 'engagement', id: engagementId },
      before: { rating: acceptance.rating, until: acceptance.until },
      after: { acceptanceId: id, reason },
    });
    await this.milestones.withdrawn(engagementId);
    this.changes.note(acceptanceWithdrawn({ engagementId }));
  }

  private async refuseUnreasonable(
    engagementId: string,
    { findings, until, knockouts }: NewAcceptance,
    { gates }: Decidable,
  ): Promise<void> {
    const { policy, today } = gates;
    const latest = addMonths(today, policy.acceptanceMonths);
    if (until <= today)
      throw invalid([{ field: 'until', message: say('engagement.service.give-a-day-after') }]);
    if (until > latest) {
      const message = say('acceptance.service.until-latest', { latest, months: policy.acceptanceMonths });
      throw invalid([{ field: 'until', message }]);
    }
    if (!needsAcceptance(gates, policy.acceptanceFrom) && knockouts.length + findings.length === 0) {
      const message = say('acceptance.service.nothing-asks');
      throw invalid([{ field: 'findings', message }]);
    }
    const known = await this.database.query<{ id: string }>(
      `select f.id from app.finding f
       where f.organisation_id = :organisationId and f.engagement_id = :engagementId
         and f.id = any(:findings::uuid[]) and f.state in ('proposed', 'open')`,
      { engagementId, findings },
    );
    if (known.length !== findings.length)
      throw invalid([{ field: 'findings', message: say('acceptance.service.name-open-findings-of') }]);
  }
}

function refuseBesideAnother({ gates, acceptance }: Decidable): void {
  if (acceptance === null || acceptanceState(acceptance, gates) !== 'valid') return;
  throw conflict(
    'acceptance-stands',
    say('refusal.acceptance-stands', { by: acceptance.by, until: acceptance.until }),
  );
}

/** What was looked at is what is accepted: no more, and no knock-out less. */
function refuseAnotherRisk({ gates }: Decidable, { rating, knockouts }: NewAcceptance): void {
  const { openKnockouts } = gates;
  const same =
    knockouts.every((one) => openKnockouts.includes(one)) &&
    openKnockouts.every((one) => knockouts.includes(one));
  if (rating === gates.rating && same) return;
  throw conflict('risk-changed', say('refusal.risk-changed'), {
    rating: gates.rating,
    knockouts: openKnockouts,
  });
}
