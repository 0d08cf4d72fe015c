import type TestAgent from 'supertest/lib/agent';
import { InvitationCodes } from '@countersign/assessments';
import {
  type AnswerValue,
  type FactSheet,
  type NamedFact,
  type RespondentQuestionnaire,
  type Settlement,
  visibleQuestions,
} from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  plain,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { hashToken, mintToken } from '@countersign/platform';

jest.setTimeout(180_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let overseer: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'delegating');
  procurement = await browserOf(product, organisation, 'procurement');
  overseer = await product.signedInAs(await product.aMember({ organisation }));
});

afterEach(() => product.behindTheBack('delete from app.rate_count'));
afterAll(() => product.close());

interface Colleague {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly answered: number;
  readonly sections: string[];
  readonly questions: string[];
}

const pathOf = (id: string): string => `/api/respond/assessments/${id}`;
const delegate = (browser: TestAgent, id: string, wishes: object) =>
  browser
    .post(`${pathOf(id)}/delegations`)
    .send({ name: 'Dela Gate', sections: ['B'], questions: [], note: null, ...wishes });
const colleaguesOf = async (browser: TestAgent, id: string): Promise<Colleague[]> =>
  (await browser.get(`${pathOf(id)}/delegations`).expect(200)).body.colleagues as Colleague[];
const shownTo = async (id: string) =>
  (await procurement.get(`/api/assessments/${id}/delegations`).expect(200)).body;
const seen = async (token: string): Promise<string> =>
  (await product.browser().post('/api/respond/link').send({ token }).expect(200)).body.state as string;
const answer = (browser: TestAgent, id: string, question: string, wishes: object = {}) =>
  browser.put(`${pathOf(id)}/answers/${question}`).send({ value: plain('yes'), base: 0, ...wishes });
const mailsOf = (id: string) =>
  product.behindTheBack<{ kind: string; recipient: string }>(
    `select kind, recipient from app.notification
     where object_id = $1 and kind like 'assessment-deleg%' order by id`,
    [id],
  );

/** As a mail to this address would bring it. */
async function aLinkFor(id: string, email: string): Promise<string> {
  const token = mintToken();
  await product.asJobOf(organisation, () =>
    product.database.query(
      `insert into app.invitation_token (organisation_id, token_hash, invitation_id)
       select i.organisation_id, :tokenHash, i.id from app.invitation i
       join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
       where i.assessment_id = :id and c.email = :email`,
      { tokenHash: hashToken(token), id, email },
    ),
  );
  return token;
}

async function aCode(id: string, email: string): Promise<string> {
  return product.asJobOf(organisation, async () => {
    const { contactId } = await product.database.one<{ contactId: string }>(
      `select i.contact_id from app.invitation i
       join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
       where i.organisation_id = :organisationId and i.assessment_id = :id and c.email = :email`,
      { id, email },
    );
    return product.get(InvitationCodes).mint({ objectId: id, contactId, recipient: email });
  });
}

async function opened(id: string, email: string, browser = product.browser()): Promise<TestAgent> {
  await browser
    .post('/api/respond/exchange')
    .send({ token: await aLinkFor(id, email) })
    .expect(200);
  return browser;
}

let cases = 0;

/** Of tier 2, so that links open without a code; the lead has given one in this session. */
async function asked() {
  const about = await aCase(procurement);
  const host = `team-${++cases}.example`;
  const email = `vera@${host}`;
  await product.behindTheBack('update app.contact set email = $2 where id = $1', [about.contactId, email]);
  await product.behindTheBack('update app.engagement set tier = 2 where id = $1', [about.engagementId]);
  const id = await sent(procurement, about);
  const lead = await opened(id, email);
  return { about, id, host, email, lead };
}

/** With one colleague, who was asked for section B and one question of another. */
async function shared() {
  const scene = await asked();
  const colleague = `dela@${scene.host}`;
  const code = await aCode(scene.id, scene.email);
  await delegate(scene.lead, scene.id, { email: colleague, questions: ['MA-19'], code }).expect(200, {
    state: 'delegated',
  });
  return { ...scene, colleague, delegate: await opened(scene.id, colleague) };
}

