import { addDays, type Amendment, type ContractTerms } from '@countersign/domain';
import {
  aProduct,
  aVendorWithService,
  contractBody,
  recordedContract,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
  type VendorWithService,
} from '@countersign/testing';
import { DailyChanges } from '#product';

jest.setTimeout(60_000);

const amended = (count: number, wishes: Partial<Amendment> = {}): Amendment[] =>
  Array.from({ length: count }, (_none, n) => ({
    fromTerm: 1 + n,
    agreedOn: addDays('2026-01-05', n),
    lastDay: null,
    renewalMonths: null,
    notice: { kind: 'window' as const, opensDays: 120, closesDays: 60 },
    ...wishes,
  }));
const monthly = { initial: { kind: 'months', months: 1 }, renewal: { kind: 'auto', months: 1 } } as const;

interface Refusal {
  readonly detail: string;
  readonly fields: readonly { readonly field: string; readonly message: string }[];
}

describe('The bounds of a contract', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let service: VendorWithService;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'] });
    service = await aVendorWithService(product, organisation);
  });

  afterAll(() => product.close());

  async function record(wishes: Readonly<Record<string, unknown>>) {
    const browser = await product.signedInAs(buyer);
    return browser.post('/api/contracts').send(contractBody(service, wishes));
  }
  const terms = (effectiveOn: string, wishes: Partial<ContractTerms> = {}) => ({
    terms: yearlyTerms(effectiveOn, wishes),
    signedOn: null,
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['takes effect', 'terms.effectiveOn', terms('1949-12-31')],
    ['serves from', 'terms.serviceStartOn', terms('2026-01-01', { serviceStartOn: '2151-01-01' })],
    [
      'first ends',
      'terms.initial.lastDay',
      terms('2026-01-01', { initial: { kind: 'last-day', lastDay: '2205-12-31' } }),
    ],
    ['ends at the latest', 'terms.latestEnd', terms('2026-01-01', { latestEnd: '9999-12-30' })],
    ['ended early', 'terms.endedEarlyOn', terms('2026-01-01', { endedEarlyOn: '9999-12-31' })],
    [
      'was amended',
      'terms.amendments.0.agreedOn',
      terms('2026-01-01', { amendments: amended(1, { agreedOn: '1826-01-01' }) }),
    ],
    [
      'ends by an amendment',
      'terms.amendments.0.lastDay',
      terms('2026-01-01', { amendments: amended(1, { lastDay: '2151-01-01' }) }),
    ],
    ['was signed', 'signedOn', { signedOn: '1826-01-01' }],
  ])('leave no day outside 1950 to 2150 on which it %s', async (_what, field, wishes) => {
    const { status, body } = await record(wishes);
    expect([status, (body as Refusal).fields]).toEqual([
      422,
      [{ field, message: 'Give a day of the years 1950 to 2150.' }],
    ]);
  });

  it('take the first and the last of these days, and "no end" as other systems write it', async () => {
    expect((await record(terms('1950-01-01'))).status).toBe(201);
    expect((await record(terms('2150-12-31'))).status).toBe(201);
    expect((await record(terms('2026-01-01', { latestEnd: '9999-12-31' }))).status).toBe(201);
  });

  it('are sixty amendments: the sixty-first is refused in words', async () => {
    expect((await record(terms('1950-01-01', { ...monthly, amendments: amended(60) }))).status).toBe(201);
    const { status, body } = await record(terms('1950-01-01', { ...monthly, amendments: amended(61) }));
    expect(status).toBe(422);
    expect((body as Refusal).fields).toEqual([
      {
        field: 'terms.amendments',
        message:
          'A contract has at most 60 amendments: leave out those that later ones replaced, or record a new contract.',
      },
    ]);
  });

  it('leave a contract of before as it is: it opens, is decided about and follows the days', async () => {
    const id = await recordedContract(product, buyer, service, { terms: yearlyTerms('2026-01-01') });
    const old = yearlyTerms('1826-12-01', { ...monthly, amendments: amended(61) });
    await product.behindTheBack(
      `update app.contract set terms = $2, changes_on = '2000-01-01' where id = $1`,
      [id, JSON.stringify(old)],
    );
    await product.get(DailyChanges).follow(organisation.id);
    const browser = await product.signedInAs(buyer);
    const { body } = await browser.get(`/api/contracts/${id}`).expect(200);
    expect(body.terms).toEqual(old);
    expect(body.schedule).toHaveLength(2_400);
    const current = (body.schedule as { number: number; current: boolean }[]).find((term) => term.current);
    await browser
      .post(`/api/contracts/${id}/terms/${current?.number}/decision`)
      .send({ decision: 'renegotiate', reason: 'Two hundred years are enough.' })
      .expect(200);
  });

  it('are asked of every list of amendments at once: nothing adds to one that is recorded', async () => {
    const id = await recordedContract(product, buyer, service, {
      terms: yearlyTerms('2026-01-01', { amendments: amended(60) }),
    });
    const browser = await product.signedInAs(buyer);
    const term = `/api/contracts/${id}/terms/1`;
    const decide = { decision: 'end', reason: 'Another vendor does it.' };
    const stray = { ...decide, terms: { amendments: amended(1) } };
    await browser.post(`${term}/decision`).send(stray).expect(422);
    await browser.post(`${term}/decision`).send(decide).expect(200);
    const { body } = await browser.get(`/api/contracts/${id}`).expect(200);
    expect(body.terms.amendments).toHaveLength(60);
  });

  it.each([
    ['0', 404],
    ['-1', 404],
    ['2401', 404],
    ['99999999999', 404],
    ['a', 400],
  ])('answer term %s, which cannot be, with %i', async (number, status) => {
    const id = await recordedContract(product, buyer, service, { terms: yearlyTerms('2026-01-01') });
    const browser = await product.signedInAs(buyer);
    await browser
      .post(`/api/contracts/${id}/terms/${number}/decision`)
      .send({ decision: 'end', reason: 'Nothing is bought any more.' })
      .expect(status);
  });
});
