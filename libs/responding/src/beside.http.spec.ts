import type TestAgent from 'supertest/lib/agent';
import type { Actor } from '@countersign/platform';
import {
  aCase,
  aCodeFor,
  aFoundedOrganisation,
  aLinkTo,
  aProduct,
  browserOf,
  type Case,
  respondentOf,
  sent,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(240_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;

const path = (id: string) => `/api/respond/assessments/${id}`;
const beside = async (browser: TestAgent, id: string) =>
  (await browser.get(`${path(id)}/beside`).expect(200)).body as {
    questionnaires: Record<string, unknown>[];
    hidden: number;
    answers: {
      question: string;
      assessmentId: string;
      revision: number;
      sameService: boolean;
      value: { answer: unknown };
    }[];
  };

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'together');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
});

afterAll(() => product.close());

/** Another service of the same vendor, with the same contact. */
async function besides(about: Case, name: string): Promise<Case> {
  const { body } = await procurement.get(`/api/engagements/${about.engagementId}`).expect(200);
  const engagement = await procurement
    .post(`/api/vendors/${about.vendorId}/engagements`)
    .send({ name, description: null, ownerId: null, intake: body.intake })
    .expect(201);
  return { ...about, engagementId: engagement.body.id as string };
}

/** By a link with nothing but its token: the tier asks for no code. */
async function byLinkAlone(id: string): Promise<TestAgent> {
  const browser = product.browser();
  await product.asJobOf(organisation, () =>
    product.database.query(
      `update app.engagement e set tier = 2 from app.assessment a
       where a.organisation_id = e.organisation_id and a.engagement_id = e.id and a.id = :id`,
      { id },
    ),
  );
  const token = await aLinkTo(product, organisation, id);
  await browser.post('/api/respond/exchange').send({ token, code: null }).expect(200);
  return browser;
}

async function prove(browser: TestAgent, id: string): Promise<void> {
  const code = await aCodeFor(product, organisation, id);
  await browser
    .post(`${path(id)}/proof`)
    .send({ code })
    .expect(204);
}

