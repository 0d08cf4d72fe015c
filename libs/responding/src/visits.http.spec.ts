import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  aWayInto,
  browserOf,
  plain,
  respondentCookieOf,
  respondentOf,
  sent,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'visits');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

const anAssessment = async (): Promise<string> => sent(procurement, await aCase(procurement));
const pathOf = (id: string): string => `/api/respond/assessments/${id}`;
const save = (browser: TestAgent, id: string) =>
  browser.put(`${pathOf(id)}/answers/MA-08`).send({ value: plain('yes'), base: 0 });

describe('A vendor’s session', () => {
  it('is a new one after each link: who planted the former one, with a grant of its own, reads nothing', async () => {
    const [theirs, mine] = [await anAssessment(), await anAssessment()];
    const planted = await respondentCookieOf(product, organisation, theirs);
    const link = await aWayInto(product, organisation, mine);
    await product
      .browser()
      .post('/api/respond/exchange')
      .set('Cookie', planted)
      .send(link)
      .expect(200, { assessmentId: mine });
    await product.browser().get(pathOf(mine)).set('Cookie', planted).expect(401);
  });

  it('takes along what the browser had opened before, in this and in another organisation', async () => {
    const elsewhere = await aFoundedOrganisation(product, 'elsewhere');
    const theirProcurement = await browserOf(product, elsewhere, 'procurement');
    const [first, third] = [await anAssessment(), await anAssessment()];
    const second = await sent(theirProcurement, await aCase(theirProcurement));
    const browser = await respondentOf(product, organisation, first);
    await respondentOf(product, elsewhere, second, browser);
    await respondentOf(product, organisation, third, browser);
    for (const id of [first, second, third]) await browser.get(pathOf(id)).expect(200);
  });

  it('lets a save through that was on its way from another tab, and the former cookie nothing a minute later', async () => {
    const [first, second] = [await anAssessment(), await anAssessment()];
    const former = await respondentCookieOf(product, organisation, first);
    const link = await aWayInto(product, organisation, second);
    await product.browser().post('/api/respond/exchange').set('Cookie', former).send(link).expect(200);
    await save(product.browser().set('Cookie', former) as TestAgent, first).expect(200);
    const [left] = await product.behindTheBack<{ soon: boolean }>(
      `select bool_or(expires_at <= now() + interval '1 minute') as soon
       from app.respondent_grant where assessment_id = $1`,
      [first],
    );
    expect(left?.soon).toBe(true);
  });

  it('that has ended since the last save is told nothing: neither which questions there are nor what fits them', async () => {
    const id = await anAssessment();
    const browser = await respondentOf(product, organisation, id);
    const asWell = await respondentOf(product, organisation, id);
    await save(browser, id).expect(200);
    const wrong = { value: plain('perhaps'), base: 0 };
    const answers = `${pathOf(id)}/answers`;
    await browser.put(`${answers}/NONE`).send(wrong).expect(404);
    await browser.put(`${answers}/MA-09`).send(wrong).expect(422);
    await asWell.put(`${answers}/MA-09`).send(wrong).expect(422);
    const end = `update app.respondent_grant set expires_at = now() where assessment_id = $1`;
    await product.behindTheBack(end, [id]);
    await browser.put(`${answers}/NONE`).send(wrong).expect(401);
    await asWell.put(`${answers}/MA-09`).send(wrong).expect(401);
    await save(browser, id).expect(401);
  });

  it('that ends between two saves saves nothing more', async () => {
    const id = await anAssessment();
    const browser = await respondentOf(product, organisation, id);
    const answer = (base: number) =>
      browser.put(`${pathOf(id)}/answers/MA-09`).send({ value: plain(base === 0 ? 'yes' : 'no'), base });
    await answer(0).expect(200);
    await product.behindTheBack(`delete from app.respondent_grant where assessment_id = $1`, [id]);
    await answer(1).expect(401);
    const kept = await product.behindTheBack(
      `select from app.answer_revision where assessment_id = $1 and question = 'MA-09'`,
      [id],
    );
    expect(kept).toHaveLength(1);
  });

  it('ends after a day without a visit, and the link opens it again', async () => {
    const id = await anAssessment();
    const browser = await respondentOf(product, organisation, id);
    await lastSeen(id, '23 hours');
    await browser.get(pathOf(id)).expect(200);
    await lastSeen(id, '25 hours');
    await browser.get(pathOf(id)).expect(401);
    await save(browser, id).expect(401);
    await respondentOf(product, organisation, id, browser);
    await save(browser, id).expect(200);
  });

  it('goes on while it is used, at most a week', async () => {
    const id = await anAssessment();
    const browser = await respondentOf(product, organisation, id);
    await lastSeen(id, '23 hours');
    await save(browser, id).expect(200);
    const [grant] = await product.behindTheBack<{ fresh: boolean; week: boolean }>(
      `select last_seen_at > now() - interval '1 minute' as fresh,
         expires_at between now() + interval '6 days' and now() + interval '7 days' as week
       from app.respondent_grant where assessment_id = $1`,
      [id],
    );
    expect(grant).toEqual({ fresh: true, week: true });
    await product.behindTheBack(
      `update app.respondent_grant set expires_at = now() where assessment_id = $1`,
      [id],
    );
    await browser.get(pathOf(id)).expect(401);
  });

  it('ends by signing out, everything that it opened, with a line in each trail; another browser’s goes on', async () => {
    const [first, second] = [await anAssessment(), await anAssessment()];
    const colleague = await respondentOf(product, organisation, first);
    const cookie = await respondentCookieOf(product, organisation, first);
    const browser = product.browser().set('Cookie', cookie) as TestAgent;
    await browser.get(pathOf(first)).expect(200);
    const { headers } = await browser.post('/api/respond/sign-out').send({}).expect(204);
    expect(headers['set-cookie']?.[0]).toMatch(/^countersign-respond=;.*Expires=Thu, 01 Jan 1970/);
    await browser.get(pathOf(first)).expect(401);
    await colleague.get(pathOf(first)).expect(200);
    await browser.post('/api/respond/sign-out').send({}).expect(204);
    const signOuts = await product.behindTheBack<{ actor_kind: string; object_id: string }>(
      `select actor_kind, object_id from app.audit_event
       where what = 'assessment.signed-out' and object_id = any ($1)`,
      [[first, second]],
    );
    expect(signOuts).toEqual([{ actor_kind: 'respondent', object_id: first }]);
  });
});

