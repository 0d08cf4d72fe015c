import { addDays, addMonths, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  contractBody,
  recordedContract,
  seenContract,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let paula: TestMember;
let omar: TestMember;
let one: TestAgent;
let other: TestAgent;
let today: IsoDate;
let start: IsoDate;

beforeAll(async () => {
  product = await aProduct();
  organisation = await product.anOrganisation();
  paula = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
  omar = await product.aMember({ organisation, roles: ['procurement'], name: 'Omar Lead' });
  [one, other] = [await product.signedInAs(paula), await product.signedInAs(omar)];
  today = await product.asJobOf(organisation, () => product.get(Clock).today());
  start = addMonths(today, -10);
});

afterAll(() => product.close());

const aContract = async (wishes: Readonly<Record<string, unknown>> = {}) =>
  recordedContract(product, paula, await aVendorWithService(product, organisation), {
    signedOn: start,
    terms: yearlyTerms(start, { renewal: { kind: 'by-agreement', months: 12 } }),
    ...wishes,
  });

const DETAILS = {
  title: 'Master services agreement',
  reference: 'MSA 4711',
  ownerId: null,
  annualValue: { minorUnits: 1_250_000, currency: 'EUR' },
  totalValue: { minorUnits: 3_750_000, currency: 'EUR' },
  oneOffValue: { minorUnits: 90_000, currency: 'EUR' },
  costCentre: 'CC 310',
  supplierNumber: '700123',
};

const change = (browser: TestAgent, id: string, revision: number, wishes: object = {}) =>
  browser.put(`/api/contracts/${id}`).send({ ...DETAILS, reason: 'Misread', ...wishes, revision });

describe('The details of a contract', () => {
  it('are edited with a reason, and what they replace is kept', async () => {
    const id = await aContract({ reference: 'MSA 1174' });
    const { body } = await change(one, id, 1, { ownerId: omar.id }).expect(200);
    expect(body.details).toEqual({
      title: DETAILS.title,
      reference: 'MSA 4711',
      owner: { id: omar.id, name: 'Omar Lead', active: true },
      annualValue: DETAILS.annualValue,
      totalValue: DETAILS.totalValue,
      oneOffValue: DETAILS.oneOffValue,
      costCentre: 'CC 310',
      supplierNumber: '700123',
    });
    expect(body).toMatchObject({ revision: 2, row: { reference: 'MSA 4711', ownerName: 'Omar Lead' } });
    const [line] = await product.behindTheBack<{ before: object; after: object }>(
      `select before, after from app.audit_event where object_id = $1 and what = 'contract.details-changed'`,
      [id],
    );
    expect(line?.before).toEqual({
      reference: 'MSA 1174',
      owner: 'Paula Buyer',
      annualValue: null,
      totalValue: null,
      oneOffValue: null,
      costCentre: null,
      supplierNumber: null,
    });
    expect(line?.after).toMatchObject({ reference: 'MSA 4711', owner: 'Omar Lead', reason: 'Misread' });
    expect(line?.after).not.toHaveProperty('title');
  });

  it('give it a reference of another contract of the vendor only where somebody says that they are two', async () => {
    const service = await aVendorWithService(product, organisation);
    const [first, second] = [
      await recordedContract(product, paula, service, { reference: 'MSA 1', title: 'The first' }),
      await recordedContract(product, paula, service, { reference: 'MSA 2' }),
    ];
    const { body } = await change(one, second, 1, { reference: 'msa1' }).expect(409);
    expect(body).toMatchObject({ code: 'known-reference', contractId: first, contractTitle: 'The first' });
    const apart = await change(one, second, 1, { reference: 'msa1', apartFrom: first }).expect(200);
    expect(apart.body.details.reference).toBe('msa1');
    await change(one, second, apart.body.revision, { reference: 'msa1', costCentre: 'CC 311' }).expect(200);
  });

  it('leave no line where nothing is changed', async () => {
    const id = await aContract();
    const { body } = await change(one, id, 1, { ownerId: paula.id }).expect(200);
    const again = await change(one, id, body.revision, { ownerId: paula.id }).expect(200);
    expect(again.body.revision).toBe(body.revision);
    await change(other, id, body.revision, { ownerId: paula.id }).expect(200);
    const lines = await product.behindTheBack(
      `select from app.audit_event where object_id = $1 and what = 'contract.details-changed'`,
      [id],
    );
    expect(lines).toHaveLength(1);
  });

  it('move the reminders that are still to come to the new owner', async () => {
    const id = await aContract();
    await change(one, id, 1, { ownerId: omar.id }).expect(200);
    const { body } = await other.get('/api/tasks').expect(200);
    const mine = (body.items as { path: string }[]).filter(({ path }) => path.includes(id));
    expect(mine.length).toBeGreaterThan(0);
  });

  it.each<[string, object, string]>([
    ['an owner who has left', { ownerId: 'left' }, 'ownerId'],
    ['two currencies', { oneOffValue: { minorUnits: 1, currency: 'USD' } }, 'oneOffValue.currency'],
    ['no reason', { reason: ' ' }, 'reason'],
    ['no title', { title: '' }, 'title'],
    ['a long supplier number', { supplierNumber: 'x'.repeat(51) }, 'supplierNumber'],
    ['part of a cent', { totalValue: { minorUnits: 1.5, currency: 'EUR' } }, 'totalValue.minorUnits'],
  ])('refuse %s by naming the field', async (_what, wishes, field) => {
    const id = await aContract();
    const left = await product.aMember({ organisation, roles: ['procurement'], name: 'Lea Left' });
    await product.behindTheBack('update app.member set active = false where id = $1', [left.id]);
    const given = 'ownerId' in wishes ? { ownerId: left.id } : wishes;
    const { body } = await change(one, id, 1, given).expect(422);
    expect(body.fields).toMatchObject([{ field }]);
    expect(await seenContract(one, id)).toBe(1);
  });

  it('keep an owner who has left, and say so', async () => {
    const gone = await product.aMember({ organisation, roles: ['procurement'], name: 'Gina Gone' });
    const id = await aContract({ ownerId: gone.id });
    await product.behindTheBack('update app.member set active = false where id = $1', [gone.id]);
    const { body } = await change(one, id, 1, { ownerId: gone.id }).expect(200);
    expect(body.details.owner).toEqual({ id: gone.id, name: 'Gina Gone', active: false });
  });
});

describe('The owner of a contract', () => {
  const ownerOf = async (body: object) => {
    const { body: made } = await one.post('/api/contracts').send(body).expect(201);
    return made.details.owner?.name ?? null;
  };

  it('is whoever records it where nobody is named', async () => {
    expect(await ownerOf(contractBody(await aVendorWithService(product, organisation)))).toBe('Paula Buyer');
  });

  it('is nobody where that is said, and is then somebody’s work', async () => {
    const service = await aVendorWithService(product, organisation);
    const { body } = await one
      .post('/api/contracts')
      .send(contractBody(service, { ownerId: null }))
      .expect(201);
    expect(body.details.owner).toBeNull();
    const tasks = await one.get(`/api/tasks?kind=contract-ownerless`).expect(200);
    const paths = (tasks.body.items as { path: string }[]).map(({ path }) => path);
    expect(paths).toContain(`/contracts/${body.id as string}`);
  });

  it('is the one of the engagement, unless that one has left', async () => {
    const owner = await product.aMember({ organisation, roles: ['procurement'], name: 'Ella Owner' });
    const service = await aVendorWithService(product, organisation);
    await product.behindTheBack('update app.engagement set owner_id = $2 where id = $1', [
      service.engagementId,
      owner.id,
    ]);
    expect(await ownerOf(contractBody(service, { reference: 'A' }))).toBe('Ella Owner');
    await product.behindTheBack('update app.member set active = false where id = $1', [owner.id]);
    expect(await ownerOf(contractBody(service, { reference: 'B' }))).toBe('Paula Buyer');
  });
});

describe('The list of contracts', () => {
  interface Row {
    readonly id: string;
    readonly title: string;
  }

  let buyer: TestMember;
  let browser: TestAgent;

  /** In an organisation of their own: they alone are in the list. */
  beforeAll(async () => {
    const own = await product.anOrganisation();
    buyer = await product.aMember({ organisation: own, roles: ['procurement'], name: 'Bea Buyer' });
    const gone = await product.aMember({ organisation: own, roles: ['procurement'], name: 'Zoe Gone' });
    browser = await product.signedInAs(buyer);
    const record = async (title: string, wishes: Readonly<Record<string, unknown>>) =>
      recordedContract(product, buyer, await aVendorWithService(product, own), {
        signedOn: start,
        terms: yearlyTerms(start, { renewal: { kind: 'by-agreement', months: 12 } }),
        title,
        ...wishes,
      });
    const value = (minorUnits: number, currency: string) => ({ minorUnits, currency });
    await record('Cheap', {
      annualValue: value(99_900, 'USD'),
      costCentre: 'CC 310_A',
      supplierNumber: '700123',
    });
    await record('Dear', { annualValue: value(1_250_000, 'USD'), ownerId: gone.id });
    await record('Abroad', { annualValue: value(5, 'EUR'), ownerId: null });
    await record('Free', {});
    await product.behindTheBack('update app.member set active = false where id = $1', [gone.id]);
  });

  const listed = async (query = ''): Promise<readonly Row[]> =>
    (await browser.get(`/api/contracts?${query}`).expect(200)).body.items as Row[];
  const titles = async (query = '') => (await listed(query)).map(({ title }) => title);

  it('says whose each is, what it costs a year and where it stands in the books', async () => {
    const rows = new Map((await listed()).map((row) => [row.title, row]));
    expect(rows.get('Cheap')).toMatchObject({
      ownerName: 'Bea Buyer',
      ownerLeft: false,
      annualValue: { minorUnits: 99_900, currency: 'USD' },
      costCentre: 'CC 310_A',
      supplierNumber: '700123',
    });
    expect(rows.get('Dear')).toMatchObject({ ownerName: 'Zoe Gone', ownerLeft: true });
    expect(rows.get('Abroad')).toMatchObject({ ownerName: null, ownerLeft: false, costCentre: null });
    expect(rows.get('Free')).toMatchObject({ annualValue: null });
  });

  it('shows one’s own, and those without an owner who is here', async () => {
    expect((await titles('owner=me')).sort()).toEqual(['Cheap', 'Free']);
    expect((await titles('owner=none')).sort()).toEqual(['Abroad', 'Dear']);
    await browser.get('/api/contracts?owner=somebody').expect(422);
  });

  it('finds one by its cost centre and its supplier number; a wildcard is a letter', async () => {
    for (const search of ['cc 310', '0012', '310_A'])
      expect(await titles(`search=${search}`)).toEqual(['Cheap']);
    expect(await titles('search=310xA')).toEqual([]);
  });

  it('stands in the order of values within a currency; what has none comes last', async () => {
    expect(await titles('sort=annualValue&direction=asc')).toEqual(['Abroad', 'Cheap', 'Dear', 'Free']);
    expect(await titles('sort=annualValue&direction=desc')).toEqual(['Dear', 'Cheap', 'Abroad', 'Free']);
    const walked: string[] = [];
    let cursor = '';
    do {
      const path = `/api/contracts?sort=annualValue&direction=asc&limit=1${cursor}`;
      const { body } = await browser.get(path).expect(200);
      walked.push(...(body.items as Row[]).map(({ title }) => title));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(walked).toEqual(['Abroad', 'Cheap', 'Dear', 'Free']);
  });
});

describe('Of two people who act on one contract', () => {
  const notice = { receivedOn: null, way: 'Letter', proof: null, reason: 'Replaced' };
  const underNotice = () => yearlyTerms(start, { notice: { kind: 'days', days: 30 } });
  const agreed = () => ({ lastDay: addDays(addMonths(start, 24), -1), signedOn: today, document: null });
  const amendment = () => ({
    fromTerm: 1,
    agreedOn: today,
    lastDay: null,
    renewalMonths: null,
    notice: { kind: 'days', days: 45 },
    reopens: false,
  });
  const correction = () => ({ signedOn: start, terms: yearlyTerms(start), reason: 'Misread' });

  type Act = (browser: TestAgent, id: string, revision: number) => ReturnType<TestAgent['post']>;
  const acts: Readonly<Record<string, Act>> = {
    'edits its details': (browser, id, revision) => change(browser, id, revision),
    'corrects its terms': (browser, id, revision) =>
      browser.put(`/api/contracts/${id}/terms`).send({ ...correction(), revision }),
    'amends it': (browser, id, revision) =>
      browser.post(`/api/contracts/${id}/amendments`).send({ ...amendment(), revision }),
    'records a further term': (browser, id, revision) =>
      browser.post(`/api/contracts/${id}/agreed-terms`).send({ ...agreed(), revision }),
    'records a notice': (browser, id, revision) =>
      browser.post(`/api/contracts/${id}/notices`).send({ ...notice, sentOn: today, revision }),
  };

  it.each(Object.keys(acts))('the second, who %s, is told what the first has changed', async (act) => {
    const id = await aContract(act === 'records a notice' ? { terms: underNotice() } : {});
    const seen = await seenContract(other, id);
    await change(one, id, seen, { title: 'Data processing agreement', ownerId: paula.id }).expect(200);
    const { body } = await acts[act]!(other, id, seen).expect(409);
    expect(body).toMatchObject({
      code: 'stale-revision',
      present: {
        title: 'Data processing agreement',
        owner: { name: 'Paula Buyer' },
        costCentre: 'CC 310',
        signedOn: start,
        noticeSentOn: null,
        decided: [],
        revision: seen + 1,
      },
    });
    await acts[act]!(other, id, body.present.revision as number).expect(200);
  });

  it('a further term that was read as the first is not withdrawn once another stands in its place', async () => {
    const id = await aContract();
    const path = `/api/contracts/${id}/agreed-terms`;
    await one
      .post(path)
      .send({ ...agreed(), revision: 1 })
      .expect(200);
    const seen = await seenContract(other, id);
    const corrected = { ...agreed(), lastDay: addDays(addMonths(start, 24), 29), reason: 'Misread' };
    await one
      .put(`${path}/1`)
      .send({ ...corrected, revision: seen })
      .expect(200);
    const withdraw = { reason: 'Never signed', revision: seen };
    const { body } = await other.post(`${path}/1/withdrawal`).send(withdraw).expect(409);
    expect(body.present.terms.agreedTerms).toEqual([{ lastDay: corrected.lastDay, signedOn: today }]);
  });

  it('of a notice, the second sees the first one with its day, whatever is done with it', async () => {
    const id = await aContract({ terms: underNotice() });
    const path = `/api/contracts/${id}/notices`;
    const sent = await one
      .post(path)
      .send({ ...notice, sentOn: today, revision: 1 })
      .expect(200);
    const noticeId = sent.body.notices[0].id as string;
    const late: readonly [string, object][] = [
      [path, { ...notice, sentOn: addDays(today, -1) }],
      [`${path}/${noticeId}/receipt`, { receivedOn: today, proof: null }],
      [`${path}/${noticeId}/acceptance`, { acceptedOn: today, note: 'Their counsel' }],
      [`${path}/${noticeId}/withdrawal`, { reason: 'We stay' }],
    ];
    for (const [to, body] of late) {
      const refused = await other
        .post(to)
        .send({ ...body, revision: 1 })
        .expect(409);
      expect(refused.body).toMatchObject({ code: 'stale-revision', present: { noticeSentOn: today } });
    }
  });

  it('who press at the same moment one is taken, and nothing is written twice', async () => {
    const id = await aContract();
    const answers = await Promise.all(
      [one, other].map((browser) =>
        browser.post(`/api/contracts/${id}/agreed-terms`).send({ ...agreed(), revision: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body } = await one.get(`/api/contracts/${id}`).expect(200);
    expect(body.agreedTerms).toHaveLength(1);
  });
});
