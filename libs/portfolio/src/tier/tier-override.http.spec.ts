import type TestAgent from 'supertest/lib/agent';
import { addDays, addMonths } from '@countersign/domain';
import { Planner } from '@countersign/notifications';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  asAnswered,
  browserOf,
  contractBody,
  submitted,
  whatACountFromNothingMoves,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

const noData = { dataElements: ['none'], laws: [], access: 'none', criticality: 1, replaceability: 1 };

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `tier-${Math.random().toString(36).slice(2, 8)}`);
  await waitForNoon();
  member = await product.signedInAs(await product.aMember({ organisation }));
  today = (await member.get('/api/session').expect(200)).body.today as string;
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

/** Mail goes from eight in the morning on: every day of these walks is looked at about noon. */
async function waitForNoon(): Promise<void> {
  const [wait] = await product.behindTheBack<{ minutes: number }>(
    `select (2160 - extract(hour from l.at) * 60 - extract(minute from l.at))::integer % 1440 as minutes
     from (select app.now() at time zone 'America/New_York' as at) l`,
  );
  await product.letTimePass(`${wait!.minutes} minutes`);
}

const engagement = async (about: Case) =>
  (await member.get(`/api/engagements/${about.engagementId}`).expect(200)).body;

const override = (about: Case, wishes: object = {}) =>
  member
    .post(`/api/engagements/${about.engagementId}/tier-overrides`)
    .send({ tier: 3, until: addDays(today, 30), reason: 'A pilot of ten people', ...wishes });

async function lift(about: Case) {
  const { id } = (await engagement(about)).tierOverrides[0];
  return member
    .post(`/api/engagements/${about.engagementId}/tier-overrides/${id}/lift`)
    .send({ reason: 'The pilot is over' });
}

async function passDays(days: number): Promise<void> {
  await product.letTimePass(`${days} days`);
  await product.get(DailyChanges).follow(organisation.id);
  await product.get(Planner).plan(organisation.id);
  today = (await member.get('/api/session').expect(200)).body.today as string;
}

