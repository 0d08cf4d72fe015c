import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  submitted,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let risk: TestAgent;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `formula-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  risk = await browserOf(product, organisation, 'risk');
});

afterAll(() => product.close());

const FORMER_SCORE = `
  update app.score s set formula_version = '2026.1',
    document = jsonb_set(
      (s.document || '{"holdsPI": true}') - 'protectedData',
      '{score}',
      (s.document -> 'score') - '{verifiedNumerator,verifiedHundredths,knockoutQuestions,changesOn}'::text[]
        || jsonb_build_object('formulaVersion', '2026.1', 'questions', (
          select jsonb_agg(q - '{earned,verified}'::text[] || '{"reason": "by-answer"}')
          from jsonb_array_elements(s.document -> 'score' -> 'questions') q)))
  where s.organisation_id = $1`;

/** As 2026.1 left it: a lower rating, a score of its own, and nothing of what came with 2026.2. */
async function asFormulaLeftIt({ engagementId }: Case): Promise<void> {
  await product.behindTheBack(FORMER_SCORE, [organisation.id]);
  await product.behindTheBack(
    `update app.assessment set facts_submitted = null, off_cycle = null where organisation_id = $1`,
    [organisation.id],
  );
  await product.behindTheBack(
    `update app.engagement set facts = null,
       inherent = inherent || '{"formulaVersion": "2026.1", "notes": [{"code": "likelihood-capped"}]}'
     where id = $1`,
    [engagementId],
  );
  await product.behindTheBack(
    `update app.standing set formula_version = null, rating = 'low', rating_rank = 1,
       residual = jsonb_set(residual, '{risk,rating}', '"low"') #- '{risk,verifiedHundredths}'
     where engagement_id = $1`,
    [engagementId],
  );
}

/** Where an engagement and its assessment say what the formula made of what was stated. */
const COUNTED_BY_FORMULA = ['facts', 'inherent', 'facts_submitted', 'off_cycle'];

/** What each table holds of the organisation beside that, by its name. */
async function held(): Promise<ReadonlyMap<string, string>> {
  const tables = await product.behindTheBack<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'app' and c.column_name = 'organisation_id' and t.table_type = 'BASE TABLE' order by 1`,
  );
  const contents = tables.map(async ({ name }) => {
    const [row] = await product.behindTheBack<{ rows: string }>(
      `select coalesce(md5(string_agg((to_jsonb(t) - $2::text[])::text, ' ' order by t::text)), '') as rows
       from app."${name}" t where organisation_id = $1`,
      [organisation.id, COUNTED_BY_FORMULA],
    );
    return [name, row?.rows ?? ''] as const;
  });
  return new Map(await Promise.all(contents));
}

/** A round goes on past what fails: nothing may be left for the next one. */
async function round(): Promise<void> {
  await product.get(DailyChanges).follow(organisation.id);
  const left = await product.behindTheBack(
    `select engagement_id from app.standing where organisation_id = $1 and formula_version is distinct from '2026.2'`,
    [organisation.id],
  );
  expect(left).toEqual([]);
}
const rises = async (browser = risk) => (await browser.get('/api/formula-rises').expect(200)).body;

