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

  it('say that a fix is verified, and when', async () => {
    await reviewer.post(`/api/findings/${finding.id}/verify`).send({ note: NOTE }).expect(200);
    const [told1] = await told();
    expect(told1).toMatchObject({ id: finding.id, state: 'closed', overdue: false });
    expect(Date.parse(told1.fixedAt)).not.toBeNaN();
    expect(JSON.stringify(told1)).not.toContain(NOTE);
  });
});