const inTheTrail = async (): Promise<string[]> =>
  (
    await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where organisation_id = $1 and what like 'engagement.tier%' order by at, id`,
      [organisation.id],
    )
  ).map(({ what }) => what);

/** What no override moves. */
async function risk(about: Case) {
  const { inherent, residual, findings, openKnockouts, standing } = await engagement(about);
  return { inherent, residual, findings, openKnockouts, rating: standing.rating };
}

describe('An override of the tier', () => {
  it('rules lists, policy and cadence until its last day; the computed tier is kept, and rules from the next', async () => {
    const about = await aCase(member, { intake: asAnswered });
    await submitted(product, { organisation, procurement: member, about, otherwise: { 'MA-57': 'no' } });
    const before = await risk(about);
    const dueOn = (await engagement(about)).reassessment.dueOn;
    expect(dueOn).toBe(addMonths(today, 12));
    const until = addDays(today, 30);
    const { body } = await override(about, { until }).expect(201);
    expect(body).toMatchObject({
      inherent: { tier: 1 },
      standing: { tier: 3 },
      policy: { cadenceMonths: 36 },
      reassessment: { dueOn: addMonths(today, 36) },
      tierOverrides: [
        { tier: 3, computedThen: 1, until, state: 'in-force', reason: 'A pilot of ten people' },
      ],
    });
    expect(await risk(about)).toEqual(before);
    const listed = await member.get('/api/engagements?tier=3').expect(200);
    expect(listed.body.items).toMatchObject([{ id: about.engagementId, tier: 3 }]);
    await passDays(30);
    expect((await engagement(about)).standing.tier).toBe(3);
    await passDays(1);
    const after = await engagement(about);
    expect(after).toMatchObject({ standing: { tier: 1 }, policy: { cadenceMonths: 12 } });
    expect(after.tierOverrides).toMatchObject([{ state: 'ended' }]);
    expect(after.reassessment).toMatchObject({ dueOn, why: 'cadence' });
    expect(await inTheTrail()).toEqual(['engagement.tier-overridden', 'engagement.tier-override-ended']);
    const over = await lift(about);
    expect([over.status, over.body.code]).toEqual([409, 'override-over']);
  });

  it('is told of before it ends, and not once it was lifted', async () => {
    const [about, lifted] = [await aCase(member), await aCase(member)];
    await override(about, { until: addDays(today, 8) }).expect(201);
    await override(lifted, { until: addDays(today, 8) }).expect(201);
    await passDays(1);
    expect((await lift(lifted)).status).toBe(200);
    const told = await product.behindTheBack<{ objectId: string; state: string }>(
      `select n.object_id as "objectId", n.state from app.notification n
       where n.organisation_id = $1 and n.kind = 'override-ending' and n.state = 'pending'`,
      [organisation.id],
    );
    expect(new Set(told.map(({ objectId }) => objectId))).toEqual(new Set([about.engagementId]));
  });

  it('is lifted early with a reason, once, and then another may be set', async () => {
    const about = await aCase(member);
    await override(about).expect(201);
    const beside = await override(about, { tier: 2 });
    expect([beside.status, beside.body.code]).toEqual([409, 'override-stands']);
    expect(beside.body.detail).toMatch(/^\S.* has overridden the tier until /);
    expect((await lift(about)).body).toMatchObject({
      standing: { tier: 1 },
      tierOverrides: [{ state: 'lifted', liftedReason: 'The pilot is over' }],
    });
    const again = await lift(about);
    expect([again.status, again.body.code]).toEqual([409, 'override-lifted']);
    expect(again.body.detail).toMatch(/^\S.* has lifted this override already/);
    await override(about, { tier: 2 }).expect(201);
    expect((await engagement(about)).standing.tier).toBe(2);
  });

  it('names another tier, a day to come and a reason, by the role risk, in one tab only', async () => {
    const about = await aCase(member);
    const fields = async (wishes: object) =>
      ((await override(about, wishes).expect(422)).body.fields as { field: string }[]).map(
        ({ field }) => field,
      );
    expect(await fields({ tier: 1 })).toEqual(['tier']);
    expect(await fields({ tier: 4 })).toEqual(['tier']);
    expect(await fields({ until: today })).toEqual(['until']);
    expect(await fields({ reason: '' })).toEqual(['reason']);
    const procurement = await browserOf(product, organisation, 'procurement');
    await procurement.post(`/api/engagements/${about.engagementId}/tier-overrides`).send({}).expect(403);
    const both = await Promise.all([override(about), override(about, { tier: 2 })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('to a higher tier makes an approval stale, and a lower one lifts no floor', async () => {
    const about = await aCase(member, { intake: noData });
    await member
      .post(`/api/engagements/${about.engagementId}/approvals`)
      .send({ outcome: 'approved', validTo: addDays(today, 90), conditions: [], reason: 'Fine' })
      .expect(201);
    await override(about, { tier: 1 }).expect(201);
    expect((await engagement(about)).staleCauses).toMatchObject([{ code: 'tier-higher' }]);
    expect((await lift(about)).body.standing.approvalState).toBe('in-force');
    const risky = await aCase(member, { intake: asAnswered });
    await submitted(product, {
      organisation,
      procurement: member,
      about: risky,
      otherwise: { 'MA-57': 'no' },
    });
    const before = await risk(risky);
    await override(risky).expect(201);
    expect(await risk(risky)).toEqual(before);
    expect(before.openKnockouts).toContain('MA-57');
  });

  it('brings the clauses along that its tier asks for, on both of its ends', async () => {
    const about = await aCase(member, { intake: noData });
    await member.post('/api/contracts').send(contractBody(about)).expect(201);
    const needed = async () =>
      ((await engagement(about)).clauses as { id: string; level: string }[])
        .filter(({ level }) => level !== 'none')
        .map(({ id, level }) => `${id} ${level}`);
    const before = await needed();
    await override(about, { tier: 1, until: addDays(today, 3) }).expect(201);
    expect(await needed()).not.toEqual(before);
    await passDays(4);
    expect(await needed()).toEqual(before);
  });

  it('shows that the computed tier has risen since', async () => {
    const about = await aCase(member, { intake: noData });
    await override(about, { tier: 2 }).expect(201);
    const { intake, revision } = await engagement(about);
    await member
      .put(`/api/engagements/${about.engagementId}/intake`)
      .send({ intake: { ...intake, dataElements: ['ssn'], peopleAffected: 'r5' }, revision })
      .expect(200);
    expect(await engagement(about)).toMatchObject({
      inherent: { tier: 1 },
      standing: { tier: 2 },
      tierOverrides: [{ tier: 2, computedThen: 3 }],
    });
  });
});
