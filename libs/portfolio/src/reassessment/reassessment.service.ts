import { Injectable } from '@nestjs/common';
import { laterOf } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, Clock, conflict, Database, invalid, say, type MemberActor } from '@countersign/platform';
import { ReassessmentExtensionEntity } from '../standings/reassessment-extension.entity';
import type { StandingReassessment } from '../standings/reassessment-standing';
import { Standings } from '../standings/standings';
import { reassessmentExtended } from './reassessment-changes';
import type { StillValid } from './reassessment.dto';

interface Found {
  readonly open: boolean;
  readonly tier: ReassessmentExtensionEntity['tier'];
  readonly reassessment: StandingReassessment | null;
  readonly before: Pick<ReassessmentExtensionEntity, 'until' | 'byName'> | null;
}

/** "Still valid, because …": moves a reassessment once, by half its cadence at most. It changes no score. */
@Injectable()
export class ReassessmentService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly standings: Standings,
  ) {}

  async extend(engagementId: string, wanted: StillValid, member: MemberActor): Promise<void> {
    // Locks the standing: of two at once the second meets the first.
    await this.standings.bringToToday(engagementId);
    const found = await this.found(engagementId);
    const due = await this.extendable(found, wanted);
    const { until, reason } = wanted;
    const { assessmentId, submittedOn, dueOn } = due;
    const covers = due.changes.map(({ key }) => key);
    await this.database.insert(ReassessmentExtensionEntity, {
      engagementId,
      assessmentId,
      submittedOn,
      tier: found.tier,
      covers,
      dueOn,
      until,
      reason,
      byMemberId: member.memberId,
      byName: member.name,
    });
    await this.audit.record({
      what: 'engagement.reassessment-extended',
      object: { kind: 'engagement', id: engagementId },
      before: { dueOn },
      after: { until, reason, submittedOn, covers },
    });
    this.changes.note(reassessmentExtended({ engagementId }));
  }

  private async extendable(
    { open, reassessment, before }: Found,
    { until, dueOn: shown }: StillValid,
  ): Promise<StandingReassessment> {
    if (!open) throw conflict('engagement-ended', say('reassessment.service.this-engagement-has-ended'));
    if (reassessment === null) throw conflict('nothing-to-extend');
    if (before !== null) {
      const said = say('refusal.already-extended', { by: before.byName, until: before.until });
      throw conflict('already-extended', said);
    }
    const { dueOn, extendableTo } = reassessment;
    if (shown !== dueOn) throw conflict('reassessment-moved', say('refusal.reassessment-moved', { dueOn }));
    const today = await this.clock.today();
    if (extendableTo <= today)
      throw conflict('too-late-to-extend', say('refusal.too-late-to-extend', { dueOn }));
    if (until <= laterOf(dueOn, today))
      throw invalid([{ field: 'until', message: say('reassessment.service.until-after-due', { dueOn }) }]);
    if (until > extendableTo) {
      const message = say('reassessment.service.until-latest', { latest: extendableTo });
      throw invalid([{ field: 'until', message }]);
    }
    return reassessment;
  }

  private found(engagementId: string): Promise<Found> {
    return this.database.one<Found>(
      `
      select e.state = 'open' as open, s.tier, s.reassessment,
        (select jsonb_build_object('until', x.until, 'byName', x.by_name)
         from app.reassessment_extension x
         where x.organisation_id = s.organisation_id and x.engagement_id = s.engagement_id
           and x.assessment_id = (s.reassessment ->> 'assessmentId')::uuid
           and x.submitted_on = (s.reassessment ->> 'submittedOn')::date) as before
      from app.standing s
      join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id
      where s.organisation_id = :organisationId and s.engagement_id = :engagementId`,
      { organisationId: this.database.organisationId, engagementId },
      'engagement',
    );
  }
}
