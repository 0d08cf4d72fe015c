import { addDays, addMonths, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import {
  anotherService,
  aProduct,
  aVendorWithService,
  recordedContract,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
  type VendorWithService,
} from '@countersign/testing';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

const because = { reason: 'Misread the annex' };

describe('The engagements that a contract covers', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let browser: TestAgent;
  let today: IsoDate;
  let service: VendorWithService;
  let other: string;
  let path: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    browser = await product.signedInAs(buyer);
    today = await product.asJobOf(organisation, () => product.get(Clock).today());
  });

  beforeEach(async () => {
    service = await aVendorWithService(product, organisation, { inUse: true });
    other = await anotherService(product, organisation, service.vendorId);
    await product.behindTheBack(
      `update app.engagement set name = 'Archive', use_state = 'in-use', in_use_since = $2 where id = $1`,
      [other, today],
    );
    path = `/api/contracts/${await record({})}`;
  });

  afterAll(() => product.close());

  const record = (wishes: Readonly<Record<string, unknown>>) => {
    const start = addMonths(addDays(today, 61), -12);
    return recordedContract(product, buyer, service, {
      terms: yearlyTerms(start),
      signedOn: start,
      ...wishes,
    });
  };
  const add = (engagementId = other) =>
    browser.post(`${path}/engagements`).send({ engagementId, ...because });
  const remove = (engagementId: string) =>
    browser.post(`${path}/engagements/${engagementId}/removal`).send(because);
  const contractsOf = async (engagementId: string) => {
    const { body } = await browser.get(`/api/engagements/${engagementId}`).expect(200);
    return (body.contracts as { id: string }[]).map(({ id }) => `/api/contracts/${id}`);
  };
  const findings = (engagementId: string) =>
    product.behindTheBack<{ occasion: string; state: string }>(
      `select occasion, state from app.finding
       where engagement_id = $1 and source = 'clause' order by occasion`,
      [engagementId],
    );
  const standing = async (engagementId: string) => {
    const [row] = await product.behindTheBack<{ contract: string | null; gaps: number }>(
      'select contract_id as contract, clause_gaps as gaps from app.standing where engagement_id = $1',
      [engagementId],
    );
    return row;
  };

  it('are added and removed with a reason, and what they lack follows at once', async () => {
    await browser
      .put(`${path}/clauses/CL-02`)
      .send({ status: 'missing', quote: null, page: null, revision: 0 })
      .expect(200);
    const { body } = await add().expect(200);
    expect(body.engagements.map(({ name }: { name: string }) => name)).toEqual(['Archive', 'Payroll']);
    expect(await contractsOf(other)).toEqual([path]);
    expect(await standing(other)).toEqual({ contract: body.id, gaps: 1 });
    expect(await findings(other)).toMatchObject([{ state: 'open' }]);

    await remove(other).expect(200);
    expect(await contractsOf(other)).toEqual([]);
    expect(await standing(other)).toEqual({ contract: null, gaps: 0 });
    expect(await findings(other)).toMatchObject([{ state: 'closed' }]);
    expect(await findings(service.engagementId)).toMatchObject([{ state: 'open' }]);
    const lines = await product.behindTheBack(
      `select before, after from app.audit_event
       where object_id = $1 and what = 'contract.coverage-changed' order by id`,
      [body.id],
    );
    expect(lines).toEqual([
      { before: { engagements: ['Payroll'] }, after: { engagements: ['Archive', 'Payroll'], ...because } },
      { before: { engagements: ['Archive', 'Payroll'] }, after: { engagements: ['Payroll'], ...because } },
    ]);
  });

  it('are the same in capitals', async () => {
    await add().expect(200);
    expect((await add(other.toUpperCase()).expect(409)).body.code).toBe('already-covered');
    await remove(other.toUpperCase()).expect(200);
    expect(await contractsOf(other)).toEqual([]);
  });

  it('are of its vendor, open, each there once, and never none', async () => {
    const stranger = await aVendorWithService(product, organisation);
    await add(stranger.engagementId).expect(422);
    await add(service.engagementId).expect(409, /already-covered/);
    await remove(other).expect(404);
    await remove(service.engagementId).expect(409, /last-engagement/);
    await browser
      .post(`/api/engagements/${other}/end`)
      .send({ lastDay: today, reason: 'Over', assessments: 'keep', revision: 1 })
      .expect(200);
    await add().expect(409, /engagement-ended/);
  });

  it('say by leaving it whether the service is held over under the contract before', async () => {
    const past = addMonths(today, -18);
    const terms = yearlyTerms(past, { renewal: { kind: 'none' } });
    const former = await record({ engagementIds: [other], terms, signedOn: past });
    const state = async () => (await browser.get(`/api/contracts/${former}`).expect(200)).body.row.state;
    expect(await state()).toBe('held-over');
    await add().expect(200);
    expect(await state()).toBe('ended');
    await remove(other).expect(200);
    expect(await state()).toBe('held-over');
  });
});
