import { addDays, addMonths } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import {
  anotherService,
  aProduct,
  aVendorWithService,
  contractBody,
  yearlyTerms,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(300_000);

const ROUNDS = 30;

describe('Contracts over the same engagements', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let people: TestAgent[];
  let today: string;
  let contracts: string[];
  let services: string[];

  beforeAll(async () => {
    product = await aProduct({ databaseConnections: 10 });
    organisation = await product.anOrganisation();
    people = await Promise.all(
      [1, 2, 3].map(async () => product.signedInAs(await product.aMember({ organisation }))),
    );
    const [one] = people;
    if (one === undefined) throw new Error('Nobody is there.');
    today = (await one.get('/api/session').expect(200)).body.today;
    const service = await aVendorWithService(product, organisation, { inUse: true });
    const { vendorId, engagementId: a } = service;
    const b = await anotherService(product, organisation, vendorId);
    const c = await anotherService(product, organisation, vendorId);
    services = [a, b, c];
    await product.behindTheBack(
      `update app.engagement set use_state = 'in-use', in_use_since = now()::date - 400 where vendor_id = $1`,
      [vendorId],
    );
    // Each two of them share a service: whether one that is over is held over hangs on whether the others run.
    contracts = [];
    for (const engagementIds of [
      [a, b],
      [b, c],
      [c, a],
    ]) {
      const { body } = await one
        .post('/api/contracts')
        .send(contractBody(service, { engagementIds, signedOn: overSince(24), terms: overTerms(0) }))
        .expect(201);
      contracts.push(body.id);
    }
  });

  afterAll(() => product.close());

  const overSince = (months: number) => addMonths(today, -months);
  const overTerms = (days: number) =>
    yearlyTerms(addDays(overSince(24), days), { renewal: { kind: 'none' }, notice: { kind: 'none' } });
  /** Over in one round and running in the next, so that the others are held over and no longer. */
  const termsIn = (round: number, contract: number) =>
    (round + contract) % 2 === 0
      ? overTerms(round % 5)
      : yearlyTerms(addDays(overSince(3), round % 5), { notice: { kind: 'none' } });

  const deadlocks = async (): Promise<number> => {
    // Counted at the latest when a session has been idle for ten seconds.
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    const [row] = await product.behindTheBack<{ count: string }>(
      'select deadlocks::text as count from pg_stat_database where datname = current_database()',
    );
    return Number(row?.count);
  };

  /** Sees the contract, and corrects it on what was seen. */
  const correct = async (person: number, contract: number, round: number) => {
    const browser = people[person] as TestAgent;
    const path = `/api/contracts/${contracts[contract]}`;
    const { revision } = (await browser.get(path).expect(200)).body;
    return () =>
      browser
        .put(`${path}/terms`)
        .send({ signedOn: overSince(24), terms: termsIn(round, contract), reason: 'Misread', revision });
  };

  it('are corrected by three people at once, in thirty rounds, without a deadlock and without a refusal', async () => {
    const before = await deadlocks();
    const wrong: string[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const acts = await Promise.all([0, 1, 2].map((at) => correct(at, (at + round) % 3, round)));
      const answers = await Promise.all(acts.map((act) => act()));
      for (const { status, body } of answers)
        if (status !== 200) wrong.push(`${round}: ${status} ${JSON.stringify(body)}`);
    }
    expect(wrong).toEqual([]);
    expect((await deadlocks()) - before).toBe(0);
  });

  it('are corrected while the service is stated as used and the tier is overridden, without a deadlock', async () => {
    const before = await deadlocks();
    const wrong: string[] = [];
    const [first, second] = people as [TestAgent, TestAgent];
    for (let round = 1; round <= 10; round += 1) {
      const engagement = `/api/engagements/${services[round % 3]}`;
      const { use, inherent, tierOverrides } = (await first.get(engagement).expect(200)).body;
      const standing = tierOverrides.find(({ state }: { state: string }) => state === 'in-force');
      const tier = { tier: inherent.tier === 1 ? 2 : 1, until: addDays(today, 30), reason: 'For now' };
      const inUse = { state: 'in-use', since: addDays(overSince(2), round), revision: use.revision };
      const acts = await Promise.all([0, 1, 2].map((at) => correct(at, at, round)));
      const answers = await Promise.all([
        ...acts.map((act) => act()),
        first.put(`${engagement}/use`).send(inUse),
        standing === undefined
          ? second.post(`${engagement}/tier-overrides`).send(tier)
          : second.post(`${engagement}/tier-overrides/${standing.id}/lift`).send({ reason: 'Over' }),
      ]);
      for (const { status, body } of answers)
        if (status >= 300) wrong.push(`${round}: ${status} ${JSON.stringify(body)}`);
    }
    expect(wrong).toEqual([]);
    expect((await deadlocks()) - before).toBe(0);
  });

  it('keep an early end that a colleague recorded while the terms were being corrected', async () => {
    const [first, second] = people as [TestAgent, TestAgent];
    const path = `/api/contracts/${contracts[0]}`;
    const { revision, terms } = (await first.get(path).expect(200)).body;
    const endedEarlyOn = addDays(overSince(24), 100);
    const early = {
      signedOn: overSince(24),
      terms: { ...terms, endedEarlyOn },
      reason: 'They left',
      revision,
    };
    await second.put(`${path}/terms`).send(early).expect(200);
    const corrected = { signedOn: overSince(24), terms: { ...terms, deliveryDays: 2 }, reason: 'Misread' };
    const { body } = await first
      .put(`${path}/terms`)
      .send({ ...corrected, revision })
      .expect(409);
    expect(body).toMatchObject({ code: 'stale-revision', present: { terms: { endedEarlyOn } } });
    const onPresent = { ...corrected, terms: { ...body.present.terms, deliveryDays: 2 } };
    const saved = await first
      .put(`${path}/terms`)
      .send({ ...onPresent, revision: body.present.revision })
      .expect(200);
    expect(saved.body.terms).toMatchObject({ endedEarlyOn, deliveryDays: 2 });
  });
});
