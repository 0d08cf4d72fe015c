import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'roles');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

describe("Another organisation's records", () => {
  it('cannot be sent: neither their questionnaire nor their contact', async () => {
    const about = await aCase(procurement);
    const other = await aFoundedOrganisation(product, 'elsewhere');
    const theirs = await browserOf(product, other, 'procurement');
    const foreign = await aCase(theirs);
    // Read once, so that the version is in memory.
    await sent(theirs, foreign);
    const { body } = await theirs.get('/api/questionnaires').expect(200);
    const send = (wishes: object) =>
      procurement.post(`/api/engagements/${about.engagementId}/assessments`).send({
        questionnaireVersionId: null,
        contactId: about.contactId,
        dueOn: '2099-01-01',
        message: null,
        ...wishes,
      });
    await send({ questionnaireVersionId: body.items[0].versions[0].id }).expect(404);
    await send({ contactId: foreign.contactId }).expect(422);
    await send({ dueOn: '2000-01-01' }).expect(422);
    await send({ dueOn: '2099-W02' }).expect(422);
  });
});

describe('A respondent', () => {
  it("of a member's cookie alone is nobody", async () => {
    const own = await sent(procurement, await aCase(procurement));
    await procurement.get(`/api/respond/assessments/${own}`).expect(401);
  });
});
