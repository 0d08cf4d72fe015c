import { Injectable } from '@nestjs/common';
import {
  ANSWERABLE_STATES,
  inForce,
  mayGoUnassessed,
  REVIEWABLE_STATES,
  type FactSheet,
  type FactsInForce,
  type Tier,
} from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Changes,
  Clock,
  conflict,
  Database,
  refuseStale,
  say,
  textList,
  type MemberActor,
} from '@countersign/platform';
import { Details, shownTo } from './details';
import type { NotNeeded } from './details.dto';
import { assessmentForgone, assessmentWanted } from './details-changes';

interface Found {
  readonly tier: Tier;
  readonly facts: FactSheet;
  readonly underWay: boolean;
}

/** Records why an engagement of tier 3 without protected data needs no assessment, and takes that back. */
@Injectable()
export class UnassessedService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly details: Details,
  ) {}

  /** Nobody is to be asked for nothing: what is under way is cancelled or closed first. */
  async forgo(id: string, { reason, revision }: NotNeeded, member: MemberActor): Promise<void> {
    const present = await this.details.locked(id);
    refuseStale(shownTo(present), revision);
    if (present.state === 'ended') throw conflict('engagement-ended', say('details.nothing-to-assess'));
    const { tier, protectedData, underWay } = await this.standing(id);
    if (!mayGoUnassessed({ tier, protectedData })) throw conflict('assessment-needed');
    if (underWay) throw conflict('assessment-under-way');
    await this.write(id, { reason, by: member.name, on: await this.clock.today() });
    await this.audit.record({
      what: 'engagement.no-assessment-needed',
      object: { kind: 'engagement', id },
      ...(present.notNeeded !== null && { before: { reason: present.notNeeded.reason } }),
      after: { reason },
    });
    this.changes.note(assessmentForgone({ engagementId: id }));
  }

  async takeBack(id: string, { reason, revision }: NotNeeded): Promise<void> {
    const present = await this.details.locked(id);
    refuseStale(shownTo(present), revision);
    if (present.notNeeded === null) throw conflict('nothing-to-take-back');
    await this.write(id, { reason: null, by: null, on: null });
    await this.audit.record({
      what: 'engagement.assessment-wanted',
      object: { kind: 'engagement', id },
      before: { reason: present.notNeeded.reason },
      after: { reason },
    });
    this.changes.note(assessmentWanted({ engagementId: id }));
  }

  private async write(
    id: string,
    said: { readonly reason: string | null; readonly by: string | null; readonly on: string | null },
  ): Promise<void> {
    await this.database.query(
      `
      update app.engagement e
      set unassessed_reason = :reason, unassessed_by = :by, unassessed_on = :on,
        details_revision = e.details_revision + 1
      where e.organisation_id = :organisationId and e.id = :id`,
      { organisationId: this.database.organisationId, id, ...said },
    );
  }

  private async standing(id: string) {
    const { facts, ...found } = await this.database.one<Found>(
      `
      select s.tier, coalesce(e.facts, e.intake) as facts,
        exists (select from app.assessment a
          where a.organisation_id = s.organisation_id and a.engagement_id = s.engagement_id
            and a.state in (${textList([...ANSWERABLE_STATES, ...REVIEWABLE_STATES])})) as under_way
      from app.standing s
      join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id
      where s.organisation_id = :organisationId and s.engagement_id = :id`,
      { organisationId: this.database.organisationId, id },
      'engagement',
    );
    return { ...found, protectedData: (inForce(facts) as FactSheet & FactsInForce).protectedData };
  }
}
