import type TestAgent from 'supertest/lib/agent';
import { addDays } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  sent,
  whatACountFromNothingMoves,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

const harmless = { dataElements: ['none'], laws: [], access: 'none', criticality: 1, replaceability: 1 };
const REASON = 'Brochures alone, nothing of ours';

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let risk: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `forgo-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  risk = await browserOf(product, organisation, 'risk');
  today = (await procurement.get('/api/session').expect(200)).body.today as string;
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

const shown = async ({ engagementId }: Case) =>
  (await procurement.get(`/api/engagements/${engagementId}`).expect(200)).body;
const say = async (about: Case, wishes: object = {}, browser = procurement, path = '') =>
  browser
    .post(`/api/engagements/${about.engagementId}/no-assessment${path}`)
    .send({ reason: REASON, revision: (await shown(about)).detailsRevision, ...wishes });
const restate = async (about: Case, wishes: object) => {
  const { intake, revision } = await shown(about);
  await procurement
    .put(`/api/engagements/${about.engagementId}/intake`)
    .send({ intake: { ...intake, ...wishes }, revision })
    .expect(200);
};
const linesOf = ({ engagementId }: Case) =>
  product.behindTheBack<{ what: string; before: object | null; after: object | null }>(
    `select what, before, after from app.audit_event
     where object_id = $1 and what like 'engagement.%' order by id desc`,
    [engagementId],
  );
const gateOf = async (about: Case) =>
  ((await shown(about)).gates as { gate: string }[]).find(({ gate }) => gate === 'questionnaires');

/** A policy that asks everybody for the questionnaire, whatever the data. */
const askEverybody = () =>
  product.behindTheBack(
    `update app.policy set document = jsonb_set(document, '{asks}', (
       select jsonb_agg(a || '{"data": "any", "tiers": [1, 2, 3]}') from jsonb_array_elements(document -> 'asks') a))
     where organisation_id = $1`,
    [organisation.id],
  );

describe('No assessment needed', () => {
  it('is recorded with its reason, and opens the decision that waited for a questionnaire', async () => {
    await askEverybody();
    const about = await aCase(procurement, { intake: harmless });
    expect(await shown(about)).toMatchObject({ notNeeded: null, whatNext: { action: 'send-assessment' } });
    expect(await gateOf(about)).toMatchObject({ state: 'blocked' });
    const { body } = await say(about);
    expect(body).toMatchObject({
      notNeeded: { reason: REASON, on: today },
      standing: { noAssessmentNeeded: true, tier: 3 },
      whatNext: { action: 'approve', code: 'what-next.decide-unassessed' },
    });
    expect(await gateOf(about)).toMatchObject({
      state: 'not-needed',
      because: { code: 'said-not-needed', parameters: { reason: REASON } },
    });
    expect((await linesOf(about))[0]).toMatchObject({
      what: 'engagement.no-assessment-needed',
      after: { reason: REASON },
    });
    await risk
      .post(`/api/engagements/${about.engagementId}/approvals`)
      .send({ outcome: 'approved', validTo: addDays(today, 300), conditions: [], reason: 'Fine' })
      .expect(201);
  });

  it('is taken back, and on a former revision nothing is', async () => {
    await askEverybody();
    const about = await aCase(procurement, { intake: harmless });
    await say(about, {}, risk);
    expect((await say(about, { revision: 1 }, risk, '/withdraw')).body).toMatchObject({
      code: 'stale-revision',
      present: { notNeeded: { reason: REASON }, revision: 2 },
    });
    expect((await say(about, { reason: 'It grows' }, risk, '/withdraw')).body).toMatchObject({
      notNeeded: null,
      whatNext: { action: 'send-assessment' },
    });
    expect((await linesOf(about))[0]).toMatchObject({
      what: 'engagement.assessment-wanted',
      before: { reason: REASON },
      after: { reason: 'It grows' },
    });
    expect((await say(about, {}, risk, '/withdraw')).body.code).toBe('nothing-to-take-back');
  });

  it.each([
    ['protected data appear', { dataElements: ['ssn'] }],
    [
      'the tier rises',
      { dataElements: ['internal'], access: 'privileged', criticality: 5, replaceability: 5 },
    ],
  ])('falls away by itself when %s, is work again, and stays away', async (_when, facts) => {
    await askEverybody();
    const about = await aCase(procurement, { intake: harmless });
    await say(about);
    await restate(about, facts);
    expect(await shown(about)).toMatchObject({ notNeeded: null, whatNext: { action: 'send-assessment' } });
    expect((await linesOf(about)).slice(0, 2).map(({ what }) => what)).toContain(
      'engagement.assessment-needed-again',
    );
    await restate(about, harmless);
    expect(await shown(about)).toMatchObject({ notNeeded: null });
  });

  it('falls away at the midnight on which an override of the tier ends', async () => {
    await askEverybody();
    const about = await aCase(procurement, {
      intake: {
        dataElements: ['internal'],
        laws: [],
        access: 'privileged',
        criticality: 5,
        replaceability: 5,
      },
    });
    const until = addDays(today, 5);
    await risk
      .post(`/api/engagements/${about.engagementId}/tier-overrides`)
      .send({ tier: 3, until, reason: 'A pilot' })
      .expect(201);
    expect((await say(about)).status).toBe(200);
    await product.letTimePass('5 days');
    await product.get(DailyChanges).follow(organisation.id);
    expect((await shown(about)).notNeeded).not.toBeNull();
    await product.letTimePass('1 day');
    await product.get(DailyChanges).follow(organisation.id);
    expect(await shown(about)).toMatchObject({ notNeeded: null, whatNext: { action: 'send-assessment' } });
  });

  it('falls away when somebody asks after all, or brings back what was asked', async () => {
    await askEverybody();
    const about = await aCase(procurement, { intake: harmless });
    const asked = async () => {
      expect(await shown(about)).toMatchObject({ notNeeded: null, standing: { noAssessmentNeeded: false } });
      expect(await gateOf(about)).toMatchObject({ state: 'blocked' });
      return (await linesOf(about))[0];
    };
    await say(about);
    const assessmentId = await sent(procurement, about);
    expect(await asked()).toMatchObject({
      what: 'engagement.assessment-wanted',
      before: { reason: REASON },
      after: { assessmentId },
    });
    const act = (what: string) =>
      procurement.post(`/api/assessments/${assessmentId}/${what}`).send({ reason: 'Sent by mistake' });
    await act('cancel').expect(200);
    expect(await shown(about)).toMatchObject({ notNeeded: null });
    expect((await say(about, { reason: 'Still brochures alone' })).status).toBe(200);
    await act('bring-back').expect(200);
    expect(await asked()).toMatchObject({
      before: { reason: 'Still brochures alone' },
      after: { assessmentId },
    });
  });

  it('is refused where it is needed, under way, or another role says it', async () => {
    const needed = await aCase(procurement);
    expect((await say(needed)).body.code).toBe('assessment-needed');
    const asked = await aCase(procurement, { vendor: 'Asked', intake: harmless });
    await sent(procurement, asked);
    expect((await say(asked)).body.code).toBe('assessment-under-way');
    const reviewer = await browserOf(product, organisation, 'reviewer');
    expect((await say(asked, {}, reviewer)).status).toBe(403);
  });
});
