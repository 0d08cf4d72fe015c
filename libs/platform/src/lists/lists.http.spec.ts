import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  sent,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(60_000);

interface Row {
  readonly id: string;
}

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let cases: Case[];

// Same names in two cases, wildcards, accents; vendors with and without engagements, notice days and findings.
const vendors = ['Äpfel', 'apple', 'Banana 100%', 'Banana 1000', 'b_n', 'bon', 'Cherry'];

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'lists');
  procurement = await browserOf(product, organisation, 'procurement');
  cases = [];
  for (const [index, vendor] of vendors.entries()) {
    const intake = index % 2 === 0 ? {} : { dataElements: ['internal'] as const, criticality: 1 as const };
    const about = await aCase(procurement, { vendor, intake });
    cases.push(about);
    if (index < 5) await sent(procurement, about, index < 3 ? '2099-01-01' : '2099-02-01');
  }
  await procurement
    .post('/api/vendors')
    .send({ name: 'Nobody yet', website: null, country: null, notes: null, contact: null })
    .expect(201);
  await plantFindings();
});

afterAll(() => product.close());

async function plantFindings(): Promise<void> {
  await product.asJobOf(organisation, () =>
    product.database.query(
      `insert into app.finding
         (organisation_id, engagement_id, source, occasion, title, detail, severity, severity_rank, due_on)
       select :organisationId, e.id, 'manual', n::text,
         jsonb_build_object('code', 'as-written', 'parameters', jsonb_build_object('text', 'Finding ' || n)),
         '{"code": "as-written", "parameters": {"text": ""}}', 'low', 3, date '2099-01-01' + n % 2
       from unnest(:engagements::uuid[]) as e (id), generate_series(1, 2) as n`,
      { organisationId: organisation.id, engagements: cases.map(({ engagementId }) => engagementId) },
    ),
  );
}

async function everyPage(list: string, query: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor = '';
  do {
    const { body } = await procurement.get(`/api/${list}?limit=2&${query}${cursor}`).expect(200);
    rows.push(...(body.items as Row[]));
    expect(body.total).toBeGreaterThanOrEqual(rows.length);
    cursor = body.nextCursor === null ? '' : `&cursor=${String(body.nextCursor)}`;
    if (cursor === '') expect(rows).toHaveLength(body.total as number);
  } while (cursor !== '');
  return rows;
}

const orders = [
  ...['name', 'rating', 'tier', 'actBy'].map((sort) => ['vendors', sort]),
  ...['vendor', 'name', 'tier', 'rating', 'reassessmentDueOn'].map((sort) => ['engagements', sort]),
  ...['dueOn', 'vendor', 'state'].map((sort) => ['assessments', sort]),
  ...['severity', 'dueOn', 'vendor'].map((sort) => ['findings', sort]),
] as [string, string][];

const sizes: Readonly<Record<string, number>> = { vendors: 8, engagements: 7, assessments: 5, findings: 14 };

describe('The pages of a list', () => {
  it.each(orders)('show each of the %s once by %s, forwards and backwards', async (list, sort) => {
    const forwards = (await everyPage(list, `sort=${sort}&direction=asc`)).map(({ id }) => id);
    const backwards = (await everyPage(list, `sort=${sort}&direction=desc`)).map(({ id }) => id);
    expect(new Set(forwards).size).toBe(sizes[list]);
    expect(backwards).toEqual([...forwards].reverse());
  });

  it('stay whole while rows are added before and behind the place', async () => {
    const first = (await procurement.get('/api/vendors?limit=3&sort=name').expect(200)).body;
    const add = (name: string) =>
      procurement
        .post('/api/vendors')
        .send({ name, website: null, country: null, notes: null, contact: null })
        .expect(201);
    const { body: before } = await add('AAA');
    const { body: behind } = await add('zzz');
    const rest: string[] = [];
    let cursor = first.nextCursor as string | null;
    while (cursor !== null) {
      const { body } = await procurement.get(`/api/vendors?limit=3&sort=name&cursor=${cursor}`).expect(200);
      rest.push(...(body.items as Row[]).map(({ id }) => id));
      cursor = body.nextCursor as string | null;
    }
    const seen = [...(first.items as Row[]).map(({ id }) => id), ...rest];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(behind.id);
    expect(seen).not.toContain(before.id);
    await product.behindTheBack('delete from app.vendor where id = any ($1)', [[before.id, behind.id]]);
  });

  it('refuse the place of another order or direction', async () => {
    const { body } = await procurement.get('/api/vendors?limit=1&sort=name&direction=asc').expect(200);
    const place = `cursor=${String(body.nextCursor)}`;
    await procurement.get(`/api/vendors?limit=1&sort=name&direction=asc&${place}`).expect(200);
    await procurement.get(`/api/vendors?limit=1&sort=name&direction=desc&${place}`).expect(422);
    await procurement.get(`/api/vendors?limit=1&sort=rating&direction=asc&${place}`).expect(422);
  });

  const id = '01999999-9999-7999-8999-999999999999';
  it.each([
    ['tier', { sort: 'tier', direction: 'asc', value: 'first', id }],
    ['tier', { sort: 'tier', direction: 'asc', value: '99999999999', id }],
    ['actBy', { sort: 'actBy', direction: 'asc', value: '2026-99-99', id }],
    ['name', { sort: 'name', direction: 'asc', value: 'a', id: '-'.repeat(36) }],
    ['name', { sort: 'name', direction: 'asc', value: 'a\u0000', id }],
    ['name', null],
    ['name', 7],
  ])('refuse a place by %s that they did not give: %j', async (sort, place) => {
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    const { body } = await procurement
      .get(`/api/vendors?sort=${sort}&direction=asc&cursor=${cursor}`)
      .expect(422);
    expect(body.fields[0].field).toBe('cursor');
  });

  it.each([
    'sort=name;drop',
    'sort=constructor',
    'direction=up',
    'limit=0',
    'limit=101',
    'tier=4',
    'colour=red',
  ])('refuse %s', async (query) => {
    await procurement.get(`/api/vendors?${query}`).expect(422);
  });
});

describe('A search', () => {
  const names = async (search: string): Promise<string[]> => {
    const query = `search=${encodeURIComponent(search)}`;
    const rows = await everyPage('vendors', query);
    return (rows as (Row & { name: string })[]).map(({ name }) => name);
  };

  it('takes % and _ and \\ as letters', async () => {
    expect(await names('100%')).toEqual(['Banana 100%']);
    expect(await names('b_n')).toEqual(['b_n']);
    expect(await names('\\')).toEqual([]);
  });

  it('does not mind the case of letters, and an empty one finds everything', async () => {
    expect(await names('ÄPF')).toEqual(['Äpfel']);
    expect(await names('  ')).toHaveLength(8);
    expect(await names('cher\u0000ry')).toEqual(['Cherry']);
  });

  it('finds an engagement by its vendor and an assessment by its service', async () => {
    const { body } = await procurement.get('/api/engagements?search=cherry').expect(200);
    expect(body.items).toMatchObject([{ vendorName: 'Cherry' }]);
    const service = (await procurement.get('/api/assessments?limit=1').expect(200)).body.items[0];
    const query = `search=${encodeURIComponent(String(service.engagementName).toUpperCase())}`;
    const found = await procurement.get(`/api/assessments?${query}`).expect(200);
    expect(found.body.items.map((row: Row) => row.id)).toContain(service.id);
  });
});