describe('One page for one person', () => {
  let about: Case;
  let first: string;
  let second: string;
  let browser: TestAgent;

  beforeAll(async () => {
    about = await aCase(procurement);
    ({ assessmentId: first } = await submitted(product, { organisation, procurement, about }));
    second = await sent(procurement, await besides(about, 'Second service'));
    browser = await byLinkAlone(second);
  });

  it('tells a link alone how many others there are, and nothing of them', async () => {
    const seen = await beside(browser, second);
    expect(seen.questionnaires.map(({ id }) => id)).toEqual([second]);
    expect(seen.hidden).toBe(1);
    expect(seen.answers).toEqual([]);
    await browser.post(`${path(second)}/beside/${first}/open`).expect(403);
    await browser.get(path(first)).expect(401);
  });

  it('takes no code that was not mailed', async () => {
    await browser
      .post(`${path(second)}/proof`)
      .send({ code: null })
      .expect(403);
    await browser
      .post(`${path(second)}/proof`)
      .send({ code: '000000' })
      .expect(422);
    expect((await beside(browser, second)).hidden).toBe(1);
  });

  it('tells them after a code, with what was answered there', async () => {
    await prove(browser, second);
    const seen = await beside(browser, second);
    expect(seen.hidden).toBe(0);
    expect(seen.questionnaires).toEqual([
      expect.objectContaining({ id: second, opened: true, serviceName: 'Second service' }),
      expect.objectContaining({ id: first, opened: false, state: 'submitted' }),
    ]);
    expect(seen.answers).toContainEqual(
      expect.objectContaining({
        question: 'MA-08',
        assessmentId: first,
        submitted: true,
        sameService: false,
      }),
    );
  });

  it('offers neither files nor signatures', async () => {
    const { answers } = await beside(browser, second);
    const { body } = await browser.get(path(second)).expect(200);
    const types = new Map<string, string>(
      body.questionnaire.questions.map((question: { id: string; type: string }) => [
        question.id,
        question.type,
      ]),
    );
    const offered = new Set(answers.map(({ question }) => types.get(question)));
    expect(answers.length).toBeGreaterThan(40);
    expect([...offered].filter((type) => type === 'file' || type === 'attestation')).toEqual([]);
  });

  it('fills nothing by itself', async () => {
    const { body } = await browser.get(path(second)).expect(200);
    expect(body.answers).toEqual({});
  });

  it('takes one over as a revision of its own that names its source, once', async () => {
    const offered = (await beside(browser, second)).answers.find(({ question }) => question === 'MA-08');
    const { question, assessmentId, revision } = offered ?? {};
    const answers = [{ question, assessmentId, revision }];
    const took = await browser
      .post(`${path(second)}/taken-over`)
      .send({ answers })
      .expect(200);
    expect(took.body).toEqual({ taken: ['MA-08'], left: [] });
    const again = await browser
      .post(`${path(second)}/taken-over`)
      .send({ answers })
      .expect(200);
    expect(again.body).toEqual({ taken: [], left: ['MA-08'] });
    const { body } = await browser.get(path(second)).expect(200);
    expect(body.answers['MA-08']).toMatchObject({ revision: 1, value: offered?.value });
    const desk = await reviewer.get(`/api/assessments/${second}`).expect(200);
    expect(desk.body.answers['MA-08'].takenFrom).toMatchObject({ assessmentId: first, submitted: true });
    expect(desk.body.answers['MA-08'].takenFrom.serviceName).toMatch(/^Service /);
    await browser
      .put(`${path(second)}/answers/MA-08`)
      .send({ value: { answer: 'no', followUps: {}, naReason: null }, base: 1 })
      .expect(200);
    const changed = await reviewer.get(`/api/assessments/${second}`).expect(200);
    expect(changed.body.answers['MA-08'].takenFrom).toBeNull();
  });

  it('writes who took what over into the trail', async () => {
    const lines = await product.asJobOf(organisation, () =>
      product.database.query<{ actorKind: string; after: unknown }>(
        `select v.actor_kind, v.after from app.audit_event v
         where v.object_id = :second and v.what = 'assessment.answers-taken-over'`,
        { second },
      ),
    );
    expect(lines).toEqual([{ actorKind: 'respondent', after: { takenFrom: first, questions: ['MA-08'] } }]);
  });

  it('takes over what was seen, and no other', async () => {
    const answers = [{ question: 'MA-09', assessmentId: first, revision: 77 }];
    const { body } = await browser
      .post(`${path(second)}/taken-over`)
      .send({ answers })
      .expect(200);
    expect(body).toEqual({ taken: [], left: ['MA-09'] });
  });

  it('offers no answer that a reviewer rejected', async () => {
    await reviewer
      .put(`/api/assessments/${first}/reviews/MA-10`)
      .send({ verdict: 'rejected', note: 'Not so.', points: null })
      .expect(200);
    const { answers } = await beside(browser, second);
    expect(answers.map(({ question }) => question)).toContain('MA-09');
    expect(answers.map(({ question }) => question)).not.toContain('MA-10');
  });

  it('opens the other without a new link', async () => {
    await browser.post(`${path(second)}/beside/${first}/open`).expect(204);
    await browser.post(`${path(second)}/beside/${first}/open`).expect(204);
    const { body } = await browser.get(path(first)).expect(200);
    expect(body.state).toBe('in-review');
    expect((await beside(browser, first)).questionnaires).toHaveLength(2);
  });
});

describe('What belongs to others', () => {
  let id: string;
  let browser: TestAgent;
  let other: { assessmentId: string };

  const asRespondent = (sections: readonly string[] | null): Actor => ({
    kind: 'respondent',
    organisationId: organisation.id,
    assessmentId: id,
    contactId: id,
    sessionHash: Buffer.alloc(32, 1),
    sections,
  });
  const count = (actor: Actor, of: string) =>
    product.database.run(actor, async () => {
      const [row] = await product.database.query<{ n: number }>(`select count(*)::integer as n from ${of}`);
      return row?.n;
    });

  beforeAll(async () => {
    const about = await aCase(procurement);
    other = await submitted(product, { organisation, procurement, about: await aCase(procurement) });
    const { body } = await procurement
      .post(`/api/vendors/${about.vendorId}/contacts`)
      .send({ name: 'Cora Colleague', email: 'cora@vendor.example', title: null })
      .expect(201);
    const colleague = body.contacts
      ? body.contacts.find(({ name }: { name: string }) => name === 'Cora Colleague').id
      : body.id;
    // the same vendor's, by another contact
    await submitted(product, {
      organisation,
      procurement,
      about: { ...(await besides(about, 'Of a colleague')), contactId: colleague },
    });
    id = await sent(procurement, about);
    browser = await respondentOf(product, organisation, id);
    await prove(browser, id);
  });

  it('is neither told nor offered: another vendor, another contact of the same', async () => {
    const seen = await beside(browser, id);
    expect(seen.questionnaires.map((one) => one['id'])).toEqual([id]);
    expect(seen.hidden).toBe(0);
    expect(seen.answers).toEqual([]);
    await browser.post(`${path(id)}/beside/${other.assessmentId}/open`).expect(404);
  });

  it('is kept from a session that holds no grant to the assessment it names', async () => {
    const session = `decode(repeat('01', 32), 'hex')`;
    for (const name of [
      'earlier_answers_of_respondent',
      'questionnaires_of_respondent',
      'invitations_of_respondent',
    ])
      expect([name, await count(asRespondent(null), `lookup.${name}(${session}, '1 day')`)]).toEqual([
        name,
        0,
      ]);
  });

  it('is kept from a delegate beyond the delegated sections', async () => {
    const about = await aCase(procurement);
    await submitted(product, { organisation, procurement, about });
    const again = await sent(procurement, await besides(about, 'In part'));
    await product.asJobOf(organisation, () =>
      product.database.query(`update app.invitation set sections = '{B}' where assessment_id = :again`, {
        again,
      }),
    );
    const delegate = await respondentOf(product, organisation, again);
    await prove(delegate, again);
    const { body } = await delegate.get(path(again)).expect(200);
    expect(body.law).toBe('201 CMR 17.03(2)(f)');
    const section = new Map<string, string>(
      body.questionnaire.questions.map((q: { id: string; section: string }) => [q.id, q.section]),
    );
    const { answers } = await beside(delegate, again);
    expect(answers.length).toBeGreaterThan(0);
    expect([...new Set(answers.map(({ question }) => section.get(question)))]).toEqual(['B']);
  });

  it('ends with the invitation', async () => {
    const about = await aCase(procurement);
    const { assessmentId: before } = await submitted(product, { organisation, procurement, about });
    const now = await sent(procurement, await besides(about, 'Taken away'));
    const own = await respondentOf(product, organisation, now);
    await prove(own, now);
    expect((await beside(own, now)).answers.length).toBeGreaterThan(0);
    await product.asJobOf(organisation, () =>
      product.database.query(
        `update app.invitation set revoked_at = app.now() where assessment_id = :before`,
        { before },
      ),
    );
    const seen = await beside(own, now);
    expect(seen.answers).toEqual([]);
    expect(seen.questionnaires).toHaveLength(1);
  });
});

