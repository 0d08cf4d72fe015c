import { Logger } from '@nestjs/common';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { forEachOrganisation, type Round } from './for-each-organisation';

let product: TestProduct;
let organisations: TestOrganisation[];
let told: jest.SpyInstance;

beforeAll(async () => {
  product = await aProduct();
  organisations = [
    await product.anOrganisation(),
    await product.anOrganisation(),
    await product.anOrganisation(),
  ];
});

beforeEach(() => {
  told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
});

afterEach(() => told.mockRestore());

afterAll(() => product.close());

const ids = () => organisations.map(({ id }) => id).sort();

async function visited(round: Round, failing: string | null): Promise<string[]> {
  const seen: string[] = [];
  await forEachOrganisation(product.database, round, ({ organisationId }) =>
    product.database.run({ kind: 'job', organisationId, name: round.name }, async () => {
      seen.push(organisationId);
      if (organisationId === failing) await product.database.query('select 1 / 0 as broken');
    }),
  );
  return seen.sort();
}

describe('A round of the organisations', () => {
  it('goes on after one that fails, and says which it was', async () => {
    const [failing = ''] = ids();
    expect(await visited({ name: 'going on', which: 'all' }, failing)).toEqual(ids());
    expect(told.mock.calls).toEqual([
      [expect.any(Error), `going on: organisation ${failing} failed, the others go on.`],
    ]);
  });

  it('that comes back says no more of the same failure, and again once it had worked', async () => {
    const [failing = null] = ids();
    const round = { name: 'coming back', which: 'all' } as const;
    for (const failure of [failing, failing, null, failing]) await visited(round, failure);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('leaves out what is deleted where only the living are meant', async () => {
    const [gone, ...living] = ids();
    await product.behindTheBack('update app.organisation set deleted_at = now() where organisation_id = $1', [
      gone,
    ]);
    expect(await visited({ name: 'living', which: 'living' }, null)).toEqual(living);
    expect(await visited({ name: 'all', which: 'all' }, null)).toEqual(ids());
  });

  it('ends after the organisation in hand when the worker stops', async () => {
    const stop = new AbortController();
    let turns = 0;
    await forEachOrganisation(
      product.database,
      { name: 'stopping', which: 'all', stopping: stop.signal },
      () => {
        turns += 1;
        stop.abort();
        return Promise.resolve();
      },
    );
    expect(turns).toBe(1);
  });
});
