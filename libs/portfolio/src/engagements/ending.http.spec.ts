import { migrations } from '@countersign/migrations';
import type TestAgent from 'supertest/lib/agent';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addDays } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  anIntake,
  aProduct,
  browserOf,
  contractBody,
  respondentOf,
  sent,
  submitted,
  whatACountFromNothingMoves,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let colleague: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `ending-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  colleague = await browserOf(product, organisation, 'procurement');
  today = (await procurement.get('/api/session').expect(200)).body.today as string;
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

const shown = async ({ engagementId }: Case) =>
  (await procurement.get(`/api/engagements/${engagementId}`).expect(200)).body;
const listed = async (query: string): Promise<string[]> =>
  (await procurement.get(`/api/engagements?${query}`).expect(200)).body.items.map(
    ({ id }: { id: string }) => id,
  );
const post = async (about: Case, what: 'end' | 'reopen', wishes: object = {}, browser = procurement) =>
  browser.post(`/api/engagements/${about.engagementId}/${what}`).send({
    reason: 'The pilot is over',
    revision: (await shown(about)).detailsRevision,
    ...(what === 'end' && { lastDay: today, assessments: 'cancel' }),
    ...wishes,
  });
const edit = (browser: TestAgent, about: Case, wishes: object) =>
  browser.put(`/api/engagements/${about.engagementId}`).send({ description: null, ownerId: null, ...wishes });
const use = async (about: Case, wishes: object) =>
  procurement
    .put(`/api/engagements/${about.engagementId}/use`)
    .send({ revision: (await shown(about)).use.revision, ...wishes });
const linesOf = ({ engagementId }: Case) =>
  product.behindTheBack<{ what: string; before: object | null; after: object | null; actor: string }>(
    `select what, before, after, actor_kind as actor from app.audit_event
     where object_id = $1 and what like 'engagement.%' order by id desc`,
    [engagementId],
  );

/** As a data folder of the former version is opened. */
async function upgrade(): Promise<void> {
  const query = (sql: string) => product.behindTheBack(sql);
  const runner = { query } as unknown as QueryRunner;
  const migration = migrations
    .map((Migration): MigrationInterface => new Migration())
    .find(({ name }) => name === 'EndsOfUse1764100000064');
  await migration?.down(runner);
  await migration?.up(runner);
}

async function passDays(days: number): Promise<void> {
  await product.letTimePass(`${days} days`);
  await product.get(DailyChanges).follow(organisation.id);
}

describe('Name, description and owner', () => {
  it('have whoever records them as their owner, unless nobody or somebody is named', async () => {
    const { vendorId } = await aCase(procurement);
    const recorder = (await procurement.get('/api/session').expect(200)).body.member;
    const ownerOf = async (wishes: object) => {
      const made = await procurement
        .post(`/api/vendors/${vendorId}/engagements`)
        .send({ name: `Service ${Math.random()}`, description: null, intake: anIntake(), ...wishes })
        .expect(201);
      return (await procurement.get(`/api/engagements/${made.body.id}`).expect(200)).body.owner;
    };
    expect(await ownerOf({})).toMatchObject({ id: recorder.id });
    expect(await ownerOf({ ownerId: null })).toBeNull();
  });

  it('show an owner who has left in the lists, and find what has none who is here, at its vendor too', async () => {
    const gone = await product.aMember({ organisation, roles: ['procurement'], name: 'Gwen Gone' });
    const mark = `Ownerless ${Math.random()}`;
    const [left, none, kept] = [
      await aCase(procurement, { vendor: `${mark} 1` }),
      await aCase(procurement, { vendor: `${mark} 2` }),
      await aCase(procurement, { vendor: `${mark} 3` }),
    ];
    await edit(procurement, left, { name: 'Left', ownerId: gone.id, revision: 1 }).expect(200);
    await edit(procurement, none, { name: 'None', revision: 1 }).expect(200);
    const { body: session } = await procurement.get('/api/session').expect(200);
    await edit(procurement, kept, { name: 'Kept', ownerId: session.member.id, revision: 1 }).expect(200);
    await product.behindTheBack('update app.member set active = false where id = $1', [gone.id]);
    const list = async <Row>(path: string) =>
      (await procurement.get(`/api/${path}search=${encodeURIComponent(mark)}`).expect(200)).body
        .items as Row[];
    type Listed = { id: string; ownerName: string | null; ownerLeft: boolean };
    const owned = async (query = '') =>
      (await list<Listed>(`engagements?${query}`)).map(({ id, ownerName, ownerLeft }) => [
        id,
        ownerName,
        ownerLeft,
      ]);
    const ofGone = [left.engagementId, 'Gwen Gone', true];
    const ofNobody = [none.engagementId, null, false];
    expect(await owned()).toEqual(expect.arrayContaining([ofGone, ofNobody]));
    expect((await owned('owner=none&')).sort()).toEqual([ofGone, ofNobody].sort());
    expect((await owned('owner=me&')).map(([id]) => id)).toEqual([kept.engagementId]);
    const ownerless = async (query = '') =>
      (await list<{ id: string; ownerless: number }>(`vendors?${query}`)).map((row) => [
        row.id,
        row.ownerless,
      ]);
    expect(await ownerless()).toEqual([
      [left.vendorId, 1],
      [none.vendorId, 1],
      [kept.vendorId, 0],
    ]);
    expect((await ownerless('owner=none&')).map(([id]) => id)).toEqual([left.vendorId, none.vendorId]);
  });

  it('are corrected with what stood there before, also where the vendor answers', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    const respondent = await respondentOf(product, organisation, assessmentId);
    const owner = (await colleague.get('/api/session').expect(200)).body.member;
    const { name, detailsRevision } = await shown(about);
    const { body } = await edit(procurement, about, {
      name: '  Payroll\u200B, corrected ',
      description: 'For all sites',
      ownerId: owner.id,
      revision: detailsRevision,
    }).expect(200);
    expect(body).toMatchObject({
      name: 'Payroll, corrected',
      description: 'For all sites',
      owner: { id: owner.id },
      detailsRevision: detailsRevision + 1,
    });
    expect((await linesOf(about))[0]).toMatchObject({
      what: 'engagement.changed',
      before: { name, description: null, owner: null },
      after: { name: 'Payroll, corrected', description: 'For all sites', owner: owner.name },
    });
    const page = await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200);
    expect(JSON.stringify(page.body)).toContain('Payroll, corrected');
  });

  it('that a colleague has changed meanwhile are told with both values, and nothing is lost', async () => {
    const about = await aCase(procurement);
    const { detailsRevision: revision } = await shown(about);
    await edit(colleague, about, { name: 'Theirs', revision }).expect(200);
    const { body } = await edit(procurement, about, { name: 'Mine', revision }).expect(409);
    expect(body).toMatchObject({
      code: 'stale-revision',
      present: { name: 'Theirs', end: null, revision: revision + 1 },
    });
    await edit(procurement, about, { name: 'Mine', revision: revision + 1 }).expect(200);
    const { intake, revision: ofIntake } = await shown(about);
    await procurement
      .put(`/api/engagements/${about.engagementId}/intake`)
      .send({ intake, revision: ofIntake })
      .expect(200);
  });

  it('are refused with a line break in the name, and with an owner who left', async () => {
    const about = await aCase(procurement);
    const { detailsRevision: revision } = await shown(about);
    const broken = await edit(procurement, about, { name: 'Pay\nroll', revision }).expect(422);
    expect(broken.body.fields).toMatchObject([{ field: 'name' }]);
    const nobody = await edit(procurement, about, {
      name: 'Payroll',
      ownerId: '00000000-0000-7000-8000-000000000000',
      revision,
    }).expect(422);
    expect(nobody.body.fields).toMatchObject([{ field: 'ownerId' }]);
  });
});

describe('An engagement that ends today', () => {
  it('counts nowhere, ends its use, and leaves the return of the data to be recorded', async () => {
    const about = await aCase(procurement);
    await use(about, { state: 'in-use', since: addDays(today, -30) });
    const contract = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
    expect((await shown(about)).findings).not.toEqual([]);
    const { body } = await post(about, 'end');
    expect(body).toMatchObject({
      state: 'ended',
      end: { lastDay: today, planned: false, reason: 'The pilot is over', assessments: 'cancel' },
      use: { state: 'ended', endedOn: today, dataReturnedOn: null },
      whatNext: { action: 'return-data' },
      reassessment: null,
    });
    expect(await listed('')).toEqual([]);
    expect(await listed('state=ended')).toEqual([about.engagementId]);
    const { items } = (await procurement.get('/api/vendors').expect(200)).body;
    expect(items).toMatchObject([{ id: about.vendorId, tier: null, rating: null, openFindings: 0 }]);
    const { body: dashboard } = await procurement.get('/api/dashboard').expect(200);
    expect(dashboard.engagements.total).toBe(0);
    expect(dashboard.findings).toEqual((await emptyDashboard()).findings);
    expect((await procurement.get('/api/findings?state=open').expect(200)).body.items).toEqual([]);
    expect(body.contracts).toMatchObject([{ id: contract.body.id }]);
    expect((await linesOf(about))[0]).toMatchObject({
      what: 'engagement.ended',
      before: { use: 'in-use', endedOn: null },
      after: { lastDay: today, use: 'ended', endedOn: today, cancelled: 0 },
    });
    const returned = await use(about, {
      ...{ state: 'ended', since: addDays(today, -30), endedOn: today },
      ...{ dataReturnedOn: today, dataReturnedBy: 'destroyed', dataReturnProof: 'Certificate 7' },
    });
    expect(returned.body).toMatchObject({
      whatNext: { action: 'none' },
      use: { dataReturnedBy: 'destroyed' },
    });
    expect((await use(about, { state: 'in-use', since: today })).body.code).toBe('engagement-ended');
  });

  it('cancels what is with the vendor, or keeps it where somebody says so', async () => {
    const [ends, stays] = [await aCase(procurement), await aCase(procurement, { vendor: 'Another' })];
    const [cancelled, kept] = [await sent(procurement, ends), await sent(procurement, stays)];
    const asked = await respondentOf(product, organisation, cancelled);
    await post(ends, 'end');
    await post(stays, 'end', { assessments: 'keep' });
    const stateOf = async (id: string) =>
      (
        await product.behindTheBack<{ state: string }>('select state from app.assessment where id = $1', [id])
      )[0]?.state;
    expect(await stateOf(cancelled)).toBe('cancelled');
    expect(['sent', 'opened']).toContain(await stateOf(kept));
    expect((await asked.get(`/api/respond/assessments/${cancelled}`)).status).not.toBe(200);
    expect((await linesOf(ends))[0]?.after).toMatchObject({ openAssessments: 'cancel', cancelled: 1 });
    const again = await procurement
      .post(`/api/engagements/${stays.engagementId}/assessments`)
      .send({
        questionnaireVersionId: null,
        contactId: stays.contactId,
        dueOn: addDays(today, 20),
        message: null,
      })
      .expect(409);
    expect(again.body.code).toBe('engagement-ended');
  });

  it('is refused before its first day of use, twice, and on what somebody else has changed', async () => {
    const about = await aCase(procurement);
    await use(about, { state: 'in-use', since: addDays(today, -5) });
    expect((await post(about, 'end', { lastDay: addDays(today, -6) })).body.fields).toMatchObject([
      { field: 'lastDay' },
    ]);
    const { detailsRevision: revision, name } = await shown(about);
    await edit(colleague, about, { name: `${name} II`, revision }).expect(200);
    expect((await post(about, 'end', { revision })).body).toMatchObject({
      code: 'stale-revision',
      present: { name: `${name} II` },
    });
    expect((await post(about, 'end')).status).toBe(200);
    expect((await post(about, 'end')).body.code).toBe('engagement-ended');
  });

  it('is reopened: it counts and is used as before, what was cancelled stays so', async () => {
    const about = await aCase(procurement);
    const since = addDays(today, -30);
    await use(about, { state: 'in-use', since });
    const before = await shown(about);
    const assessmentId = await sent(procurement, about);
    await post(about, 'end');
    await passDays(40);
    const { body } = await post(about, 'reopen', { reason: 'It was another service' });
    expect(body).toMatchObject({
      state: 'open',
      end: null,
      use: { state: 'in-use', since, endedOn: null },
      standing: { rating: before.standing.rating, tier: before.standing.tier },
      assessments: [{ id: assessmentId, state: 'cancelled' }],
    });
    const open = (body.findings as { state: string; source: string }[]).filter(
      ({ state }) => state === 'open',
    );
    expect(open.map(({ source }) => source).sort()).toEqual(['protected-data-in-use', 'unapproved-use']);
    expect((await linesOf(about))[0]).toMatchObject({
      what: 'engagement.reopened',
      before: { reason: 'The pilot is over', use: 'ended' },
      after: { reason: 'It was another service', use: 'in-use' },
    });
    expect((await post(about, 'reopen')).body.code).toBe('engagement-open');
  });

  it('is reopened with the use that it ended alone: what was ended by hand on the same day stays ended', async () => {
    const byHand = await aCase(procurement);
    const since = addDays(today, -30);
    await use(byHand, { state: 'in-use', since });
    await use(byHand, { state: 'ended', since, endedOn: today });
    await post(byHand, 'end');
    expect((await post(byHand, 'reopen')).body).toMatchObject({
      state: 'open',
      use: { state: 'ended', endedOn: today },
    });
    const withIt = await aCase(procurement);
    await use(withIt, { state: 'in-use', since });
    await post(withIt, 'end');
    await post(withIt, 'reopen');
    await use(withIt, { state: 'ended', since, endedOn: today });
    await post(withIt, 'end');
    expect((await post(withIt, 'reopen')).body).toMatchObject({ use: { state: 'ended' } });
  });

  it('has a use that a former version ended with it go on, as that version would have had it', async () => {
    const [withIt, byHand] = [await aCase(procurement), await aCase(procurement)];
    const since = addDays(today, -30);
    await use(withIt, { state: 'in-use', since });
    await use(byHand, { state: 'in-use', since });
    await use(byHand, { state: 'ended', since, endedOn: addDays(today, -3) });
    await post(withIt, 'end');
    await post(byHand, 'end');
    await upgrade();
    await passDays(1);
    expect((await post(withIt, 'reopen')).body).toMatchObject({ use: { state: 'in-use' } });
    expect((await post(byHand, 'reopen')).body).toMatchObject({ use: { state: 'ended' } });
  });

  it('is not reopened while its vendor is archived', async () => {
    const about = await aCase(procurement);
    await post(about, 'end');
    const { revision } = (await procurement.get(`/api/vendors/${about.vendorId}`)).body;
    await procurement
      .post(`/api/vendors/${about.vendorId}/archive`)
      .send({ confirmed: true, revision })
      .expect(200);
    expect((await post(about, 'reopen')).body.code).toBe('vendor-archived');
    expect(await shown(about)).toMatchObject({ vendorArchived: true });
  });
});

describe('What was submitted about an engagement that has ended', () => {
  const submittedOne = async () => {
    const about = await aCase(procurement);
    const { assessmentId } = await submitted(product, { organisation, procurement, about });
    return { about, assessmentId };
  };
  const moves = async (id: string): Promise<string[]> =>
    (await procurement.get(`/api/assessments/${id}`).expect(200)).body.allowedMoves;
  const giveBack = async (id: string) => {
    const reviewer = await browserOf(product, organisation, 'reviewer');
    return reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Once more' });
  };

  it('is reviewed, and not returned to a vendor from whom nothing is asked any more', async () => {
    const { about, assessmentId } = await submittedOne();
    expect(await moves(assessmentId)).toContain('return');
    await post(about, 'end');
    expect(await moves(assessmentId)).toEqual(['close', 'cancel']);
    const refused = await giveBack(assessmentId);
    expect([refused.status, refused.body.code]).toEqual([409, 'engagement-ended']);
    expect(await shown(about)).toMatchObject({ assessments: [{ state: 'submitted' }] });
    await post(about, 'reopen');
    expect(await moves(assessmentId)).toContain('return');
    expect((await giveBack(assessmentId)).status).toBe(200);
  });

  it('is returned where the end keeps what is asked, until the vendor is archived', async () => {
    const { about, assessmentId } = await submittedOne();
    await post(about, 'end', { assessments: 'keep' });
    expect(await moves(assessmentId)).toContain('return');
    await product.behindTheBack(`update app.vendor set state = 'archived' where id = $1`, [about.vendorId]);
    expect(await moves(assessmentId)).not.toContain('return');
    expect((await giveBack(assessmentId)).body.code).toBe('vendor-archived');
    await product.behindTheBack(`update app.vendor set state = 'active' where id = $1`, [about.vendorId]);
    expect((await giveBack(assessmentId)).status).toBe(200);
  });
});

describe('An engagement that is to end', () => {
  it('goes on to its last day, and ends by itself at the midnight after', async () => {
    const about = await aCase(procurement, { intake: anIntake() });
    await use(about, { state: 'in-use', since: addDays(today, -30) });
    const assessmentId = await sent(procurement, about);
    const lastDay = addDays(today, 10);
    expect((await post(about, 'end', { lastDay })).body).toMatchObject({
      state: 'open',
      end: { lastDay, planned: true },
      standing: { endsOn: lastDay },
      use: { state: 'in-use' },
    });
    await passDays(10);
    expect(await shown(about)).toMatchObject({ state: 'open' });
    await passDays(1);
    expect(await shown(about)).toMatchObject({
      state: 'ended',
      end: { lastDay, planned: false },
      use: { state: 'ended', endedOn: lastDay },
      assessments: [{ id: assessmentId, state: 'cancelled' }],
    });
    expect((await linesOf(about))[0]).toMatchObject({ what: 'engagement.ended', actor: 'job' });
    expect((await linesOf(about))[1]).toMatchObject({ what: 'engagement.end-planned' });
  });

  it('has its day moved, and taken back', async () => {
    const about = await aCase(procurement);
    await post(about, 'end', { lastDay: addDays(today, 3) });
    await post(about, 'end', { lastDay: addDays(today, 9), assessments: 'keep' });
    expect((await linesOf(about))[0]).toMatchObject({
      before: { lastDay: addDays(today, 3), openAssessments: 'cancel' },
      after: { lastDay: addDays(today, 9), openAssessments: 'keep' },
    });
    expect((await post(about, 'reopen', { reason: 'It stays' })).body).toMatchObject({
      state: 'open',
      end: null,
    });
    expect((await linesOf(about))[0]).toMatchObject({ what: 'engagement.end-withdrawn' });
    await passDays(20);
    expect(await shown(about)).toMatchObject({ state: 'open' });
  });
});

async function emptyDashboard() {
  const empty = await aFoundedOrganisation(product, `empty-${Math.random().toString(36).slice(2, 8)}`);
  const browser = await browserOf(product, empty, 'procurement');
  return (await browser.get('/api/dashboard').expect(200)).body;
}
