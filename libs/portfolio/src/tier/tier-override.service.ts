import { Injectable } from '@nestjs/common';
import type { Tier } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Clock,
  conflict,
  Database,
  expression,
  invalid,
  notFound,
  say,
  type MemberActor,
  type Weighed,
} from '@countersign/platform';
import { TierFollows } from './tier-follows';
import type { NewTierOverride } from './tier.dto';
import { TierOverrideEntity } from './tier-override.entity';

interface Found {
  readonly open: boolean;
  readonly computed: Tier;
  readonly standing: Pick<TierOverrideEntity, 'id' | 'until' | 'byName'> | null;
}

type FoundOverride = Pick<
  TierOverrideEntity,
  'id' | 'engagementId' | 'tier' | 'until' | 'liftedAt' | 'liftedBy'
>;

/** Somebody with the role risk sets another tier than the computed one until a day. It changes no level and no rating. */
@Injectable()
export class TierOverrideService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly follows: TierFollows,
  ) {}

  async override(engagementId: string, wanted: NewTierOverride, member: MemberActor): Promise<void> {
    await this.follows.begin(engagementId);
    const { open, computed, standing } = await this.found(engagementId);
    const today = await this.clock.today();
    const { tier, until, reason } = wanted;
    if (!open) throw conflict('engagement-ended', say('tier.service.this-engagement-has-ended'));
    if (standing !== null && standing.until >= today)
      throw conflict(
        'override-stands',
        say('refusal.override-stands', { by: standing.byName, until: standing.until }),
      );
    // One whose day is over is in nobody's way, though no round has seen it yet.
    if (standing !== null) await this.expire([engagementId]);
    if (tier === computed)
      throw invalid([{ field: 'tier', message: say('tier.service.another-tier', { computed }) }]);
    if (until <= today)
      throw invalid([{ field: 'until', message: say('engagement.service.give-a-day-after') }]);
    const { id } = await this.database.insert(
      TierOverrideEntity,
      {
        engagementId,
        tier,
        computedTier: computed,
        until,
        reason,
        byMemberId: member.memberId,
        byName: member.name,
      },
      ['id'],
    );
    await this.audit.record({
      what: 'engagement.tier-overridden',
      object: { kind: 'engagement', id: engagementId },
      before: { tier: computed },
      after: { overrideId: id, tier, until, reason },
    });
    await this.follows.set(engagementId, until);
  }

  async lift(
    { engagementId, id }: { readonly engagementId: string; readonly id: string },
    reason: string,
    member: MemberActor,
  ): Promise<void> {
    await this.follows.begin(engagementId);
    const override = await this.database.maybeOne<FoundOverride>(
      `
      select t.id, t.engagement_id, t.tier, t.until, t.lifted_at, t.lifted_by
      from app.tier_override t
      where t.organisation_id = :organisationId and t.id = :id and t.engagement_id = :engagementId
      for update`,
      { id, engagementId },
    );
    if (override === null) throw notFound('tier-override');
    if (override.liftedAt !== null)
      throw conflict('override-lifted', say('refusal.override-lifted', { by: override.liftedBy ?? '' }));
    if (override.until < (await this.clock.today())) throw conflict('override-over');
    await this.database.update(
      TierOverrideEntity,
      { id },
      { liftedAt: expression`app.now()`, liftedBy: member.name, liftedReason: reason },
    );
    await this.audit.record({
      what: 'engagement.tier-override-lifted',
      object: { kind: 'engagement', id: engagementId },
      before: { tier: override.tier, until: override.until },
      after: { overrideId: id, reason },
    });
    await this.follows.lifted(engagementId);
  }

  /** Those whose last day has passed and that no round has seen. */
  async due(): Promise<Weighed[]> {
    return this.database.query(
      `
      select t.engagement_id as id, 1 as rows from app.tier_override t
      where t.organisation_id = :organisationId and t.lifted_at is null and t.expired_at is null and t.until < :today
      order by t.engagement_id`,
      { organisationId: this.database.organisationId, today: await this.clock.today() },
    );
  }

  /** The computed tier is in force again: clauses and the standing follow, and the trail says so. */
  async expire(engagementIds: readonly string[]): Promise<void> {
    await this.follows.lock(engagementIds);
    const expired = await this.database.query<FoundOverride>(
      `
      update app.tier_override t set expired_at = app.now()
      where t.organisation_id = :organisationId and t.engagement_id = any(:engagementIds::uuid[])
        and t.lifted_at is null and t.expired_at is null and t.until < :today
      returning t.id, t.engagement_id, t.tier, t.until, t.lifted_at, t.lifted_by`,
      { organisationId: this.database.organisationId, engagementIds, today: await this.clock.today() },
    );
    for (const { id, engagementId, tier, until } of expired) {
      await this.audit.record({
        what: 'engagement.tier-override-ended',
        object: { kind: 'engagement', id: engagementId },
        before: { overrideId: id, tier, until },
      });
      await this.follows.expired(engagementId);
    }
  }

  private found(engagementId: string): Promise<Found> {
    return this.database.one<Found>(
      `
      select e.state = 'open' as open, e.tier as computed,
        (select jsonb_build_object('id', t.id, 'until', t.until, 'byName', t.by_name) from app.tier_override t
         where t.organisation_id = e.organisation_id and t.engagement_id = e.id and t.lifted_at is null
           and t.expired_at is null) as standing
      from app.engagement e
      where e.organisation_id = :organisationId and e.id = :engagementId`,
      { organisationId: this.database.organisationId, engagementId },
      'engagement',
    );
  }
}
