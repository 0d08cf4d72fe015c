import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  plain,
  respondentOf,
  sent,
  withinOneMinute,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { OrganisationLimits } from './organisation-limits';

jest.setTimeout(120_000);

const MEBIBYTE = 1024 * 1024;

let product: TestProduct;
let organisation: TestOrganisation;
let admin: TestAgent;
let procurement: TestAgent;

let founded = 0;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `limits-${++founded}`);
  admin = await browserOf(product, organisation, 'admin');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

interface Limit {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly defaultValue: number;
  readonly least: number;
  readonly most: number;
  readonly used: number | null;
}

async function overview(by: TestAgent = admin): Promise<{ limits: Limit[]; revision: number }> {
  return (await by.get('/api/limits').expect(200)).body;
}

async function wish(changes: object): Promise<Record<string, number>> {
  const { limits, revision } = await overview();
  return { ...Object.fromEntries(limits.map(({ name, value }) => [name, value])), revision, ...changes };
}

const set = async (changes: object) =>
  admin
    .put('/api/limits')
    .send(await wish(changes))
    .expect(200);

async function anAssessment(): Promise<{ about: Case; id: string; vendor: TestAgent }> {
  const about = await aCase(procurement);
  const id = await sent(procurement, about);
  return { about, id, vendor: await respondentOf(product, organisation, id) };
}