describe('A change of the formula', () => {
  it('lists once what rose by it alone, keeps the former score, and is read by nobody as news of the vendor', async () => {
    const about = await aCase(procurement);
    const other = await aCase(procurement);
    const { assessmentId } = await submitted(product, { organisation, procurement, about });
    await asFormulaLeftIt(about);
    // Both are read before the change has reached them.
    const before = (await risk.get(`/api/engagements/${about.engagementId}`).expect(200)).body;
    expect(before).toMatchObject({ residual: { rating: 'low', verifiedHundredths: null } });
    const former = (await risk.get(`/api/assessments/${assessmentId}`).expect(200)).body.score;
    expect(former).toMatchObject({ formulaVersion: '2026.1', verifiedHundredths: null });
    expect(former.questions[20].reason).toMatchObject({ code: 'by-answer' });

    await round();

    expect(await rises()).toMatchObject({
      unseen: 1,
      items: [
        {
          engagementId: about.engagementId,
          formerVersion: '2026.1',
          formulaVersion: '2026.2',
          ratingBefore: 'low',
          ratingAfter: 'moderate',
          seenAt: null,
        },
      ],
    });
    const kept = await product.behindTheBack<{ version: string }>(
      `select formula_version as version from app.score where organisation_id = $1 order by 1`,
      [organisation.id],
    );
    expect(kept.map(({ version }) => version)).toEqual(['2026.1', '2026.2']);
    const now = (await risk.get(`/api/assessments/${assessmentId}`).expect(200)).body.score;
    expect(now).toMatchObject({ formulaVersion: '2026.2', verifiedHundredths: 0 });
    expect((await risk.get(`/api/engagements/${other.engagementId}`).expect(200)).body.standing.tier).toBe(1);

    await round();
    expect((await rises()).items).toHaveLength(1);
    const trail = (await risk.get('/api/audit').expect(200)).body;
    const lines = trail.items.filter(({ what }: { what: string }) => what === 'formula.changed');
    expect(lines).toHaveLength(1);
  });

  it('changes scores, standings and what is listed of them, and nothing else', async () => {
    const about = await aCase(procurement);
    await submitted(product, { organisation, procurement, about });
    await round();
    await asFormulaLeftIt(about);
    const before = await held();
    expect(before.size).toBeGreaterThan(60);
    await round();
    const after = await held();
    expect([...after].filter(([name, rows]) => rows !== before.get(name)).map(([name]) => name)).toEqual([
      'audit_event',
      'formula_rise',
      'outbox_change',
      'score',
      'standing',
      'standing_history',
    ]);
  });

  it('is seen by risk, once for all', async () => {
    const about = await aCase(procurement);
    await submitted(product, { organisation, procurement, about });
    await asFormulaLeftIt(about);
    await round();
    await procurement.post('/api/formula-rises/seen').send({}).expect(403);
    const { body } = await risk.post('/api/formula-rises/seen').send({}).expect(200);
    expect(body).toMatchObject({ unseen: 0, items: [{ engagementId: about.engagementId }] });
    expect(body.items[0].seenAt).not.toBeNull();
    await risk.post('/api/formula-rises/seen').send({}).expect(200);
  });

  it('holds decisions of before against the levels of that day: none goes stale by it', async () => {
    const about = await aCase(procurement);
    await submitted(product, { organisation, procurement, about });
    await risk
      .post(`/api/engagements/${about.engagementId}/approvals`)
      .send({ outcome: 'to-contract', validTo: null, conditions: [], reason: 'Only to negotiate' })
      .expect(201);
    await product.behindTheBack(
      `update app.approval set outcome = 'approved', valid_to = '2099-01-01',
         recorded = recorded || '{"rating": "low", "tier": 3, "protectedElements": ["ssn", "card"]}'
       where engagement_id = $1`,
      [about.engagementId],
    );
    await asFormulaLeftIt(about);
    await round();
    const causes = await product.behindTheBack<{ code: string }>(
      `select code from app.approval_stale_cause where engagement_id = $1 and ended_at is null`,
      [about.engagementId],
    );
    expect(causes.map(({ code }) => code)).not.toContain('rating-higher');
    expect(causes.map(({ code }) => code)).not.toContain('tier-higher');
    const [approval] = await product.behindTheBack<{ recorded: object }>(
      'select recorded from app.approval where engagement_id = $1',
      [about.engagementId],
    );
    expect(approval?.recorded).toMatchObject({ tier: 1, rating: 'moderate' });
  });

  it('records an acceptance of before anew, with the rating and the knock-outs of that day', async () => {
    const about = await aCase(procurement);
    await submitted(product, { organisation, procurement, about, otherwise: { 'MA-57': 'no' } });
    await product.behindTheBack(
      `insert into app.risk_acceptance
         (organisation_id, engagement_id, rating, knockouts, findings, reason, until, by_member_id, by_name)
       select $1, $2, 'low', '{}', '{}', 'Replaced in spring', current_date + 90, m.id, m.name
       from app.member m where m.organisation_id = $1 limit 1`,
      [organisation.id, about.engagementId],
    );
    await asFormulaLeftIt(about);
    await round();
    const { standing, openKnockouts } = (await risk.get(`/api/engagements/${about.engagementId}`).expect(200))
      .body;
    expect(openKnockouts).toContain('MA-57');
    const kept = await product.behindTheBack(
      'select rating, knockouts from app.risk_acceptance where engagement_id = $1',
      [about.engagementId],
    );
    expect(kept).toEqual([{ rating: standing.rating, knockouts: openKnockouts }]);
  });
});
