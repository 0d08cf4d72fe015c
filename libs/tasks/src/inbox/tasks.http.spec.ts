import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  contractBody,
  yearlyTerms,
  type Case,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { addDays } from '@countersign/domain';
import { DailyChanges, Planner } from '#product';

jest.setTimeout(180_000);

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly objectId: string;
  readonly whose: string;
  readonly takeable: boolean;
  readonly when: string;
  readonly why: string;
}

let product: TestProduct;
let organisation: TestOrganisation;
let dana: TestMember;
let procurement: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `tasks-${Math.random().toString(36).slice(2, 8)}`);
  dana = await product.aMember({ organisation, roles: ['procurement'], name: 'Dana Whitfield' });
  procurement = await product.signedInAs(dana);
  today = (await procurement.get('/api/session').expect(200)).body.today as string;
});

afterAll(() => product.close());

const tasks = async (browser: TestAgent, query = ''): Promise<Shown[]> =>
  (await browser.get(`/api/tasks?limit=100${query}`).expect(200)).body.items as Shown[];
const kindsAt = async (objectId: string, browser = procurement): Promise<string[]> =>
  (await tasks(browser)).filter((one) => one.objectId === objectId).map(({ kind }) => kind);
const counts = async (browser: TestAgent) => (await browser.get('/api/tasks/counts').expect(200)).body;
async function record(about: Case, wishes: Record<string, unknown> = {}): Promise<string> {
  const { body } = await procurement.post('/api/contracts').send(contractBody(about, wishes)).expect(201);
  return body.id as string;
}

