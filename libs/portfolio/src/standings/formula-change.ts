import { Injectable } from '@nestjs/common';
import {
  approvesUse,
  compareLevels,
  FORMULA_VERSION,
  protectedElements,
  type Level,
  type Tier,
} from '@countersign/domain';
import { AssessmentScoring } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { asJson, Changes, Database, defineChange, type Weighed } from '@countersign/platform';
import type { ComputedStanding } from './standing-rows';

/** An engagement as a former formula left it. */
export interface FormerStanding {
  readonly engagementId: string;
  readonly tier: Tier;
  readonly rating: Level;
}

interface Rise {
  readonly engagementId: string;
  readonly tierBefore: Tier;
  readonly tierAfter: Tier;
  readonly ratingBefore: Level;
  readonly ratingAfter: Level;
}

const formulaChanged = defineChange<{ readonly engagementIds: readonly string[] }>('formula');

/** The first formula whose standings say which one they were counted by. */
const FORMER_VERSION = '2026.1';

/**
 * Carries engagements over a change of the formula: they are scored anew beside their former scores, what rose by the
 * formula alone is listed once, and what was decided before is held from then on against the levels of that day.
 */
@Injectable()
export class FormulaChange {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly scoring: AssessmentScoring,
  ) {}

  /** Those that the formula of today has not counted yet. */
  due(): Promise<Weighed[]> {
    return this.database.query(
      `select s.engagement_id as id, 1 as rows from app.standing s
       where s.organisation_id = :organisationId and s.formula_version is distinct from :version
       order by s.engagement_id`,
      { version: FORMULA_VERSION },
    );
  }

  async carry(engagementIds: readonly string[]): Promise<void> {
    for (const id of engagementIds) await this.scoring.rescoreEngagement(id);
    if (engagementIds.length > 0) this.changes.note(formulaChanged({ engagementIds }));
  }

  /** Of these engagements those that stand by a former formula; each is scored by the one of today. */
  async former(engagementIds: readonly string[]): Promise<FormerStanding[]> {
    const former = await this.database.query<FormerStanding>(
      `select s.engagement_id, s.tier, s.rating from app.standing s
       where s.organisation_id = :organisationId and s.engagement_id = any(:engagementIds::uuid[])
         and s.formula_version is distinct from :version
       order by s.engagement_id`,
      { engagementIds, version: FORMULA_VERSION },
    );
    for (const { engagementId } of former) await this.scoring.rescoreEngagement(engagementId);
    return former;
  }

  /** Before anybody is told that a decision has gone stale: what rose by the formula alone makes none so. */
  async record(former: readonly FormerStanding[], computed: readonly ComputedStanding[]): Promise<void> {
    const rises = computed.flatMap((standing) => riseOf(former, standing) ?? []);
    for (const standing of computed)
      if (former.some(({ engagementId }) => engagementId === standing.engagementId))
        await this.recordAnew(standing);
    if (rises.length === 0) return;
    await this.database.query(
      `insert into app.formula_rise
         (organisation_id, engagement_id, formula_version, former_version, tier_before, tier_after, rating_before,
          rating_after)
       select :organisationId, r."engagementId", :version, :former, r."tierBefore", r."tierAfter", r."ratingBefore",
         r."ratingAfter"
       from jsonb_to_recordset(:rises::jsonb) as r ("engagementId" uuid, "tierBefore" integer, "tierAfter" integer,
         "ratingBefore" text, "ratingAfter" text)
       on conflict do nothing`,
      {
        organisationId: this.database.organisationId,
        version: FORMULA_VERSION,
        former: FORMER_VERSION,
        rises: asJson(rises),
      },
    );
    await this.audit.record({
      what: 'formula.changed',
      object: { kind: 'organisation', id: this.database.organisationId },
      before: { formulaVersion: FORMER_VERSION },
      after: { formulaVersion: FORMULA_VERSION, rose: rises },
    });
  }

  private async recordAnew({
    engagementId,
    engagement,
    residual,
    openKnockouts,
    approval,
    acceptance,
  }: ComputedStanding) {
    if (approval !== null && approvesUse(approval.outcome)) {
      const grounds = {
        tier: engagement.tier,
        rating: residual.rating,
        protectedElements: protectedElements(engagement.facts),
      };
      await this.database.query(
        `update app.approval a set recorded = a.recorded || :grounds::jsonb
         where a.organisation_id = :organisationId and a.engagement_id = :engagementId and a.id = :id`,
        { engagementId, id: approval.id, grounds: asJson(grounds) },
      );
    }
    if (acceptance === null) return;
    await this.database.query(
      `update app.risk_acceptance r set rating = :rating, knockouts = :knockouts::text[]
       where r.organisation_id = :organisationId and r.engagement_id = :engagementId and r.id = :id`,
      { engagementId, id: acceptance.id, rating: residual.rating, knockouts: openKnockouts },
    );
  }
}

function riseOf(former: readonly FormerStanding[], standing: ComputedStanding): Rise | null {
  const { engagementId, engagement, residual } = standing;
  const before = former.find((one) => one.engagementId === engagementId);
  if (before === undefined) return null;
  const rose = engagement.tier < before.tier || compareLevels(residual.rating, before.rating) > 0;
  if (!rose) return null;
  return {
    engagementId,
    tierBefore: before.tier,
    tierAfter: engagement.tier,
    ratingBefore: before.rating,
    ratingAfter: residual.rating,
  };
}
