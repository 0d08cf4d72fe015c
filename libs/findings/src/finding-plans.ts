import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  Changes,
  Clock,
  conflict,
  Database,
  expression,
  invalid,
  type MemberActor,
  notFound,
  type RespondentActor,
  say,
} from '@countersign/platform';
import type { ProposePlan, SendBackPlan, ShownPlan } from './finding.dto';
import { FindingEntity } from './finding.entity';
import { findingAgreed } from './finding-changes';
import { FindingPlanEntity } from './finding-plan.entity';

type PlannedFinding = Pick<FindingEntity, 'id' | 'engagementId' | 'state' | 'title' | 'dueOn'>;
type LatestPlan = Pick<FindingPlanEntity, 'id' | 'state' | 'plan' | 'doneBy'>;

/** The vendor says what it will do and by when; only by the organisation's word does that day become the due date. */
@Injectable()
export class FindingPlans {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
  ) {}

  async propose(
    actor: RespondentActor,
    findingId: string,
    { plan, doneBy, seen }: ProposePlan,
  ): Promise<void> {
    const finding = await this.lockOwn(actor, findingId);
    const latest = await this.latest(finding.id);
    if ((latest?.id ?? null) !== seen) throw conflict('plan-changed');
    if (doneBy < (await this.clock.today()))
      throw invalid([{ field: 'doneBy', message: say('finding.plans.day-is-past') }]);
    if (latest?.state === 'proposed') await this.end(latest.id, 'replaced');
    const { assessmentId } = actor;
    const byName = actor.name ?? '';
    await this.database.insert(FindingPlanEntity, { findingId, assessmentId, plan, doneBy, byName }, ['id']);
    await this.record(finding, {
      what: 'finding.plan-proposed',
      before: latest?.state === 'proposed' ? { plan: latest.plan, doneBy: latest.doneBy } : undefined,
      after: { plan, doneBy },
      by: { kind: 'respondent', id: actor.contactId, name: byName },
    });
  }

  async withdraw(actor: RespondentActor, findingId: string, { seen }: ShownPlan): Promise<void> {
    const finding = await this.lockOwn(actor, findingId);
    const { id, plan, doneBy } = await this.pending(finding.id, seen);
    await this.end(id, 'withdrawn');
    await this.record(finding, {
      what: 'finding.plan-withdrawn',
      before: { plan, doneBy },
      by: { kind: 'respondent', id: actor.contactId, name: actor.name ?? '' },
    });
  }

  async agree(findingId: string, { seen }: ShownPlan, member: MemberActor): Promise<void> {
    const finding = await this.lock(findingId);
    const { id, plan, doneBy } = await this.pending(finding.id, seen);
    if (doneBy < (await this.clock.today())) throw conflict('plan-day-past');
    await this.judge(id, { state: 'agreed', judgedNote: null }, member);
    await this.database.update(FindingEntity, { id: findingId }, { dueOn: doneBy });
    await this.record(finding, {
      what: 'finding.plan-agreed',
      before: { dueOn: finding.dueOn },
      after: { plan, dueOn: doneBy },
    });
    this.changes.note(findingAgreed({ findingId, engagementId: finding.engagementId }));
  }

  async sendBack(findingId: string, { seen, note }: SendBackPlan, member: MemberActor): Promise<void> {
    const finding = await this.lock(findingId);
    const { id, plan, doneBy } = await this.pending(finding.id, seen);
    await this.judge(id, { state: 'sent-back', judgedNote: note }, member);
    await this.record(finding, { what: 'finding.plan-sent-back', before: { plan, doneBy }, after: { note } });
  }

  /** Of the answers that the respondent gave, as a whole; goes on as a job, which may write. */
  private async lockOwn({ assessmentId, sections }: RespondentActor, id: string): Promise<PlannedFinding> {
    if (sections !== null) throw notFound('finding');
    await this.database.continueAsJob('finding plan');
    return this.lock(id, assessmentId);
  }

  private async lock(id: string, assessmentId: string | null = null): Promise<PlannedFinding> {
    const finding = await this.database.one<PlannedFinding>(
      `select f.id, f.engagement_id, f.state, f.title, f.due_on from app.finding f
       where f.organisation_id = :organisationId and f.id = :id
         and (:assessmentId::uuid is null or f.assessment_id = :assessmentId and f.source = 'answer'
           and f.state in ('open', 'closed'))
       for update`,
      { id, assessmentId },
      'finding',
    );
    if (finding.state === 'closed') throw conflict('finding-closed', say('refusal.finding-closed'));
    if (finding.state !== 'open') throw conflict('finding-not-accepted', say('refusal.finding-not-accepted'));
    return finding;
  }

  private async latest(findingId: string): Promise<LatestPlan | null> {
    const [latest] = await this.database.query<LatestPlan>(
      `select p.id, p.state, p.plan, p.done_by from app.finding_plan p
       where p.organisation_id = :organisationId and p.finding_id = :findingId
       order by p.id desc limit 1`,
      { findingId },
    );
    return latest ?? null;
  }

  /** Nobody judges or takes back a plan that was not on the page. */
  private async pending(findingId: string, seen: string): Promise<LatestPlan> {
    const latest = await this.latest(findingId);
    if (latest?.id !== seen || latest.state !== 'proposed') throw conflict('plan-changed');
    return latest;
  }

  private async end(id: string, state: 'replaced' | 'withdrawn'): Promise<void> {
    await this.database.update(FindingPlanEntity, { id }, { state });
  }

  private async judge(
    id: string,
    verdict: Pick<FindingPlanEntity, 'state' | 'judgedNote'>,
    { name }: MemberActor,
  ): Promise<void> {
    const judged = { ...verdict, judgedBy: name, judgedAt: expression`app.now()` };
    await this.database.update(FindingPlanEntity, { id }, judged);
  }

  private async record(
    { id, engagementId, title }: PlannedFinding,
    {
      after,
      ...line
    }: Omit<Parameters<Audit['record']>[0], 'object' | 'after'> & { readonly after?: object },
  ): Promise<void> {
    await this.audit.record({
      ...line,
      object: { kind: 'engagement', id: engagementId },
      after: { findingId: id, title, ...after },
    });
  }
}
