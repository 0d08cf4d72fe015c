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
import { StandingFactsReader } from './standing-facts';
import { StandingsCheck } from './standings-check';

jest.setTimeout(60_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `check-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => product.close());

const check = () => product.get(StandingsCheck).check(organisation.id);

describe('The check of standings', () => {
  it('finds each that somebody has changed behind the product, in its organisation alone', async () => {
    const { engagementId } = await aCase(procurement);
    await aCase(procurement);
    expect(await check()).toMatchObject({ slug: organisation.slug, standings: 2, differing: [], due: 0 });
    await product.behindTheBack('update app.standing set open_high = 7 where engagement_id = $1', [
      engagementId,
    ]);
    expect(await check()).toMatchObject({ standings: 2, differing: [engagementId] });
    const other = await aFoundedOrganisation(product, `other-${organisation.slug}`);
    expect(await product.get(StandingsCheck).check(other.id)).toMatchObject({ standings: 0, differing: [] });
  });

  it('takes no change that was made while it looked for a difference', async () => {
    const about = await aCase(procurement);
    const reader = product.get(StandingFactsReader);
    const read = reader.of.bind(reader);
    const looked: number[] = [];
    jest.spyOn(reader, 'of').mockImplementationOnce(async (asked) => {
      const facts = await read(asked);
      await sent(procurement, about);
      looked.push(facts.length);
      return facts;
    });
    expect(await check()).toMatchObject({ differing: [], due: 0 });
    expect(looked).toEqual([1]);
  });

  it('leaves to the next round what a new time zone has moved to another day', async () => {
    await aCase(procurement);
    await product.behindTheBack(`update app.standing set open_high = 7 where organisation_id = $1`, [
      organisation.id,
    ]);
    await product.behindTheBack(
      `update app.organisation set recount_standings_from = current_date where organisation_id = $1`,
      [organisation.id],
    );
    expect(await check()).toMatchObject({ differing: [], due: 1 });
  });
});