describe('A part that is delegated', () => {
  it('needs a code to the invited address, whatever the tier, and once in a session', async () => {
    const { id, lead, host, email } = await asked();
    const wishes = { email: `dela@${host}` };
    const { body } = await lead.get(`${pathOf(id)}/delegations`).expect(200);
    expect(body).toEqual({ codeNeeded: true, colleagues: [] });
    expect((await delegate(lead, id, wishes).expect(403)).body.code).toBe('code-needed');
    expect((await delegate(lead, id, { ...wishes, code: '12' }).expect(422)).body.code).toBe('code-wrong');
    expect(await mailsOf(id)).toEqual([]);
    await delegate(lead, id, { ...wishes, code: await aCode(id, email) }).expect(200);
    await delegate(lead, id, { email: `dora@${host}` }).expect(200);
    expect((await lead.get(`${pathOf(id)}/delegations`).expect(200)).body.codeNeeded).toBe(false);
  });

  it('tells the colleague, the contact and the owner, and the trail', async () => {
    const { id, colleague, email } = await shared();
    expect(await mailsOf(id)).toEqual([
      { kind: 'assessment-delegated', recipient: colleague },
      { kind: 'assessment-delegation-told', recipient: email },
      { kind: 'assessment-delegated-notice', recipient: expect.stringContaining('@') },
    ]);
    const lines = await product.behindTheBack<{ what: string; actor_kind: string }>(
      `select what, actor_kind from app.audit_event where object_id = $1 and what like '%deleg%' order by id`,
      [id],
    );
    expect(lines).toEqual([
      { what: 'assessment.delegation-asked', actor_kind: 'respondent' },
      { what: 'assessment.delegated', actor_kind: 'respondent' },
    ]);
    expect((await shownTo(id)).delegates).toEqual([
      expect.objectContaining({ email: colleague, part: expect.stringContaining('MA-19: ') }),
    ]);
  });

  it('is read and written by the colleague under the own name, and nothing beside it', async () => {
    const { id, lead, delegate: browser } = await shared();
    const { body: whole } = await lead.get(pathOf(id)).expect(200);
    const inB = (whole.questionnaire.questions as { id: string; section: string }[])
      .filter(({ section }) => section === 'B')
      .map((question) => question.id);
    await answer(lead, id, 'MA-01', { value: plain('Vera Lead') }).expect(200);
    const { body: part } = await browser.get(pathOf(id)).expect(200);
    expect(part.part).toEqual({ by: expect.any(String) });
    expect((part.questionnaire.questions as { id: string }[]).map((question) => question.id)).toEqual(
      expect.arrayContaining([...inB, 'MA-19']),
    );
    expect(part.questionnaire.questions).toHaveLength(inB.length + 1);
    expect(part.answers).toEqual({});
    expect(JSON.stringify(part)).not.toContain('Vera Lead');
    await answer(browser, id, 'MA-01', { value: plain('Somebody'), base: 1 }).expect(404);
    await answer(browser, id, 'MA-19').expect(200);
    const { body: after } = await lead.get(pathOf(id)).expect(200);
    expect(after.answers['MA-19'].by).toBe('Dela Gate');
    expect(after.part).toBeNull();
    const { body: reviewed } = await procurement.get(`/api/assessments/${id}`).expect(200);
    expect(reviewed.answers['MA-19']).toMatchObject({ by: 'Dela Gate' });
  });

  it('shows of the part what the whole shows, whatever decides it elsewhere, and tells nothing of that', async () => {
    const { id, lead, delegate: browser } = await shared();
    const own = ['MA-14', 'MA-15', 'MA-16', 'MA-17', 'MA-18', 'MA-19'];
    const shown = async (by: TestAgent) => {
      const { body } = await by.get(pathOf(id)).expect(200);
      const context = {
        answers: Object.fromEntries(
          Object.entries(body.answers as Record<string, { value: AnswerValue }>).map(([q, { value }]) => [
            q,
            value,
          ]),
        ),
        facts: body.facts as FactSheet,
        settlements: body.settlements as Settlement[],
        elsewhere: body.elsewhere as NamedFact[],
        today: body.today as string,
      };
      return visibleQuestions(body.questionnaire as RespondentQuestionnaire, context).filter((q) =>
        own.includes(q),
      );
    };
    expect(await shown(browser)).toEqual(await shown(lead));
    const before = await shown(lead);
    for (const [question, value] of [
      ['MA-02', ['none']],
      ['MA-03', ['none']],
    ] as const)
      await answer(lead, id, question, { value: plain(value) });
    expect(await shown(browser)).toEqual(await shown(lead));
    expect(before.length).toBeGreaterThan(0);
    const { body } = await browser.get(pathOf(id)).expect(200);
    const names = [...JSON.stringify(body.questionnaire).matchAll(/"question":"(MA-\d+)"/g)].map(
      ([, name]) => name,
    );
    expect(names.filter((name) => !own.includes(name ?? ''))).toEqual([]);
  });

  it('lets the colleague attach documents to it and to nothing else', async () => {
    const { id, lead, delegate: browser } = await shared();
    const attach = (by: TestAgent, query: string) =>
      by
        .post(`${pathOf(id)}/evidence${query}`)
        .set('Content-Type', 'application/octet-stream')
        .set('X-File-Name', 'policy.txt')
        .send(Buffer.from('Our policy.'));
    const { body: leads } = await attach(lead, '?question=MA-08').expect(201);
    await attach(lead, '').expect(201);
    await attach(browser, '').expect(404);
    await attach(browser, '?question=MA-08').expect(404);
    const { body: own } = await attach(browser, '?question=MA-19').expect(201);
    const { body: listed } = await browser.get(`${pathOf(id)}/evidence`).expect(200);
    expect((listed.items as { id: string }[]).map((file) => file.id)).toEqual([own.id]);
    await browser.get(`${pathOf(id)}/evidence/${leads.id}/file`).expect(404);
    await browser.delete(`${pathOf(id)}/evidence/${leads.id}`).expect(404);
  });

  it('gives the colleague no say over the whole', async () => {
    const { id, delegate: browser } = await shared();
    const refused = async (path: string, body: object) =>
      (
        await browser
          .post(`${pathOf(id)}/${path}`)
          .send(body)
          .expect(409)
      ).body.code as string;
    expect(await refused('submit', { shown: {} })).toBe('answers-a-part');
    expect(await refused('open-questions', { questions: ['MA-08'] })).toBe('answers-a-part');
    expect(await refused('decline', { scope: 'service', because: 'No' })).toBe('declines-in-part');
    expect((await delegate(browser, id, { email: 'x@y.example' }).expect(409)).body.code).toBe(
      'answers-a-part',
    );
    await browser.get(`${pathOf(id)}/delegations`).expect(409);
    await browser.get(`${pathOf(id)}/findings`).expect(200, []);
    expect((await browser.get(`${pathOf(id)}/submission-copy`).expect(409)).body.code).toBe('answers-a-part');
  });

  it('shows the colleague nothing else that the contact is asked for, nor how far the whole has come', async () => {
    const { about, id, lead, delegate: browser } = await shared();
    const { body } = await procurement.get(`/api/engagements/${about.engagementId}`).expect(200);
    const { body: engagement } = await procurement
      .post(`/api/vendors/${about.vendorId}/engagements`)
      .send({ name: 'Another service', description: null, ownerId: null, intake: body.intake })
      .expect(201);
    await sent(procurement, { ...about, engagementId: engagement.id as string });
    const beside = async (by: TestAgent) => (await by.get(`${pathOf(id)}/beside`).expect(200)).body;
    expect((await beside(lead)).questionnaires).toHaveLength(2);
    expect(await beside(browser)).toEqual({
      questionnaires: [expect.objectContaining({ id, inPart: true, complete: null, shown: null })],
      hidden: 0,
      answers: [],
    });
  });

  it('ends at once when it is taken back, with link, code and session; what was written stays', async () => {
    const { id, lead, delegate: browser, colleague } = await shared();
    await answer(browser, id, 'MA-19').expect(200);
    const token = await aLinkFor(id, colleague);
    await aCode(id, colleague);
    const [row] = await colleaguesOf(lead, id);
    expect(row).toMatchObject({ state: 'opened', answered: 1, sections: ['B'], questions: ['MA-19'] });
    const takeBack = () => lead.post(`${pathOf(id)}/delegations/${row?.id}/take-back`).send({});
    await takeBack().expect(204);
    await takeBack().expect(404);
    await answer(browser, id, 'MA-19', { base: 1, value: plain('no') }).expect(401);
    await browser.get(pathOf(id)).expect(401);
    expect(await seen(token)).toBe('taken-back');
    expect(
      (await product.browser().post('/api/respond/exchange').send({ token }).expect(410)).body.code,
    ).toBe('link-ended');
    expect(
      await product.behindTheBack(
        `select from app.invitation_code c join app.invitation i on i.id = c.invitation_id
         where i.assessment_id = $1`,
        [id],
      ),
    ).toEqual([]);
    expect((await mailsOf(id)).at(-1)).toEqual({ kind: 'assessment-delegation-ended', recipient: colleague });
    expect((await lead.get(pathOf(id)).expect(200)).body.answers['MA-19'].by).toBe('Dela Gate');
    expect(await colleaguesOf(lead, id)).toEqual([]);
    await delegate(lead, id, { email: colleague, sections: ['A'] }).expect(200);
    expect(await seen(token)).toBe('moved-away');
    expect((await colleaguesOf(lead, id))[0]).toMatchObject({ sections: ['A'], questions: [] });
  });

  it('grows for whoever has one, and goes to a second person too', async () => {
    const { id, lead, delegate: browser, colleague, host } = await shared();
    await answer(browser, id, 'MA-08').expect(404);
    await delegate(lead, id, { email: colleague, sections: [], questions: ['MA-08'] }).expect(200);
    expect(await colleaguesOf(lead, id)).toEqual([
      expect.objectContaining({ email: colleague, sections: ['B'], questions: ['MA-08', 'MA-19'] }),
    ]);
    await answer(browser, id, 'MA-08').expect(200);
    await delegate(lead, id, { email: `dora@${host}`, name: 'Dora', questions: [], sections: ['B'] }).expect(
      200,
    );
    expect(await colleaguesOf(lead, id)).toHaveLength(2);
  });

  it('is for somebody else, of at least one question, and for twenty people at most', async () => {
    const { id, lead, email, host } = await shared();
    expect((await delegate(lead, id, { email }).expect(422)).body.fields[0].field).toBe('email');
    const nothing = { email: `dora@${host}`, sections: [], questions: [] };
    expect((await delegate(lead, id, nothing).expect(422)).body.fields[0].field).toBe('sections');
    await delegate(lead, id, { ...nothing, questions: ['NO-01'] }).expect(422);
    for (let n = 2; n <= 20; n++) await delegate(lead, id, { email: `d${n}@${host}` }).expect(200);
    expect((await delegate(lead, id, { email: `d21@${host}` }).expect(409)).body.code).toBe(
      'delegations-full',
    );
  });

  it('waits for procurement outside the mail domain, which agrees', async () => {
    const { id, lead, email } = await asked();
    const outside = 'dela@elsewhere.example';
    const code = await aCode(id, email);
    await delegate(lead, id, { email: outside, code }).expect(200, { state: 'waiting' });
    expect((await delegate(lead, id, { email: outside }).expect(409)).body.code).toBe('delegation-waits');
    expect(await colleaguesOf(lead, id)).toEqual([
      expect.objectContaining({ email: outside, state: 'waiting' }),
    ]);
    const tasks = await overseer.get('/api/tasks?limit=100&whose=everyone').expect(200);
    expect(tasks.body.items).toContainEqual(expect.objectContaining({ kind: 'delegation-to-judge' }));
    const { waiting } = await shownTo(id);
    expect(waiting).toEqual([expect.objectContaining({ toEmail: outside, note: null })]);
    const agree = () =>
      procurement.post(`/api/assessments/${id}/delegations/${waiting[0].id}/agree`).send({});
    await agree().expect(204);
    expect((await agree().expect(409)).body.code).toBe('delegation-over');
    const browser = await opened(id, outside);
    await browser.get(pathOf(id)).expect(200);
    expect(await colleaguesOf(lead, id)).toEqual([expect.objectContaining({ state: 'opened' })]);
  });

  it('is refused by procurement with a reason, which the contact reads', async () => {
    const { id, lead, email } = await asked();
    const code = await aCode(id, email);
    await delegate(lead, id, { email: 'dela@elsewhere.example', code }).expect(200);
    const { waiting } = await shownTo(id);
    const refuse = (because: string) =>
      procurement.post(`/api/assessments/${id}/delegations/${waiting[0].id}/refuse`).send({ because });
    await refuse(' ').expect(422);
    await refuse('We know nobody there.').expect(204);
    await refuse('Once more.').expect(409);
    expect(await colleaguesOf(lead, id)).toEqual([
      expect.objectContaining({ state: 'refused', because: 'We know nobody there.' }),
    ]);
    expect((await mailsOf(id)).at(-1)).toEqual({ kind: 'assessment-delegation-refused', recipient: email });
  });

  it('can be withdrawn while it waits', async () => {
    const { id, lead, email } = await asked();
    const code = await aCode(id, email);
    await delegate(lead, id, { email: 'dela@elsewhere.example', code }).expect(200);
    const [row] = await colleaguesOf(lead, id);
    await lead
      .post(`${pathOf(id)}/delegations/${row?.id}/take-back`)
      .send({})
      .expect(204);
    expect(await colleaguesOf(lead, id)).toEqual([]);
    expect((await shownTo(id)).waiting).toEqual([]);
  });

  it('shows that mail to the colleague came back', async () => {
    const { id, lead, colleague } = await shared();
    await product.behindTheBack(
      `insert into app.suppressed_address (organisation_id, address, reason) values ($1, $2, 'no such user')`,
      [organisation.id, colleague],
    );
    expect(await colleaguesOf(lead, id)).toEqual([expect.objectContaining({ state: 'undelivered' })]);
    expect((await shownTo(id)).delegates[0].undelivered).toBe(true);
  });

  it('ends with the submission, and opens again for what is returned of it alone', async () => {
    const { id, lead, delegate: browser, colleague, host } = await shared();
    const other = `dora@${host}`;
    await delegate(lead, id, { email: other, sections: ['D'] }).expect(200);
    const tokens = [await aLinkFor(id, colleague), await aLinkFor(id, other)] as const;
    await product.behindTheBack(
      `update app.assessment set state = 'submitted', submitted_at = app.now() where id = $1`,
      [id],
    );
    expect(await Promise.all(tokens.map(seen))).toEqual(['part-over', 'part-over']);
    await answer(browser, id, 'MA-19').expect(409);
    await product.behindTheBack(
      `insert into app.returned_question (organisation_id, assessment_id, round, question, section, revision, note)
       values ($1, $2, 1, 'MA-19', 'C', 0, 'Which one?')`,
      [organisation.id, id],
    );
    await product.behindTheBack(
      `update app.assessment set state = 'returned', return_round = 1, returned_in_part = true,
         returned_at = app.now(), returned_by = 'Rita' where id = $1`,
      [id],
    );
    expect(await seen(tokens[1])).toBe('part-over');
    // What was submitted once is opened with a code.
    expect(await seen(tokens[0])).toBe('open');
  });

  it('stays where somebody else becomes the contact, who takes it back', async () => {
    const { id, lead, host, delegate: browser } = await shared();
    await lead
      .post(`${pathOf(id)}/pass-on`)
      .send({ name: 'Nora', email: `nora@${host}`, note: null })
      .expect(200);
    await browser.get(pathOf(id)).expect(200);
    const successor = await opened(id, `nora@${host}`);
    const [row] = await colleaguesOf(successor, id);
    await successor
      .post(`${pathOf(id)}/delegations/${row?.id}/take-back`)
      .send({})
      .expect(204);
    await browser.get(pathOf(id)).expect(401);
  });

  it('becomes the whole for a colleague to whom the questionnaire is passed on', async () => {
    const { id, lead, colleague } = await shared();
    await lead
      .post(`${pathOf(id)}/pass-on`)
      .send({ name: 'Dela', email: colleague, note: null })
      .expect(200);
    const browser = await opened(id, colleague);
    expect((await browser.get(pathOf(id)).expect(200)).body.part).toBeNull();
    expect(await colleaguesOf(browser, id)).toEqual([]);
  });

  it('is of the organisation whose assessment it is', async () => {
    const { id } = await shared();
    const elsewhere = await aFoundedOrganisation(product, 'delegating-elsewhere');
    const theirs = await browserOf(product, elsewhere, 'procurement');
    await theirs.get(`/api/assessments/${id}/delegations`).expect(404);
    await theirs.post(`/api/assessments/${id}/delegations/${id}/agree`).send({}).expect(404);
  });

  it('is worked on by eight colleagues of three delegations at once: no deadlock, no write outside, none read', async () => {
    const { id, lead, host, email } = await asked();
    await delegate(lead, id, { email: `b@${host}`, sections: ['B'], code: await aCode(id, email) }).expect(
      200,
    );
    await delegate(lead, id, { email: `c@${host}`, sections: ['C'], questions: [] }).expect(200);
    await delegate(lead, id, { email: `d@${host}`, sections: [], questions: ['MA-30', 'MA-31'] }).expect(200);
    const { body: whole } = await lead.get(pathOf(id)).expect(200);
    const questions = whole.questionnaire.questions as { id: string; section: string; type: string }[];
    const deadlocks = async () =>
      (
        await product.behindTheBack<{ n: number }>(
          'select deadlocks::int as n from pg_stat_database where datname = current_database()',
        )
      )[0]?.n;
    const before = await deadlocks();
    const parts: Record<string, (question: { id: string; section: string }) => boolean> = {
      b: ({ section }) => section === 'B',
      c: ({ section }) => section === 'C',
      d: (question) => ['MA-30', 'MA-31'].includes(question.id),
    };
    const people = ['b', 'b', 'b', 'c', 'c', 'c', 'd', 'd'];
    const statuses = await Promise.all(
      people.map(async (who) => {
        const browser = await opened(id, `${who}@${host}`);
        const own = parts[who] ?? (() => false);
        const tally = { mine: 0, foreign: 0, wrong: [] as string[] };
        for (const [n, question] of questions.entries()) {
          if (n % 4 !== 0 && !own(question)) continue;
          const { status } = await answer(browser, id, question.id, { value: plain(null) });
          if (own(question) ? ![200, 409].includes(status) : status !== 404)
            tally.wrong.push(`${question.id} ${status}`);
          if (own(question)) tally.mine += 1;
          else tally.foreign += 1;
        }
        const { body } = await browser.get(pathOf(id)).expect(200);
        const read = [
          ...Object.keys(body.answers as object),
          ...(body.questionnaire.questions as { id: string }[]).map((q) => q.id),
        ];
        const foreignRead = read.filter((name) => !questions.some((q) => q.id === name && own(q)));
        return { ...tally, foreignRead };
      }),
    );
    for (const { mine, foreign, wrong, foreignRead } of statuses) {
      expect(wrong).toEqual([]);
      expect(foreignRead).toEqual([]);
      expect(mine).toBeGreaterThan(1);
      expect(foreign).toBeGreaterThan(10);
    }
    const written = await product.behindTheBack<{ question: string; section: string; by_name: string }>(
      'select question, section, by_name from app.answer_revision where assessment_id = $1',
      [id],
    );
    expect(written.length).toBeGreaterThan(5);
    expect(
      written.filter((row) => !Object.values(parts).some((own) => own({ ...row, id: row.question }))),
    ).toEqual([]);
    expect(await deadlocks()).toBe(before);
  });
});
