import {
  aProduct,
  aVendorWithService,
  contractBody,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(60_000);

describe('Contracts over HTTP', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
  });

  afterAll(() => product.close());

  it('records a contract and shows its terms, where it stands and every clause', async () => {
    const browser = await product.signedInAs(buyer);
    const service = await aVendorWithService(product, organisation, {
      name: 'Elm Payroll',
      ownerId: buyer.id,
    });
    const { body } = await browser
      .post('/api/contracts')
      .send(contractBody(service, { annualValue: { minorUnits: 1_200_000, currency: 'USD' } }))
      .expect(201);
    expect(body).toMatchObject({
      row: { vendorName: 'Elm Payroll', title: 'Master services agreement', signed: true, decision: null },
      engagements: [{ id: service.engagementId, name: 'Payroll' }],
      details: {
        owner: { id: buyer.id, name: 'Paula Buyer', active: true },
        annualValue: { minorUnits: 1_200_000, currency: 'USD' },
      },
      terms: { effectiveOn: '2026-01-01' },
      decisions: [],
      notices: [],
    });
    expect(body.schedule[0]).toMatchObject({ number: 1, firstDay: '2026-01-01', lastDay: '2026-12-31' });
    expect(body.clauses).toHaveLength(42);
    const read = await browser.get(`/api/contracts/${body.id}`).expect(200);
    expect(read.body).toEqual(body);
  });

  it('names every field of the terms that cannot be accepted', async () => {
    const browser = await product.signedInAs(buyer);
    const service = await aVendorWithService(product, organisation);
    const terms = { ...yearlyTerms('2026-02-30'), notice: { kind: 'days', days: -1 } };
    const { body } = await browser.post('/api/contracts').send(contractBody(service, { terms })).expect(422);
    expect(body.fields.map(({ field }: { field: string }) => field)).toEqual([
      'terms.effectiveOn',
      'terms.notice.days',
    ]);
  });

  it("refuses another vendor's engagement and a day of signing in the future", async () => {
    const browser = await product.signedInAs(buyer);
    const service = await aVendorWithService(product, organisation);
    const other = await aVendorWithService(product, organisation);
    const foreign = contractBody(service, { engagementIds: [other.engagementId] });
    const refused = await browser.post('/api/contracts').send(foreign).expect(422);
    expect(refused.body.fields).toEqual([
      { field: 'engagementIds', message: 'Choose engagements of this vendor.' },
    ]);
    const early = contractBody(service, { signedOn: '2999-01-01' });
    const { body } = await browser.post('/api/contracts').send(early).expect(422);
    expect(body.fields[0].field).toBe('signedOn');
  });

  it('lets an auditor read and not write, and nobody in without signing in', async () => {
    const service = await aVendorWithService(product, organisation);
    const recorded = await (
      await product.signedInAs(buyer)
    )
      .post('/api/contracts')
      .send(contractBody(service));
    const auditor = await product.signedInAs(await product.aMember({ organisation, roles: ['auditor'] }));
    const path = `/api/contracts/${recorded.body.id}`;
    await auditor.get('/api/contracts').expect(200);
    await auditor.get(path).expect(200);
    await auditor.get('/api/catalogue').expect(200);
    await auditor.post('/api/contracts').send(contractBody(service)).expect(403);
    await auditor.put(`${path}/clauses/CL-01`).send({}).expect(403);
    await auditor.post(`${path}/terms/1/decision`).send({ decision: 'renew', reason: 'Good' }).expect(403);
    await auditor.post(`${path}/notices`).send({}).expect(403);
    await product.browser().get(path).expect(401);
  });

  it('answers 404 to another organisation, for reading as for writing', async () => {
    const service = await aVendorWithService(product, organisation);
    const recorded = await (
      await product.signedInAs(buyer)
    )
      .post('/api/contracts')
      .send(contractBody(service));
    const path = `/api/contracts/${recorded.body.id}`;
    const elsewhere = await product.anOrganisation();
    const stranger = await product.signedInAs(await product.aMember({ organisation: elsewhere }));
    await stranger.get(path).expect(404);
    await stranger.post('/api/contracts').send(contractBody(service)).expect(404);
    await stranger
      .put(`${path}/clauses/CL-01`)
      .send({ status: 'missing', quote: null, page: null, exceptionUntil: null, exceptionReason: null })
      .expect(404);
    await stranger.post(`${path}/terms/1/decision`).send({ decision: 'renew', reason: 'Good' }).expect(404);
    await stranger
      .post(`${path}/notices`)
      .send({ sentOn: '2026-01-01', way: 'Post', revision: 1 })
      .expect(404);
    expect((await stranger.get('/api/contracts').expect(200)).body).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    });
  });

  it('gives the words of forms: facts and clauses', async () => {
    const browser = await product.signedInAs(buyer);
    const { body } = await browser.get('/api/catalogue').expect(200);
    expect(Object.keys(body.facts.facts)).toContain('dataElements');
    expect(body.library.clauses[0].id).toBe('CL-01');
  });
});

