import type TestAgent from 'supertest/lib/agent';
import { addDays } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  fullIntake,
  whatACountFromNothingMoves,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let today: string;
let vendorId: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `import-${Math.random().toString(36).slice(2, 8)}`);
  member = await product.signedInAs(await product.aMember({ organisation }));
  today = (await member.get('/api/session').expect(200)).body.today as string;
  ({ vendorId } = await aCase(member));
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

const record = (use: object) =>
  member
    .post(`/api/vendors/${vendorId}/engagements`)
    .send({ name: 'Payroll', description: null, ownerId: null, intake: fullIntake, ...use });

const engagement = async (id: string) => (await member.get(`/api/engagements/${id}`).expect(200)).body;

const gaps = async (id: string): Promise<string[]> =>
  ((await engagement(id)).findings as { source: string; state: string }[])
    .filter(({ state }) => state === 'open')
    .map(({ source }) => source)
    .sort();

async function passDays(days: number): Promise<void> {
  await product.letTimePass(`${days} days`);
  await product.get(DailyChanges).follow(organisation.id);
}

const both = ['protected-data-in-use', 'unapproved-use'];

describe('A use that was imported', () => {
  it('is work for ninety days, with the day on which it ends, and two findings from day 91 on', async () => {
    const since = addDays(today, -400);
    const { body } = await record({ inUseSince: since, imported: true }).expect(201);
    const until = addDays(today, 89);
    expect(body).toMatchObject({
      use: { state: 'in-use', since, importedOn: today },
      useWork: [
        { what: 'clause-01', until },
        { what: 'approval', until },
      ],
    });
    expect(await gaps(body.id as string)).toEqual([]);
    await passDays(89);
    expect(await gaps(body.id as string)).toEqual([]);
    expect((await engagement(body.id as string)).useWork).toHaveLength(2);
    await passDays(1);
    expect(await gaps(body.id as string)).toEqual(both);
    expect((await engagement(body.id as string)).useWork).toEqual([]);
  });

  it('that was not said to be imported has its findings at once', async () => {
    const { body } = await record({ inUseSince: addDays(today, -400), imported: false }).expect(201);
    expect(await gaps(body.id as string)).toEqual(both);
    expect(body).toMatchObject({ use: { importedOn: null }, useWork: [] });
  });

  it('that begins anew is no longer the one that was imported', async () => {
    const { body } = await record({ inUseSince: addDays(today, -400), imported: true }).expect(201);
    await member
      .put(`/api/engagements/${body.id}/use`)
      .send({ state: 'in-use', since: today, revision: 1 })
      .expect(200);
    expect(await gaps(body.id as string)).toEqual(both);
  });

  it.each([
    ['without a day', { imported: true }],
    ['since today', { imported: true, inUseSince: 'today' }],
    ['since tomorrow', { imported: false, inUseSince: 'tomorrow' }],
  ])('is refused %s, by the field', async (_what, use) => {
    const days: Readonly<Record<string, string>> = { today, tomorrow: addDays(today, 1) };
    const { inUseSince } = use as { inUseSince?: string };
    const { body } = await record({ ...use, ...(inUseSince && { inUseSince: days[inUseSince] }) }).expect(
      422,
    );
    expect(body.fields).toMatchObject([{ field: 'inUseSince' }]);
  });

  it('is not in use where nobody says so', async () => {
    const { body } = await record({}).expect(201);
    expect(body).toMatchObject({ use: { state: 'not-yet', importedOn: null }, useWork: [] });
  });
});
