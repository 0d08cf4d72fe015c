import {
  asJson,
  AssessmentScoring,
  ClauseFindings,
  Standings,
  StandingsCheck,
  UseFindings,
  type Actor,
} from '#product';
import type { TestProduct } from './product';

interface KeptRow {
  readonly kept: string;
}

const followed = `
  select 'score ' || (to_jsonb(s) - 'computed_at')::text as kept from app.score s
  union all select 'finding ' || to_jsonb(f)::text from app.finding f
  union all select 'standing ' || (to_jsonb(s) - 'computed_at')::text from app.standing s
  order by 1`;

class Undone extends Error {}

/**
 * Every row of scores, findings and standings that a count from nothing would write otherwise than it stands: none,
 * where no command has forgotten what follows. Nothing of the count stays.
 */
export async function whatACountFromNothingMoves(
  product: TestProduct,
  organisationId: string,
): Promise<string[]> {
  const { slug, differing } = await product.get(StandingsCheck).check(organisationId);
  const actor: Actor = { kind: 'job', organisationId, name: 'spec' };
  const moved: string[] = [];
  const counting = product.database.run(actor, async () => {
    const before = await rows(product);
    await countAll(product);
    const after = await rows(product);
    moved.push(
      ...before.filter((row) => !after.includes(row)),
      ...after.filter((row) => !before.includes(row)),
    );
    throw new Undone();
  });
  await counting.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return [...differing.map((id) => `standing of ${slug}: ${id}`), ...moved];
}

async function rows({ database }: TestProduct): Promise<string[]> {
  return (await database.query<KeptRow>(followed)).map(({ kept }) => kept);
}

/** In the order of submission, since findings follow the latest. */
async function countAll(product: TestProduct): Promise<void> {
  const verdicts = await product.database.query<{ id: string }>(
    `select f.id, f.verdict_by, f.verdict_note, f.verdict_at::text from app.finding f
     join app.organisation o on o.organisation_id = f.organisation_id
     where f.state = 'rejected' and (f.verdict_at at time zone o.time_zone)::date >= app.today(o.time_zone)`,
  );
  const submitted = await product.database.query<{ id: string }>(
    `select a.id from app.assessment a where a.state in ('submitted', 'in-review', 'closed')
     order by a.submitted_at, a.id`,
  );
  for (const { id } of submitted) await product.get(AssessmentScoring).rescore(id);
  const covered = await product.database.query<{ id: string }>(
    'select distinct ce.engagement_id as id from app.contract_engagement ce',
  );
  await product.get(ClauseFindings).clauseFindingsOf(covered.map(({ id }) => id));
  const engagements = await product.database.query<{ id: string }>('select e.id from app.engagement e');
  await product.get(UseFindings).hold(engagements.map(({ id }) => id));
  // A verdict against a ground that stands holds until its day is over: a count looks at grounds before that.
  await product.database.query(
    `update app.finding f
     set state = 'rejected', verdict_by = v."verdictBy", verdict_note = v."verdictNote", verdict_at = v."verdictAt"
     from jsonb_to_recordset(:verdicts::jsonb) as v
       (id uuid, "verdictBy" text, "verdictNote" text, "verdictAt" timestamptz)
     where f.id = v.id and f.state in ('proposed', 'open')`,
    { verdicts: asJson(verdicts) },
  );
  await product.get(Standings).recompute(new Map(engagements.map(({ id }) => [id, 'spec'])));
}
