import type TestAgent from 'supertest/lib/agent';
import type { Actor } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  submitted,
  type TestOrganisation,
  type TestProduct,
  whatACountFromNothingMoves,
} from '@countersign/testing';

jest.setTimeout(120_000);

const NOTE = 'We doubt their roadmap.';

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'found');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
});

afterAll(() => product.close());

describe('The findings that a vendor reads', () => {
  let id: string;
  let respondent: TestAgent;
  let finding: { readonly id: string; readonly dueOn: string; readonly title: string };

  const told = async () => (await respondent.get(`/api/respond/assessments/${id}/findings`).expect(200)).body;
  const asRespondent = (wishes: { sections: readonly string[] | null }): Actor => ({
    kind: 'respondent',
    organisationId: organisation.id,
    assessmentId: id,
    contactId: id,
    sessionHash: Buffer.alloc(32, 1),
    ...wishes,
  });
  const countAs = (actor: Actor, of: string) =>
    product.database.run(actor, async () => {
      const [row] = await product.database.query<{ n: number }>(`select count(*)::integer as n from ${of}`);
      return row?.n;
    });

  beforeAll(async () => {
    const about = await aCase(procurement);
    const otherwise = { 'MA-57': 'no' };
    ({ assessmentId: id, respondent } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise,
    }));
    [finding] = (await reviewer.get(`/api/assessments/${id}`).expect(200)).body.findings;
  });

  it('are none that nobody has confirmed', async () => {
    expect(await told()).toEqual([]);
  });

  it('say what was found, how severe it is and until when, and not who judged or what was noted', async () => {
    await reviewer
      .post(`/api/findings/${finding.id}/accept`)
      .send({ note: NOTE, seen: 'unjudged' })
      .expect(200);
    expect(await told()).toEqual([
      {
        id: finding.id,
        question: 'MA-57',
        title: finding.title,
        detail: expect.stringContaining('The requirement is not met'),
        citation: expect.stringMatching(/201 CMR/),
        severity: 'critical',
        state: 'open',
        dueOn: finding.dueOn,
        overdue: false,
        fixedAt: null,
        plan: null,
      },
    ]);
  });

  it('are those of its own answers alone', async () => {
    const about = await aCase(procurement);
    const other = await submitted(product, { organisation, procurement, about });
    const { body } = await other.respondent
      .get(`/api/respond/assessments/${other.assessmentId}/findings`)
      .expect(200);
    expect(body).toEqual([]);
    await other.respondent.get(`/api/respond/assessments/${id}/findings`).expect(401);
  });

  it('reach neither a delegate of some sections nor anybody past the function that leaves notes out', async () => {
    const lead = asRespondent({ sections: null });
    expect(await countAs(lead, 'lookup.findings_of_respondent()')).toBe(1);
    expect(await countAs(asRespondent({ sections: ['E'] }), 'lookup.findings_of_respondent()')).toBe(0);
    expect(await countAs(lead, 'app.finding')).toBe(0);
  });

  describe('and plans for', () => {
    const PLAN = { plan: 'One account for each person.', doneBy: '2099-12-31' };
    const at = (what = '') => `/api/respond/assessments/${id}/findings/${finding.id}/plan${what}`;
    const judged = (what: string) => `/api/findings/${finding.id}/plan/${what}`;
    const shown = async () => (await told())[0].plan;
    const seen = async (): Promise<string> => (await shown()).id;

    it('by a day to come, over nothing that was not shown', async () => {
      await respondent
        .post(at())
        .send({ ...PLAN, doneBy: '2001-01-01', seen: null })
        .expect(422);
      await respondent
        .post(at())
        .send({ ...PLAN, seen: null })
        .expect(204);
      expect(await shown()).toMatchObject({ ...PLAN, state: 'proposed', judgedBy: null });
      const again = await respondent
        .post(at())
        .send({ ...PLAN, plan: 'Other', seen: null })
        .expect(409);
      expect(again.body.code).toBe('plan-changed');
      const changed = { ...PLAN, plan: 'One account each.' };
      await respondent
        .post(at())
        .send({ ...changed, seen: await seen() })
        .expect(204);
      expect(await shown()).toMatchObject({ ...changed, state: 'proposed' });
    });

    it('takes back, after which nobody agrees to it', async () => {
      const taken = await seen();
      await respondent.post(at('/withdraw')).send({ seen: taken }).expect(204);
      expect(await shown()).toMatchObject({ state: 'withdrawn' });
      const late = await reviewer.post(judged('agree')).send({ seen: taken }).expect(409);
      expect(late.body.code).toBe('plan-changed');
    });

    it('is asked for another one, with the reason, and the due date stays', async () => {
      await respondent
        .post(at())
        .send({ ...PLAN, seen: await seen() })
        .expect(204);
      await procurement
        .post(judged('agree'))
        .send({ seen: await seen() })
        .expect(403);
      await reviewer
        .post(judged('send-back'))
        .send({ seen: await seen(), note: '  ' })
        .expect(422);
      await reviewer
        .post(judged('send-back'))
        .send({ seen: await seen(), note: 'Too late.' })
        .expect(200);
      expect((await told())[0]).toMatchObject({
        dueOn: finding.dueOn,
        plan: { state: 'sent-back', judgedNote: 'Too late.', judgedBy: expect.any(String) },
      });
    });

    it('is agreed on, and only then its day is the due date, on both sides', async () => {
      const sooner = { ...PLAN, doneBy: '2098-06-30' };
      await respondent
        .post(at())
        .send({ ...sooner, seen: await seen() })
        .expect(204);
      expect((await told())[0].dueOn).toBe(finding.dueOn);
      const { body } = await reviewer
        .post(judged('agree'))
        .send({ seen: await seen() })
        .expect(200);
      expect(body).toMatchObject({ dueOn: sooner.doneBy, plan: { ...sooner, state: 'agreed' } });
      expect((await told())[0]).toMatchObject({ dueOn: sooner.doneBy, plan: { state: 'agreed' } });
      await reviewer
        .post(judged('agree'))
        .send({ seen: await seen() })
        .expect(409);
    });

    it('keeps its day, whatever is counted from today afterwards', async () => {
      expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
      expect((await told())[0].dueOn).toBe('2098-06-30');
    });

    it('leaves to no delegate, and not to another vendor', async () => {
      const sections = asRespondent({ sections: ['E'] });
      expect(await countAs(asRespondent({ sections: null }), 'app.finding_plan')).toBe(4);
      expect(await countAs(sections, 'app.finding_plan')).toBe(0);
      const other = await submitted(product, { organisation, procurement, about: await aCase(procurement) });
      await other.respondent
        .post(`/api/respond/assessments/${other.assessmentId}/findings/${finding.id}/plan`)
        .send({ ...PLAN, seen: null })
        .expect(404);
    });
  });

  it('say that a fix is verified, and when', async () => {
    await reviewer.post(`/api/findings/${finding.id}/verify`).send({ note: NOTE }).expect(200);
    const [told1] = await told();
    expect(told1).toMatchObject({ id: finding.id, state: 'closed', overdue: false });
    expect(Date.parse(told1.fixedAt)).not.toBeNaN();
    expect(JSON.stringify(told1)).not.toContain(NOTE);
    const plan = { plan: 'More', doneBy: '2099-12-31', seen: told1.plan.id };
    const path = `/api/respond/assessments/${id}/findings/${finding.id}/plan`;
    const late = await respondent.post(path).send(plan).expect(409);
    expect(late.body.code).toBe('finding-closed');
  });
});
