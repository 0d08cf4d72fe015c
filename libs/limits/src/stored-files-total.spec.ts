import fc from 'fast-check';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { StorageRecount, StorageUsage } from '#product';
import { StoredFilesTotal } from './stored-files-total';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let assessmentId: string;
let contactId: string;
let vendor: TestAgent;

let founded = 0;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `total-${++founded}`);
  const procurement = await browserOf(product, organisation, 'procurement');
  const about = await aCase(procurement);
  contactId = about.contactId;
  assessmentId = await sent(procurement, about);
  vendor = await respondentOf(product, organisation, assessmentId);
});

afterAll(() => product.close());

const total = () => product.asJobOf(organisation, () => product.get(StoredFilesTotal).present());

const sum = async () =>
  (
    await product.behindTheBack<{ files: number; bytes: number }>(
      `select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes from app.evidence
       where organisation_id = $1`,
      [organisation.id],
    )
  )[0];

const attach = (text = 'Report') =>
  vendor
    .post(`/api/respond/assessments/${assessmentId}/evidence`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'Report.txt')
    .send(Buffer.from(text));

/** Rows as uploads would have written them. */
const plant = (count: number, size: number) =>
  product.behindTheBack(
    `insert into app.evidence (organisation_id, assessment_id, name, size, media_type, sha256, storage_key,
       uploaded_by_contact_id, uploaded_by)
     select $1, $2, 'File ' || n, $3, 'text/plain', 'x', 'aa/' || gen_random_uuid(), $4, 'Vera'
     from generate_series(1, $5::int) n`,
    [organisation.id, assessmentId, size, contactId, count],
  );

describe('What an organisation has stored', () => {
  it('is what its files come to, after whatever was done to them and taken back', async () => {
    const acts = {
      upload: (n: number) => attach('a'.repeat(n)).expect(201),
      remove: async (n: number) => {
        const [file] = await product.behindTheBack<{ id: string }>(
          `select id from app.evidence where organisation_id = $1 and submitted_at is null and not verified
           order by id offset $2 limit 1`,
          [organisation.id, n % 3],
        );
        const path = `/api/respond/assessments/${assessmentId}/evidence`;
        if (file !== undefined) await vendor.delete(`${path}/${file.id}`).expect(204);
      },
      plant: (n: number) => plant(n % 4, n),
      verify: () => change('update app.evidence set verified = true where organisation_id = $1'),
      grow: (n: number) => change(`update app.evidence set size = size + ${n} where organisation_id = $1`),
      clear: (n: number) => change(`delete from app.evidence where organisation_id = $1 and size > ${n}`),
      takeBack: (n: number) =>
        product
          .asJobOf(organisation, async () => {
            await product.database.query(`delete from app.evidence where size <= :n`, { n });
            throw new Error('Not after all.');
          })
          .catch(() => undefined),
    } as const;
    const change = (sql: string) => product.behindTheBack(sql, [organisation.id]);
    const act = fc.tuple(
      fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
      fc.integer({ min: 1, max: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (script) => {
        for (const [name, n] of script) await acts[name](n);
        expect(await total()).toEqual(await sum());
      }),
      { numRuns: 12 },
    );
  });

  it('is right when twenty files come at once, and for each organisation apart', async () => {
    const other = organisation;
    await plant(2, 7);
    organisation = await aFoundedOrganisation(product, 'beside');
    const procurement = await browserOf(product, organisation, 'procurement');
    assessmentId = await sent(procurement, await aCase(procurement));
    vendor = await respondentOf(product, organisation, assessmentId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => attach('12345')));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(await total()).toEqual({ files: 20, bytes: 100 });
    organisation = other;
    expect(await total()).toEqual({ files: 2, bytes: 14 });
  });

  it('is read by an upload, never summed, in as many statements however many files there are', async () => {
    await attach().expect(201);
    const few = await statementsOf(() => attach().expect(201));
    await plant(150, 10);
    const many = await statementsOf(() => attach().expect(201));
    expect(many).toEqual(few);
    const summing = many.filter((sql) => /(sum|count)\(/.test(sql) && /app\.evidence\b/.test(sql));
    expect(summing).toHaveLength(2);
    for (const sql of summing) expect(sql).toContain('v.assessment_id = :assessmentId');
  });

  it('is hidden from who answers, whatever the upload needs', async () => {
    await attach().expect(201);
    const seen = await product.database.run(
      {
        kind: 'respondent',
        organisationId: organisation.id,
        assessmentId,
        contactId,
        sessionHash: Buffer.alloc(32),
        sections: null,
      },
      () => product.database.query('select t.files from app.evidence_total t'),
    );
    expect(seen).toEqual([]);
  });

  it('is counted again and put right where it was off', async () => {
    await plant(3, 10);
    const recount = () => product.asJobOf(organisation, () => product.get(StoredFilesTotal).recount());
    const putOff = () =>
      product.behindTheBack('update app.evidence_total set files = 9, bytes = 1 where organisation_id = $1', [
        organisation.id,
      ]);
    expect(await recount()).toEqual({ counted: { files: 3, bytes: 30 }, mended: null });
    await putOff();
    expect(await recount()).toEqual({
      counted: { files: 9, bytes: 1 },
      mended: { files: 3, bytes: 30 },
    });
    expect(await total()).toEqual({ files: 3, bytes: 30 });
    await putOff();
    await product.get(StorageRecount).recountAll();
    expect(await total()).toEqual({ files: 3, bytes: 30 });
    await putOff();
    const [use] = (await product.get(StorageUsage).ofAll()).filter(({ slug }) => slug === organisation.slug);
    expect(use).toMatchObject({ files: 3, bytes: 30, miscounted: { files: 9, bytes: 1 } });
  });
});

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = jest.spyOn(product.database, 'query');
  await work();
  const statements = query.mock.calls.map(([sql]) => sql.trim());
  query.mockRestore();
  return statements;
}
