import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  signAnew,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(180_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let first: TestAgent;
let second: TestAgent;
let firstName: string;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'unseen');
  procurement = await browserOf(product, organisation, 'procurement');
  const member = await product.aMember({ organisation, roles: ['reviewer'] });
  firstName = member.name;
  first = await product.signedInAs(member);
  second = await browserOf(product, organisation, 'reviewer');
});

afterAll(() => product.close());

const read = async (id: string) => (await second.get(`/api/assessments/${id}`).expect(200)).body;
const close = (id: string, revision: number) =>
  second
    .post(`/api/assessments/${id}/close`)
    .send({ recommendation: 'approve', summary: 'As I read it', revision });
const giveBack = (id: string, revision: number) =>
  second.post(`/api/assessments/${id}/return`).send({ message: 'One more question', revision });
const linesOf = (id: string) =>
  product.behindTheBack<{ what: string }>(
    'select what from app.audit_event where object_id = $1 order by id',
    [id],
  );

async function toReview(): Promise<string> {
  const about = await aCase(procurement);
  const { assessmentId } = await submitted(product, { organisation, procurement, about });
  return assessmentId;
}

async function submitOnceMore(id: string): Promise<void> {
  const vendor = await respondentOf(product, organisation, id);
  await signAnew(vendor, id);
  await vendor.post(`/api/respond/assessments/${id}/submit`).send({}).expect(200);
}

describe('Answers that were returned and submitted once more', () => {
  it('are neither closed nor returned by whoever has read the former ones, and it is told what is there', async () => {
    const id = await toReview();
    const seen = await read(id);
    await first.post(`/api/assessments/${id}/return`).send({ message: 'Please check MA-57' }).expect(200);
    await submitOnceMore(id);
    const now = await read(id);
    const lines = await linesOf(id);
    for (const act of [close, giveBack]) {
      const refused = await act(id, seen.revision).expect(409);
      expect(refused.body).toMatchObject({
        code: 'stale-revision',
        present: {
          state: 'submitted',
          submittedAt: now.row.submittedAt,
          returnedAt: now.returned.at,
          returnedBy: firstName,
          contactName: now.contact.name,
          revision: now.revision,
        },
      });
    }
    expect(now.row.submittedAt).not.toBe(seen.row.submittedAt);
    // Not even taken into review.
    expect((await read(id)).row.state).toBe('submitted');
    expect(await linesOf(id)).toEqual(lines);
    await close(id, now.revision).expect(200);
    expect((await read(id)).closing).toMatchObject({ summary: 'As I read it' });
  });

  it('were not read either by whoever read the page while they were with the vendor', async () => {
    const id = await toReview();
    await first.post(`/api/assessments/${id}/return`).send({ message: 'Please check MA-57' }).expect(200);
    const { revision } = await read(id);
    expect((await close(id, revision).expect(409)).body).toMatchObject({
      code: 'wrong-state',
      state: 'returned',
    });
    await submitOnceMore(id);
    expect((await close(id, revision).expect(409)).body.code).toBe('stale-revision');
    expect((await giveBack(id, revision).expect(409)).body.code).toBe('stale-revision');
  });

  it('were not read before they were submitted for the first time', async () => {
    const id = await toReview();
    expect((await close(id, 1).expect(409)).body.code).toBe('stale-revision');
  });
});

describe('A submission that was cancelled and brought back', () => {
  it('is looked at anew, and a verdict or taking it into review alone makes nobody read again', async () => {
    const id = await toReview();
    const before = await read(id);
    await first
      .put(`/api/assessments/${id}/reviews/MA-16`)
      .send({ verdict: 'accepted', note: null })
      .expect(200);
    expect((await read(id)).revision).toBe(before.revision);
    await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'A slip' }).expect(200);
    await procurement.post(`/api/assessments/${id}/bring-back`).send({ reason: 'It is on' }).expect(200);
    const refused = await close(id, before.revision).expect(409);
    expect(refused.body).toMatchObject({ code: 'stale-revision', present: { state: 'in-review' } });
    await giveBack(id, (await read(id)).revision).expect(200);
  });
});
