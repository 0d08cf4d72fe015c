import { Injectable } from '@nestjs/common';
import {
  inForce,
  policyInForce,
  protectedElements,
  type ApprovalState,
  type AskedQuestionnaire,
  type GateFacts,
  type FactSheet,
  type FactsInForce,
  type OpenScope,
  type RecordedGrounds,
  type StaleCause,
} from '@countersign/domain';
import { shippedPolicy } from '@countersign/content';
import { Submissions, type Asked, type Submission } from '@countersign/assessments';
import { Database } from '@countersign/platform';
import type { PolicyVersion } from '../policy/policies';
import { type DatedCause } from '../standings/approval-standing';
import type { StandingAcceptance } from '../standings/standing-facts';
import type { StandingEntity } from '../standings/standing.entity';

export interface Decidable {
  /** Not ended: one that was rejected may be decided about again. */
  readonly open: boolean;
  readonly gates: GateFacts;
  /** What an approval of today rests on. */
  readonly grounds: RecordedGrounds;
  readonly acceptance: StandingAcceptance | null;
  readonly approvalState: ApprovalState;
  /** Why the latest approval is stale; empty while it is not. */
  readonly staleCauses: readonly DatedCause[];
}

interface FoundFacts extends Pick<
  StandingEntity,
  'tier' | 'rating' | 'residual' | 'clause01' | 'approvalState' | 'reassessment'
> {
  readonly open: boolean;
  readonly today: string;
  readonly unassessed: GateFacts['unassessed'];
  readonly facts: FactSheet;
  readonly policy: PolicyVersion | null;
  readonly acceptance: StandingAcceptance | null;
  readonly causes: readonly (StaleCause & { readonly since: string })[];
}

/** All that a decision on an engagement depends on, as its standing says it. */
@Injectable()
export class GateFactsReader {
  constructor(
    private readonly database: Database,
    private readonly submissions: Submissions,
  ) {}

  async of(engagementId: string): Promise<Decidable> {
    const found = await this.found(engagementId);
    const submissions = await this.submissions.ofEngagement(engagementId);
    const elements = protectedElements(inForce(found.facts) as FactSheet & FactsInForce);
    const { tier, rating, today, acceptance, clause01 } = found;
    const policy = policyInForce(found.policy ?? { version: 0, policy: shippedPolicy }, {
      tier,
      protectedData: elements.length > 0,
      unassessed: found.unassessed !== null,
    });
    const asked = await this.submissions.asked(engagementId, policy.questionnaires);
    return {
      open: found.open,
      acceptance,
      approvalState: found.approvalState,
      staleCauses: found.approvalState === 'stale' ? found.causes : [],
      grounds: { tier, rating, protectedElements: elements },
      gates: {
        policy,
        unassessed: found.unassessed,
        asked: asked.map((one) => questionnaireOf(one, submissions)),
        proposals: submissions.flatMap((one) => one.proposals.map((scope) => openScope(one, scope))),
        disputes: submissions.flatMap((one) => one.disputes.map((scope) => openScope(one, scope))),
        knockouts: submissions.flatMap(({ assessmentId, knockouts }) =>
          knockouts.map((knockout) => ({ assessmentId, ...knockout })),
        ),
        clause01,
        rating,
        openKnockouts: found.residual.openKnockouts,
        acceptance,
        extendedUntil: found.reassessment?.extendedUntil ?? null,
        today,
      },
    };
  }

  private found(engagementId: string): Promise<FoundFacts> {
    return this.database.one<FoundFacts>(
      `
      select e.state = 'open' as open, s.tier, s.rating, s.residual, s.reassessment, s.clause_01 as "clause01", s.approval_state,
        coalesce(e.facts, e.intake) as facts,
        case when e.unassessed_reason is not null then
          jsonb_build_object('reason', e.unassessed_reason, 'by', e.unassessed_by) end as unassessed,
        app.today(o.time_zone) as today,
        (select jsonb_build_object('version', p.number, 'policy', p.document) from app.policy p
         where p.organisation_id = s.organisation_id order by p.number desc limit 1) as policy,
        (select jsonb_build_object('id', r.id, 'until', r.until, 'rating', r.rating, 'knockouts', r.knockouts,
          'by', r.by_name)
         from app.risk_acceptance r
         where r.organisation_id = s.organisation_id and r.engagement_id = s.engagement_id
           and r.withdrawn_at is null
         order by r.at desc, r.id desc limit 1) as acceptance,
        (select coalesce(jsonb_agg(jsonb_build_object('key', c.occasion, 'code', c.code,
           'parameters', c.parameters, 'since', c.since) order by c.number), '[]')
         from app.approval_stale_cause c
         where c.organisation_id = s.organisation_id and c.engagement_id = s.engagement_id
           and c.ended_at is null) as causes
      from app.standing s
      join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id
      join app.organisation o on o.organisation_id = s.organisation_id
      where s.organisation_id = :organisationId and s.engagement_id = :engagementId`,
      { engagementId },
      'engagement',
    );
  }
}

function openScope(
  { assessmentId }: Submission,
  { question, fact }: { readonly question: string; readonly fact: string },
): OpenScope {
  return { assessmentId, question, fact };
}

function questionnaireOf(
  { questionnaire, title, underWay }: Asked,
  submissions: readonly Submission[],
): AskedQuestionnaire {
  const found = submissions.find((one) => one.questionnaire === questionnaire);
  if (found === undefined) return { questionnaire, title, underWay, submission: null };
  const { assessmentId, state, submittedOn } = found;
  return { questionnaire, title, underWay, submission: { assessmentId, state, submittedOn } };
}