describe('A reassessment', () => {
  it('is answered by what was answered before, in one gesture for many', async () => {
    const about = await aCase(procurement);
    const { assessmentId: last } = await submitted(product, { organisation, procurement, about });
    const again = await sent(procurement, about);
    const browser = await respondentOf(product, organisation, again);
    await prove(browser, again);
    const { answers } = await beside(browser, again);
    expect(new Set(answers.map((answer) => [answer.assessmentId, answer.sameService].join()))).toEqual(
      new Set([`${last},true`]),
    );
    const { body } = await browser
      .post(`${path(again)}/taken-over`)
      .send({
        answers: answers.map(({ question, assessmentId, revision }) => ({
          question,
          assessmentId,
          revision,
        })),
      })
      .expect(200);
    expect(body.taken).toHaveLength(answers.length);
    expect(body.left).toEqual([]);
  });
});

describe('A delegate with another questionnaire', () => {
  const inPart = async (id: string, sections: readonly string[]) => {
    for (const table of ['invitation', 'respondent_grant'])
      await product.behindTheBack(`update app.${table} set sections = $2 where assessment_id = $1`, [
        id,
        sections,
      ]);
  };
  let first: string;
  let second: string;
  let browser: TestAgent;

  beforeEach(async () => {
    const about = await aCase(procurement);
    ({ assessmentId: first } = await submitted(product, { organisation, procurement, about }));
    second = await sent(procurement, await besides(about, 'Second service'));
    await inPart(second, ['#MA-08']);
    browser = await byLinkAlone(second);
    await prove(browser, second);
  });

  it('is offered what fits the part, and takes over nothing beside it', async () => {
    const { answers } = await beside(browser, second);
    expect(answers.map(({ question }) => question)).toEqual(['MA-08']);
    const taken = (question: string) => ({ question, assessmentId: first, revision: answers[0]?.revision });
    const { body } = await browser
      .post(`${path(second)}/taken-over`)
      .send({ answers: [taken('MA-08'), taken('MA-19')] })
      .expect(200);
    expect(body).toEqual({ taken: ['MA-08'], left: ['MA-19'] });
    expect(
      await product.behindTheBack('select question from app.answer_source where assessment_id = $1', [
        second,
      ]),
    ).toEqual([{ question: 'MA-08' }]);
  });

  it('is told of no part that has ended, and offered nothing of it', async () => {
    await product.behindTheBack(`update app.assessment set state = 'answering' where id = $1`, [second]);
    await inPart(first, ['#MA-08']);
    expect(await beside(browser, second)).toMatchObject({
      questionnaires: [{ id: second }],
      hidden: 0,
      answers: [],
    });
    await product.behindTheBack(`update app.assessment set state = 'returned' where id = $1`, [first]);
    const { questionnaires, answers } = await beside(browser, second);
    expect(questionnaires).toHaveLength(2);
    expect(answers.map(({ question }) => question)).toEqual(['MA-08']);
  });
});
