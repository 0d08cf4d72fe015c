import { Injectable } from '@nestjs/common';
import {
  criticalTriggers,
  inForce,
  inherentRisk,
  protectedElements,
  tierInForce,
  type AssessedGrounds,
  type DatedChange,
  type Extension,
  type FactsInForce,
  type FactSheet,
  type TierOverride,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { Database } from '@countersign/platform';

/** The latest submission of one questionnaire, and what it was given on. */
export interface DatedSubmission {
  readonly questionnaire: string;
  readonly assessmentId: string;
  readonly submittedOn: string;
  /** Null until it is scored. */
  readonly grounds: AssessedGrounds | null;
}

/** A finding of an incident that nobody has called none. */
export interface RecordedIncident {
  readonly id: string;
  readonly recordedAt: string;
}

export type StandingExtension = Extension & { readonly id: string; readonly assessmentId: string };

export interface ReassessmentFacts {
  readonly submissions: readonly DatedSubmission[];
  /** The one that nothing has ended yet. */
  readonly extension: StandingExtension | null;
  /** Material changes as they were last seen, by their key, with the day since which each holds. */
  readonly changedSince: Readonly<Record<string, string>>;
  readonly incidents: readonly RecordedIncident[];
}

interface FoundSubmission extends Omit<DatedSubmission, 'grounds'> {
  readonly engagementId: string;
  readonly submittedAt: string;
  readonly facts: FactSheet | null;
  readonly override: TierOverride | null;
}

interface Found {
  readonly engagementId: string;
  readonly changes: readonly DatedChange[];
  readonly incidents: readonly RecordedIncident[];
  readonly extension: StandingExtension | null;
}

/** Reads what a reassessment follows from: two statements, however many engagements are asked for. */
@Injectable()
export class ReassessmentFactsReader {
  constructor(private readonly database: Database) {}

  async of(ids: readonly string[]): Promise<ReadonlyMap<string, ReassessmentFacts>> {
    const submissions = await this.submissions(ids);
    const found = await this.found(ids);
    return new Map(
      found.map(({ engagementId, changes, incidents, extension }) => [
        engagementId,
        {
          submissions: submissions
            .filter((one) => one.engagementId === engagementId)
            .map((one) => submissionOf(one, incidents)),
          incidents,
          extension,
          changedSince: Object.fromEntries(changes.map(({ key, since }) => [key, since])),
        },
      ]),
    );
  }

  private submissions(ids: readonly string[]): Promise<FoundSubmission[]> {
    return this.database.query(
      `
      select distinct on (a.engagement_id, q.key) a.engagement_id, q.key as questionnaire, a.id as assessment_id,
        (a.submitted_at at time zone a.time_zone)::date as submitted_on, a.facts_submitted as facts,
        to_char(a.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as submitted_at,
        (select jsonb_build_object('tier', t.tier, 'until', t.until) from app.tier_override t
         where t.organisation_id = a.organisation_id and t.engagement_id = a.engagement_id
           and t.at <= a.submitted_at and (t.lifted_at is null or t.lifted_at > a.submitted_at)
         order by t.at desc, t.id desc limit 1) as override
      from app.assessment a
      join app.questionnaire_version v
        on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
      join app.questionnaire q on q.organisation_id = v.organisation_id and q.id = v.questionnaire_id
      where a.organisation_id = :organisationId and a.engagement_id = any(:ids::uuid[])
        and a.submitted_at is not null and a.state <> 'cancelled'
      order by a.engagement_id, q.key, a.submitted_at desc, a.id desc`,
      { organisationId: this.database.organisationId, ids },
    );
  }

  private found(ids: readonly string[]): Promise<Found[]> {
    return this.database.query(
      `
      select e.id as engagement_id, coalesce(s.reassessment -> 'changes', '[]') as changes,
        (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'recordedAt',
           to_char(f.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')) order by f.id), '[]')
         from app.finding f
         where f.organisation_id = e.organisation_id and f.engagement_id = e.id and f.source = 'incident'
           and f.state <> 'rejected') as incidents,
        (select jsonb_build_object('id', x.id, 'assessmentId', x.assessment_id, 'until', x.until, 'tier', x.tier,
           'submittedOn', x.submitted_on, 'covers', x.covers)
         from app.reassessment_extension x
         where x.organisation_id = e.organisation_id and x.engagement_id = e.id and x.ended_at is null
         order by x.at desc, x.id desc limit 1) as extension
      from app.engagement e
      left join app.standing s on s.organisation_id = e.organisation_id and s.engagement_id = e.id
      where e.organisation_id = :organisationId and e.id = any(:ids::uuid[])`,
      { organisationId: this.database.organisationId, ids },
    );
  }
}

function submissionOf(
  { questionnaire, assessmentId, submittedOn, submittedAt, facts, override }: FoundSubmission,
  incidents: readonly RecordedIncident[],
): DatedSubmission {
  const then = facts === null ? null : (inForce(facts) as FactSheet & FactsInForce);
  return {
    questionnaire,
    assessmentId,
    submittedOn,
    grounds:
      then === null
        ? null
        : groundsOf(
            then,
            tierInForce(inherentRisk(then, { catalogue: factCatalogue }).tier, override, submittedOn),
            incidents.filter(({ recordedAt }) => recordedAt <= submittedAt),
          ),
  };
}

export function groundsOf(
  facts: FactsInForce,
  tier: AssessedGrounds['tier'],
  incidents: readonly RecordedIncident[],
): AssessedGrounds {
  return {
    tier,
    protectedElements: protectedElements(facts),
    people: facts.peopleAffected,
    triggers: criticalTriggers(facts),
    incidents: [...(facts.incidentWithin36Months ? ['stated'] : []), ...incidents.map(({ id }) => id)],
  };
}