describe('Tasks', () => {
  it('are open for as long as the state of their object asks for them', async () => {
    const about = await aCase(procurement);
    const id = await record(about, {
      signedOn: null,
      terms: yearlyTerms('2026-01-01', { renewal: { kind: 'unknown' } }),
    });
    const kinds = await kindsAt(id);
    expect(kinds).toEqual(expect.arrayContaining(['contract-terms-unknown', 'contract-unsigned']));
    await product.behindTheBack('update app.contract set signed_on = $2 where id = $1', [id, today]);
    expect(await kindsAt(id)).toEqual(kinds.filter((kind) => kind !== 'contract-unsigned'));
    await product.behindTheBack(`update app.contract set state = 'ended' where id = $1`, [id]);
    expect(await kindsAt(id)).toEqual([]);
  });

  it('of nobody are of whoever may do them, until one of them takes the object', async () => {
    const about = await aCase(procurement);
    const id = await record(about, { signedOn: null });
    await product.behindTheBack('update app.contract set owner_id = null where id = $1', [id]);
    const colleague = await browserOf(product, organisation, 'procurement');
    const reviewer = await browserOf(product, organisation, 'reviewer');
    const seen = (await tasks(colleague, '&whose=nobody')).filter(({ objectId }) => objectId === id);
    expect(seen.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['contract-ownerless', 'contract-unsigned']),
    );
    expect(seen.every(({ takeable }) => takeable)).toBe(true);
    expect(await kindsAt(id, reviewer)).toEqual([]);
    const task = seen.find(({ kind }) => kind === 'contract-unsigned');
    await reviewer.post(`/api/tasks/${task?.id}/take`).expect(403);
    const answers = await Promise.all(
      [colleague, procurement].map((browser) => browser.post(`/api/tasks/${task?.id}/take`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const winner = answers[0]?.status === 204 ? colleague : procurement;
    const loser = winner === colleague ? procurement : colleague;
    expect((await tasks(winner, '&whose=mine')).find((one) => one.id === task?.id)).toMatchObject({
      whose: 'mine',
      takeable: false,
    });
    expect(await kindsAt(id, winner)).not.toContain('contract-ownerless');
    expect(await kindsAt(id, loser)).toEqual([]);
    const [line] = await product.behindTheBack<{ after: object }>(
      `select after from app.audit_event where object_id = $1 and what = 'contract.owner-changed'`,
      [id],
    );
    expect(line?.after).toHaveProperty('owner');
  });

  it('that are taken are not put back to nobody by an edit of the engagement that was open meanwhile', async () => {
    const about = await aCase(procurement);
    await product.behindTheBack('update app.engagement set owner_id = null where id = $1', [
      about.engagementId,
    ]);
    const path = `/api/engagements/${about.engagementId}`;
    const { body: shown } = await procurement.get(path).expect(200);
    const ownerless = (await tasks(procurement)).find(
      ({ kind, objectId }) => kind === 'engagement-ownerless' && objectId === about.engagementId,
    );
    await procurement.post(`/api/tasks/${ownerless?.id}/take`).expect(204);
    const { name, description, detailsRevision: revision } = shown;
    const edit = { name: 'Renamed', description, ownerId: null, revision };
    const { body: refusal } = await procurement.put(path).send(edit).expect(409);
    expect(refusal).toMatchObject({
      code: 'stale-revision',
      present: { name, ownerId: dana.id },
    });
    expect((await procurement.get(path).expect(200)).body).toMatchObject({
      name,
      owner: { id: dana.id },
      // the facts stand as they stood: whoever corrects them meanwhile is not told of a change
      revision: shown.revision,
    });
  });

  it('of an owner who has left are the lead’s, and without one of whoever may do them', async () => {
    const lead = await product.aMember({ organisation, roles: ['procurement'], name: 'Lea Lead' });
    const gone = await product.aMember({
      organisation,
      roles: ['procurement'],
      name: 'Gus Gone',
      leadId: lead.id,
    });
    const id = await record(await aCase(procurement), { ownerId: gone.id, signedOn: null });
    const leads = await product.signedInAs(lead);
    expect(await kindsAt(id, leads)).toEqual([]);
    await product.behindTheBack('update app.member set active = false where id = $1', [gone.id]);
    const now = (await tasks(leads, '&whose=mine')).filter(({ objectId }) => objectId === id);
    expect(now.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['contract-owner-left', 'contract-unsigned']),
    );
    expect(now[0]).toMatchObject({ leftOwnerName: 'Gus Gone', takeable: true });
    await product.behindTheBack('update app.member set active = false where id = $1', [lead.id]);
    expect((await tasks(procurement, '&whose=nobody')).map(({ objectId }) => objectId)).toContain(id);
  });

  it('are counted as they are listed, for everyone too, which only some may ask for', async () => {
    const about = await aCase(procurement);
    await record(about, { ownerId: dana.id, signedOn: null });
    const found = await counts(procurement);
    for (const whose of ['mine', 'deputed', 'nobody'])
      expect((await tasks(procurement, `&whose=${whose}`)).length).toBe(found[whose]);
    await procurement.get('/api/tasks?whose=everyone').expect(403);
    const auditor = await browserOf(product, organisation, 'auditor');
    expect((await tasks(auditor, '&whose=everyone')).length).toBe((await counts(auditor)).everyone);
    expect(await tasks(auditor)).toEqual([]);
    const kind = found.byKind.find((one: { kind: string }) => one.kind === 'contract-unsigned');
    expect(await tasks(procurement, '&kind=contract-unsigned')).toHaveLength(kind.yours);
  });

  it('come page by page in the order of their days, those without one last', async () => {
    const about = await aCase(procurement);
    for (let index = 0; index < 3; index += 1) await record(about, { ownerId: dana.id, signedOn: null });
    const whole = (await tasks(procurement)).map(({ id }) => id);
    const paged: string[] = [];
    let cursor = '';
    do {
      const { body } = await procurement.get(`/api/tasks?limit=4${cursor}`).expect(200);
      paged.push(...(body.items as Shown[]).map(({ id }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${String(body.nextCursor)}`;
    } while (cursor !== '');
    expect(paged).toEqual(whole);
    expect(new Set(whole).size).toBe(whole.length);
  });

  it('of another organisation are neither seen, nor counted, nor taken', async () => {
    const id = await record(await aCase(procurement), { signedOn: null });
    await product.behindTheBack('update app.contract set owner_id = null where id = $1', [id]);
    const [task] = (await tasks(procurement)).filter(({ objectId }) => objectId === id);
    const elsewhere = await aFoundedOrganisation(product, `else-${Math.random().toString(36).slice(2, 8)}`);
    const stranger = await browserOf(product, elsewhere, 'procurement');
    expect(await tasks(stranger)).toEqual([]);
    expect((await counts(stranger)).everyone).toBe(0);
    await stranger.post(`/api/tasks/${task?.id}/take`).expect(404);
  });
});

describe('An absence', () => {
  const away = (browser: TestAgent, wishes: object) => browser.post('/api/absences').send(wishes);
  const aColleague = (name: string) => product.aMember({ organisation, roles: ['procurement'], name });

  it('gives the tasks to the deputy as well, from its first day to its last, and ends by itself', async () => {
    const tom = await aColleague('Tom Standin');
    const deputy = await product.signedInAs(tom);
    const id = await record(await aCase(procurement), { ownerId: dana.id, signedOn: null });
    await away(procurement, {
      deputyId: tom.id,
      fromOn: addDays(today, 1),
      untilOn: addDays(today, 2),
    }).expect(201);
    const deputed = async () =>
      (await tasks(deputy, '&whose=deputed')).filter(({ objectId }) => objectId === id);
    expect(await deputed()).toEqual([]);
    await product.letTimePass('1 day');
    expect(await deputed()).toContainEqual(
      expect.objectContaining({
        kind: 'contract-unsigned',
        responsibleName: 'Dana Whitfield',
        deputedUntil: addDays(today, 2),
        deputyName: 'Tom Standin',
      }),
    );
    expect(await kindsAt(id)).toContain('contract-unsigned');
    await product.letTimePass('1 day');
    expect(await deputed()).not.toEqual([]);
    await product.letTimePass('1 day');
    expect(await deputed()).toEqual([]);
  });

  it('passes on to the deputy of a deputy who is away, and not to one who has left', async () => {
    const [tom, ida] = [await aColleague('Tom Standin'), await aColleague('Ida Next')];
    const [toms, idas] = [await product.signedInAs(tom), await product.signedInAs(ida)];
    const id = await record(await aCase(procurement), { ownerId: dana.id, signedOn: null });
    const days = { fromOn: today, untilOn: addDays(today, 5) };
    await away(procurement, { deputyId: tom.id, ...days }).expect(201);
    await away(toms, { deputyId: ida.id, fromOn: today, untilOn: addDays(today, 2) }).expect(201);
    expect(await kindsAt(id, toms)).toContain('contract-unsigned');
    expect(await kindsAt(id, idas)).toContain('contract-unsigned');
    expect((await away(idas, { deputyId: dana.id, ...days })).body.code).toBe('absence-round');
    await product.behindTheBack('update app.member set active = false where id = $1', [tom.id]);
    expect(await kindsAt(id, idas)).toEqual([]);
    const admin = await browserOf(product, organisation, 'admin');
    expect((await tasks(admin)).map(({ kind }) => kind)).toContain('absence-without-deputy');
  });

  it('has mail about the owner’s objects reach the deputy as well, while it lasts', async () => {
    const tom = await aColleague('Tom Standin');
    const about = { ownerId: dana.id, signedOn: null };
    const during = await record(await aCase(procurement), about);
    const days = { fromOn: addDays(today, 1), untilOn: addDays(today, 40) };
    await away(procurement, { deputyId: tom.id, ...days }).expect(201);
    const told = async (id: string) =>
      (
        await product.behindTheBack<{ memberId: string }>(
          `select distinct member_id as "memberId" from app.notification
           where object_id = $1 and member_id is not null`,
          [id],
        )
      ).map(({ memberId }) => memberId);
    await product.letTimePass('20 days');
    await product.get(DailyChanges).follow(organisation.id);
    await product.get(Planner).plan(organisation.id);
    expect((await told(during)).sort()).toEqual([dana.id, tom.id].sort());
    await product.letTimePass('25 days');
    const later = await record(await aCase(procurement), about);
    await product.letTimePass('20 days');
    await product.get(DailyChanges).follow(organisation.id);
    await product.get(Planner).plan(organisation.id);
    expect(await told(later)).toEqual([dana.id]);
  });

  it('is refused with a deputy who may not do the work, twice on a day, and of somebody else', async () => {
    const [tom, ida] = [await aColleague('Tom Standin'), await aColleague('Ida Next')];
    const reviewer = await product.aMember({ organisation, roles: ['reviewer'] });
    const days = { fromOn: today, untilOn: addDays(today, 5) };
    const refused = await away(procurement, { deputyId: reviewer.id, ...days }).expect(422);
    expect(refused.body.fields[0].field).toBe('deputyId');
    await away(procurement, { deputyId: dana.id, ...days }).expect(422);
    await away(procurement, { deputyId: tom.id, fromOn: today, untilOn: addDays(today, -1) }).expect(422);
    await away(procurement, { deputyId: tom.id, ...days }).expect(201);
    const again = await away(procurement, { deputyId: ida.id, fromOn: days.untilOn, untilOn: days.untilOn });
    expect([again.status, again.body.code]).toEqual([409, 'absence-overlaps']);
    const { body } = await procurement.get('/api/absences').expect(200);
    const toms = await product.signedInAs(tom);
    await away(toms, { memberId: ida.id, deputyId: dana.id, ...days }).expect(403);
    await toms.delete(`/api/absences/${body.items[0].id}`).expect(403);
    await procurement.delete(`/api/absences/${body.items[0].id}`).expect(204);
    expect((await procurement.get('/api/absences').expect(200)).body.items).toEqual([]);
    const admin = await browserOf(product, organisation, 'admin');
    await away(admin, { memberId: ida.id, deputyId: tom.id, ...days }).expect(201);
  });
});
