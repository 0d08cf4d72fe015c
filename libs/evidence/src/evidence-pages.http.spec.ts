import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type { EvidenceFile, EvidenceOfQuestion, EvidencePage } from './evidence.dto';
import { SHOWN_OF_A_QUESTION } from './evidence.reader';

jest.setTimeout(60_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let about: Case;
let assessmentId: string;
let vendor: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'pages');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
});

beforeEach(async () => {
  about = await aCase(procurement);
  assessmentId = await sent(procurement, about);
  vendor = await respondentOf(product, organisation, assessmentId);
});

afterAll(() => product.close());

/** In this order, a minute apart. */
async function plantFiles(count: number, question: string | null): Promise<void> {
  await product.behindTheBack(
    `insert into app.evidence (organisation_id, assessment_id, question, name, size, media_type, sha256, storage_key,
       uploaded_by_contact_id, uploaded_by, uploaded_at)
     select $1, $2, $3, coalesce($3, 'all') || '-' || n, 10, 'application/pdf', 'x', 'aa/' || gen_random_uuid(),
       $4, 'Vera', now() + n * interval '1 minute'
     from generate_series(1, $5::int) n`,
    [organisation.id, assessmentId, question, about.contactId, count],
  );
}

const namesOf = (files: readonly EvidenceFile[]) => files.map(({ name }) => name);
const newest = (count: number, from: number, question: string) =>
  Array.from({ length: count }, (_, n) => `${question}-${from - n}`);

const sides = [
  { side: 'the vendor', path: () => `/api/respond/assessments/${assessmentId}`, by: () => vendor },
  { side: 'the reviewer', path: () => `/api/assessments/${assessmentId}`, by: () => reviewer },
];

describe.each(sides)('Two hundred files, for $side', ({ path, by }) => {
  beforeEach(async () => {
    await plantFiles(180, 'MA-14');
    await plantFiles(19, 'MA-15');
    await plantFiles(1, null);
  });

  const page = async (query: string): Promise<EvidencePage> =>
    (await by().get(`${path()}/evidence?${query}`).expect(200)).body;

  it('come with the page as the newest few of each question, and how many there are', async () => {
    const { evidence } = (await by().get(path()).expect(200)).body as { evidence: EvidenceOfQuestion[] };
    expect(
      evidence.map(({ question, total, items }) => ({ question, total, names: namesOf(items) })),
    ).toEqual([
      { question: null, total: 1, names: ['all-1'] },
      { question: 'MA-14', total: 180, names: newest(SHOWN_OF_A_QUESTION, 180, 'MA-14') },
      { question: 'MA-15', total: 19, names: newest(SHOWN_OF_A_QUESTION, 19, 'MA-15') },
    ]);
  });

  it('are read page by page, each once, also while one is added and one goes', async () => {
    const first = await page('question=MA-14');
    expect(first.total).toBe(180);
    expect(namesOf(first.items)).toEqual(newest(25, 180, 'MA-14'));
    await product.behindTheBack(`update app.evidence set withdrawn_at = now() where name = 'MA-14-170'`);
    await product.behindTheBack(
      `update app.evidence set uploaded_at = now() + interval '1 day' where name = 'MA-14-1'`,
    );
    const rest: string[] = [];
    for (let cursor = first.nextCursor; cursor !== null;) {
      const next = await page(`question=MA-14&cursor=${cursor}`);
      rest.push(...namesOf(next.items));
      cursor = next.nextCursor;
    }
    expect(rest).toEqual(newest(154, 155, 'MA-14'));
  });

  it('are found by name, of one question, of none, and of all of them together', async () => {
    expect(await page('question=MA-15&limit=1')).toMatchObject({ total: 19 });
    expect(namesOf((await page('general=true')).items)).toEqual(['all-1']);
    expect((await page('')).total).toBe(200);
    expect((await page('search=14-18')).total).toBe(2);
    expect(namesOf((await page('question=MA-15&sort=name&limit=2')).items)).toEqual(['MA-15-1', 'MA-15-10']);
    expect((await page('question=MA-99')).total).toBe(0);
    for (const wrong of [
      'limit=101',
      'sort=size',
      'cursor=x',
      'general=perhaps',
      `question=${'x'.repeat(101)}`,
    ]) {
      await by().get(`${path()}/evidence?${wrong}`).expect(422);
    }
  });
});

describe('The pages of files', () => {
  it('hide from the vendor what it has withdrawn, and not from the reviewer', async () => {
    await plantFiles(7, 'MA-14');
    await product.behindTheBack(
      `update app.evidence set withdrawn_at = now() where assessment_id = $1 and name = 'MA-14-7'`,
      [assessmentId],
    );
    const total = async (by: TestAgent, path: string) => (await by.get(path).expect(200)).body.total;
    expect(await total(vendor, `/api/respond/assessments/${assessmentId}/evidence`)).toBe(6);
    expect(await total(reviewer, `/api/assessments/${assessmentId}/evidence`)).toBe(7);
  });

  it('are nobody else’s, and reading them stands in the trail once an hour', async () => {
    await plantFiles(1, 'MA-14');
    const other = await respondentOf(
      product,
      organisation,
      await sent(procurement, await aCase(procurement)),
    );
    await other.get(`/api/respond/assessments/${assessmentId}/evidence`).expect(401);
    const elsewhere = await product.anOrganisation();
    const stranger = await product.signedInAs(await product.aMember({ organisation: elsewhere }));
    await stranger.get(`/api/assessments/${assessmentId}/evidence`).expect(404);
    for (let n = 0; n < 2; n += 1)
      await reviewer.get(`/api/assessments/${assessmentId}/evidence`).expect(200);
    const lines = await product.behindTheBack(
      `select what from app.audit_event where object_id = $1 and what = 'answers.read'`,
      [assessmentId],
    );
    expect(lines).toHaveLength(1);
  });
});