const attach = (vendor: TestAgent, id: string, name = 'Report.pdf') =>
  vendor
    .post(`/api/respond/assessments/${id}/evidence`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', name)
    .send(Buffer.from('%PDF-1.7\n%%EOF\n'));

/** Rows as uploads would have written them. */
const plantFiles = ({ about, id }: { about: Case; id: string }, count: number, size: number) =>
  product.behindTheBack(
    `insert into app.evidence (organisation_id, assessment_id, name, size, media_type, sha256, storage_key,
       uploaded_by_contact_id, uploaded_by)
     select $1, $2, 'File ' || n, $3, 'application/pdf', 'x', 'aa/' || gen_random_uuid(), $4, 'Vera'
     from generate_series(1, $5::int) n`,
    [organisation.id, id, size, about.contactId, count],
  );

describe('The limits of an organisation', () => {
  it('are as shipped until somebody sets them, each with its bounds and what is used of it', async () => {
    const one = await anAssessment();
    await plantFiles(one, 3, MEBIBYTE);
    const other = await anAssessment();
    await plantFiles(other, 1, 5 * MEBIBYTE);
    const operator = product.config.maximumOrganisationBytes;
    expect(await overview()).toEqual({
      revision: 0,
      organisationFiles: 4,
      limits: [
        limit('filesPerAssessment', 'files', { value: 200, least: 10, most: 1_000, used: 3 }),
        limit('bytesPerAssessment', 'bytes', {
          value: 1024 * MEBIBYTE,
          least: 100 * MEBIBYTE,
          most: 20 * 1024 * MEBIBYTE,
          used: 5 * MEBIBYTE,
        }),
        limit('bytesOfOrganisation', 'bytes', {
          value: operator,
          least: 1024 * MEBIBYTE,
          most: operator,
          used: 8 * MEBIBYTE,
        }),
        limit('savesPerMinute', 'saves', { value: 300, least: 60, most: 3_000, used: null }),
        limit('mailsByHandPerHour', 'mails', { value: 6, least: 1, most: 60, used: null }),
      ],
    });
  });

  it('are read where the trail is read, changed by administrators, and each change is a line with both values', async () => {
    const wanted = await wish({ filesPerAssessment: 50, mailsByHandPerHour: 3 });
    for (const role of ['auditor', 'risk'] as const) {
      const reading = await browserOf(product, organisation, role);
      expect((await overview(reading)).revision).toBe(0);
      await reading.put('/api/limits').send(wanted).expect(403);
    }
    await procurement.get('/api/limits').expect(403);
    const { body } = await admin.put('/api/limits').send(wanted).expect(200);
    expect(body.revision).toBe(1);
    expect(await overview()).toEqual(body);
    expect(
      (
        await admin
          .put('/api/limits')
          .send({ ...wanted, revision: 1 })
          .expect(200)
      ).body.revision,
    ).toBe(1);
    const lines = await product.behindTheBack(
      `select before, after from app.audit_event where organisation_id = $1 and what = 'limits.changed'`,
      [organisation.id],
    );
    expect(lines).toEqual([
      {
        before: { filesPerAssessment: 200, mailsByHandPerHour: 6 },
        after: { filesPerAssessment: 50, mailsByHandPerHour: 3 },
      },
    ]);
  });

  it('are not overwritten by who saw them before another change, one after another or at once', async () => {
    const seen = await wish({});
    const wishes = [20, 30, 40, 50].map((files) => ({ ...seen, filesPerAssessment: files }));
    const answers = await Promise.all(wishes.map((each) => admin.put('/api/limits').send(each)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const late = await admin.put('/api/limits').send(wishes[0]).expect(409);
    expect(late.body).toMatchObject({ code: 'stale-revision', present: { revision: 1 } });
  });

  it.each([
    ['filesPerAssessment', 9, 'Give a whole number from 10 to 1,000.'],
    ['filesPerAssessment', 1_001, 'Give a whole number from 10 to 1,000.'],
    ['filesPerAssessment', 20.5, 'Give a whole number from 10 to 1,000.'],
    ['bytesPerAssessment', 100 * MEBIBYTE - 1, 'Give from 100 MiB to 20 GiB.'],
    ['bytesOfOrganisation', 4 * 1024 * MEBIBYTE + 1, 'Give from 1 GiB to 4 GiB.'],
    ['savesPerMinute', 10, 'Give a whole number from 60 to 3,000.'],
    ['mailsByHandPerHour', '6', 'Give a whole number from 1 to 60.'],
  ])('refuse a %s of %p and say what can be', async (field, value, message) => {
    const refused = await admin
      .put('/api/limits')
      .send(await wish({ [field]: value }))
      .expect(422);
    expect(refused.body.fields).toEqual([{ field, message }]);
  });

  it('below what is used keep everything, refuse only new files, and the vendor is told', async () => {
    const one = await anAssessment();
    await plantFiles(one, 12, 10);
    await set({ filesPerAssessment: 10 });
    const page = (await one.vendor.get(`/api/respond/assessments/${one.id}`).expect(200)).body;
    expect(page).toMatchObject({ maximumFiles: 10, usedFiles: 12, usedBytes: 120 });
    const refused = await attach(one.vendor, one.id).expect(409);
    expect(refused.body).toMatchObject({ code: 'evidence-full' });
    expect(refused.body.detail).toContain('10 files');
    const other = await anAssessment();
    await attach(other.vendor, other.id).expect(201);
    await set({ filesPerAssessment: 13 });
    await attach(one.vendor, one.id).expect(201);
  });

  it('of bytes hold for the assessment and for the organisation, however many come at once', async () => {
    const one = await anAssessment();
    await set({ bytesPerAssessment: 100 * MEBIBYTE, bytesOfOrganisation: 1024 * MEBIBYTE });
    await plantFiles(one, 1, 100 * MEBIBYTE - 20);
    await attach(one.vendor, one.id).expect(201);
    const refused = await attach(one.vendor, one.id).expect(409);
    expect(refused.body).toMatchObject({ code: 'evidence-full' });
    expect(refused.body.detail).toContain('100 MiB');

    const [other, third] = [await anAssessment(), await anAssessment()];
    await plantFiles(third, 1, 924 * MEBIBYTE - 20);
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => attach(other.vendor, other.id)),
      ...[1, 2, 3].map(() => attach(third.vendor, third.id)),
    ]);
    // Room for one more of 15 bytes.
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'organisation-full' });
  });

  it('of the organisation follow the operator, who may narrow what was set, and widen what was not', async () => {
    const under = (gibibytes: number) => {
      const config = { ...product.config, maximumOrganisationBytes: gibibytes * 1024 * MEBIBYTE };
      const limits = new OrganisationLimits(product.database, config);
      return product.asJobOf(organisation, async () => (await limits.present()).bytesOfOrganisation);
    };
    expect([await under(2), await under(8)]).toEqual([2 * 1024 * MEBIBYTE, 8 * 1024 * MEBIBYTE]);
    await set({ bytesOfOrganisation: 3 * 1024 * MEBIBYTE });
    expect([await under(2), await under(8)]).toEqual([2 * 1024 * MEBIBYTE, 3 * 1024 * MEBIBYTE]);
    await set({ bytesOfOrganisation: product.config.maximumOrganisationBytes });
    expect(await under(8)).toBe(8 * 1024 * MEBIBYTE);
  });

  it('of mails by hand hold from the next mail on', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    await set({ mailsByHandPerHour: 2 });
    const again = () => procurement.post(`/api/assessments/${id}/send-again`).send({});
    await again().expect(200);
    const refused = await again().expect(429);
    expect(refused.body.detail).toContain('2 times');
    await set({ mailsByHandPerHour: 3 });
    await again().expect(200);
  });

  it('of saves hold from the next minute on at the latest', async () => {
    await set({ savesPerMinute: 60 });
    const statuses = await withinOneMinute(product, sixtyTwoSaves);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(200));
    expect(statuses.slice(60)).toEqual([429, 429]);
  });

  async function sixtyTwoSaves(): Promise<number[]> {
    const { id, vendor } = await anAssessment();
    const statuses: number[] = [];
    for (let n = 0; n < 62; n += 1) {
      const { status } = await vendor
        .put(`/api/respond/assessments/${id}/answers/MA-01`)
        .send({ value: plain('Harbor'), base: 0 });
      statuses.push(status);
    }
    return statuses;
  }
});

type Bounds = Omit<Limit, 'name' | 'unit' | 'defaultValue'>;

function limit(name: string, unit: string, { value, ...rest }: Bounds): Limit {
  return { name, unit, value, defaultValue: value, ...rest };
}
