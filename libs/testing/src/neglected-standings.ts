import { clauseLibrary, factCatalogue } from '@countersign/content';
import { inherentRisk, type IsoDate } from '@countersign/domain';
import type { Client } from 'pg';
import { anIntake } from './an-intake';

const plantEngagements = `
  with o as (
    insert into app.organisation (slug, name, time_zone) values ('buyer', 'Buyer', 'UTC') returning organisation_id
  ), l as (
    insert into app.clause_library (organisation_id, number, document, hash)
    select organisation_id, 1, $2::text::jsonb, encode(sha256(convert_to($2::text, 'UTF8')), 'hex') from o
  ), v as (
    insert into app.vendor (organisation_id, name, name_key)
    select organisation_id, 'Harbor', 'harbor' from o returning organisation_id, id
  )
  insert into app.engagement
    (organisation_id, id, vendor_id, name, intake, inherent, impact_hundredths, likelihood, inherent_level, tier)
  select v.organisation_id, overlay('00000000-0000-4000-8000-000000000000' placing lpad(i::text, 4, '0') from 33)::uuid,
    v.id, 'Service ' || i, $3::jsonb, $4::jsonb, 0, 0, 'low', 3
  from v, generate_series(1, $1::int) i`;

const plantStandings = `
  insert into app.standing
    (organisation_id, engagement_id, vendor_id, tier, inherent_level, calculated_level, rating, rating_rank,
     rating_state, residual, what_next, what_next_action, changes_on)
  select organisation_id, id, vendor_id, 3, 'low', 'low', 'low', 1, 'not-assessed', '{}', '{}', 'none', $1
  from app.engagement where $2::text is null or name <> $2`;

/**
 * Engagements of one vendor, numbered from 1, whose standings nobody has ever computed: each stands as low, and none has
 * a next step. Their clause library is the shipped one, so that no worker publishes another and counts them all again.
 */
export async function plantNeglectedStandings(
  admin: Client,
  wishes: {
    readonly engagements: number;
    /** The day from which they are due; without one they wait for nobody. */
    readonly changesOn?: IsoDate;
    /** The name of an engagement that has no standing at all. */
    readonly without?: string;
  },
): Promise<void> {
  const intake = anIntake();
  const inherent = inherentRisk(intake, { catalogue: factCatalogue });
  const documents = [clauseLibrary, intake, inherent].map((one) => JSON.stringify(one));
  await admin.query(plantEngagements, [wishes.engagements, ...documents]);
  await admin.query(plantStandings, [wishes.changesOn ?? null, wishes.without ?? null]);
}