describe('After the last day on which the link opens', () => {
  it('an open session neither saves, attaches nor submits, and goes on once the invitation is sent again', async () => {
    const id = await anAssessment();
    const browser = await respondentOf(product, organisation, id);
    await save(browser, id).expect(200);
    await graceEnds(id, -1);
    const late = { value: plain('no'), base: 1 };
    await browser
      .put(`${pathOf(id)}/answers/MA-08`)
      .send(late)
      .expect(401);
    await browser
      .post(`${pathOf(id)}/evidence`)
      .set('X-File-Name', 'late.txt')
      .set('Content-Type', 'application/octet-stream')
      .send('late')
      .expect(401);
    await browser
      .post(`${pathOf(id)}/submit`)
      .send({})
      .expect(401);
    const kept = await product.behindTheBack('select from app.answer_revision where assessment_id = $1', [
      id,
    ]);
    expect(kept).toHaveLength(1);
    await procurement.post(`/api/assessments/${id}/send-again`).send({}).expect(200);
    await browser
      .put(`${pathOf(id)}/answers/MA-08`)
      .send(late)
      .expect(200);
  });

  it('is still answered on that day itself', async () => {
    const id = await anAssessment();
    const browser = await respondentOf(product, organisation, id);
    await graceEnds(id, 0);
    await save(browser, id).expect(200);
  });

  it('refuses in the database what passed the door the moment before', async () => {
    const id = await anAssessment();
    await respondentOf(product, organisation, id);
    await graceEnds(id, -1);
    const [saved] = await product.behindTheBack<{ status: string }>(
      `select s.status from app.respondent_grant g,
         app.autosave(g.organisation_id, g.session_hash, g.assessment_id, 'MA-08', 'scope', '{}', 0, null) s
       where g.assessment_id = $1`,
      [id],
    );
    expect(saved?.status).toBe('signed-out');
  });

  it('leaves the receipt readable to whoever has just submitted', async () => {
    const about = await aCase(procurement);
    const { assessmentId, respondent } = await submitted(product, { organisation, procurement, about });
    await graceEnds(assessmentId, -1);
    await respondent.get(pathOf(assessmentId)).expect(200);
  });
});

async function lastSeen(id: string, ago: string): Promise<void> {
  await product.behindTheBack(
    `update app.respondent_grant set last_seen_at = now() - $2::interval where assessment_id = $1`,
    [id, ago],
  );
}

async function graceEnds(id: string, days: number): Promise<void> {
  await product.behindTheBack(
    `update app.assessment set grace_until = app.today(time_zone) + $2::int where id = $1`,
    [id, days],
  );
}