describe('The list of contracts', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  const days = ['2026-01-01', '2026-03-01', '2026-03-01', '2026-06-01'];

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    const browser = await product.signedInAs(await product.aMember({ organisation, roles: ['procurement'] }));
    for (const [index, day] of days.entries()) {
      const service = await aVendorWithService(product, organisation, { name: `Vendor ${index}` });
      await browser
        .post('/api/contracts')
        .send(contractBody(service, { terms: yearlyTerms(day) }))
        .expect(201);
    }
    for (const name of ['Evergreen A', 'Evergreen B']) {
      const service = await aVendorWithService(product, organisation, { name });
      const terms = yearlyTerms('2026-01-01', { renewal: { kind: 'evergreen' } });
      await browser.post('/api/contracts').send(contractBody(service, { terms })).expect(201);
    }
  });

  afterAll(() => product.close());

  async function everyPage(
    query: string,
  ): Promise<{ dueOn: string | null; id: string; vendorName: string }[]> {
    const browser = await product.signedInAs(await product.aMember({ organisation, roles: ['reviewer'] }));
    const items = [];
    let cursor = '';
    do {
      const { body } = await browser.get(`/api/contracts?limit=2&${query}${cursor}`).expect(200);
      expect(body.total).toBe(6);
      expect(body.items.length).toBeLessThanOrEqual(2);
      items.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    return items;
  }

  it.each(['asc', 'desc'])(
    'shows each contract once, in order %s, those without a day last',
    async (direction) => {
      const items = await everyPage(`sort=dueOn&direction=${direction}`);
      expect(new Set(items.map(({ id }) => id)).size).toBe(6);
      const dated = items.slice(0, 4).map(({ dueOn }) => dueOn);
      expect(dated).not.toContain(null);
      const sorted = [...dated].sort();
      expect(dated).toEqual(direction === 'asc' ? sorted : sorted.reverse());
      expect(items.slice(4).map(({ dueOn }) => dueOn)).toEqual([null, null]);
    },
  );

  it('finds by vendor, by state and by the days that are left', async () => {
    const browser = await product.signedInAs(await product.aMember({ organisation, roles: ['reviewer'] }));
    const evergreen = await browser.get('/api/contracts?state=evergreen').expect(200);
    expect(evergreen.body.total).toBe(2);
    const found = await browser.get('/api/contracts?search=vendor%203').expect(200);
    expect(found.body.items.map(({ vendorName }: { vendorName: string }) => vendorName)).toEqual([
      'Vendor 3',
    ]);
    const all = await browser.get('/api/contracts?within=3660').expect(200);
    expect(all.body.total).toBe(4);
  });

  it('refuses an order, a state and a cursor that it does not know', async () => {
    const browser = await product.signedInAs(await product.aMember({ organisation, roles: ['reviewer'] }));
    await browser.get('/api/contracts?sort=title;drop').expect(422);
    await browser.get('/api/contracts?state=lost').expect(422);
    await browser.get('/api/contracts?cursor=bm9uZQ').expect(422);
  });
});
