import { randomUUID } from 'node:crypto';
import type TestAgent from 'supertest/lib/agent';
import { StorageUsage } from '@countersign/evidence';
import { limitRules, OrganisationLimits, type LimitName } from '@countersign/limits';
import { RateLimits } from '@countersign/platform';
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
import { MOST_REVISIONS } from './responding.dto';
import { BYTES_OF_A_SAVE, SaveAllowance, SAVES_UNCOUNTED } from './save-allowance';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let about: Case;
let assessmentId: string;
let respondent: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'filling');
  procurement = await browserOf(product, organisation, 'procurement');
});

beforeEach(async () => {
  about = await aCase(procurement);
  assessmentId = await sent(procurement, about);
  respondent = await respondentOf(product, organisation, assessmentId);
});

afterAll(() => product.close());

const shipped = (name: LimitName) => limitRules(product.config)[name].defaultValue;

const attach = (name = 'Report.pdf') =>
  respondent
    .post(`/api/respond/assessments/${assessmentId}/evidence`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', name)
    .send(Buffer.from('%PDF-1.7\n%%EOF\n'));

/** Rows as an upload would have written them. */
async function plantFiles(count: number, size: number): Promise<void> {
  await product.behindTheBack(
    `insert into app.evidence (organisation_id, assessment_id, name, size, media_type, sha256, storage_key,
       uploaded_by_contact_id, uploaded_by)
     select '${organisation.id}', '${assessmentId}', 'File ' || n, ${size}, 'application/pdf', 'x',
       'aa/' || gen_random_uuid(), '${about.contactId}', 'Vera' from generate_series(1, ${count}) n`,
  );
}

const filesOf = async () =>
  (await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200)).body as {
    evidence: { question: string | null; total: number; items: { id: string }[] }[];
    maximumFiles: number;
    maximumBytes: number;
    usedFiles: number;
  };

describe('The files of an assessment', () => {
  it('have a number and a sum that the page knows before they are met', async () => {
    expect(await filesOf()).toMatchObject({
      maximumFiles: shipped('filesPerAssessment'),
      maximumBytes: shipped('bytesPerAssessment'),
    });
  });

  it('end at the number, also of those that come at once, and go on once one is removed', async () => {
    await plantFiles(shipped('filesPerAssessment') - 3, 10);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => attach(`Report ${n}.pdf`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'evidence-full' });
    expect((await filesOf()).usedFiles).toBe(shipped('filesPerAssessment'));
    const added = answers.find(({ status }) => status === 201)?.body.id as string;
    await respondent.delete(`/api/respond/assessments/${assessmentId}/evidence/${added}`).expect(204);
    expect((await attach()).status).toBe(201);
  });

  it('end at the sum of their bytes', async () => {
    await plantFiles(1, shipped('bytesPerAssessment') - 20);
    expect((await attach()).status).toBe(201);
    const { body } = await attach().expect(409);
    expect(body).toMatchObject({
      code: 'evidence-full',
      allowance: { files: shipped('filesPerAssessment'), bytes: shipped('bytesPerAssessment') },
    });
  });
});

describe('The files of an organisation', () => {
  it('end at a sum that the operator sets, and the operator sees who has used how much', async () => {
    const crowded = await aFoundedOrganisation(product, 'crowded');
    const theirs = await browserOf(product, crowded, 'procurement');
    const case1 = await aCase(theirs);
    const id = await sent(theirs, case1);
    const vendor = await respondentOf(product, crowded, id);
    await product.behindTheBack(
      `insert into app.evidence (organisation_id, assessment_id, name, size, media_type, sha256, storage_key,
         uploaded_by_contact_id, uploaded_by)
       select '${crowded.id}', '${id}', 'Old', ${product.config.maximumOrganisationBytes}, 'application/pdf', 'x',
         'aa/' || gen_random_uuid(), '${case1.contactId}', 'Vera'`,
    );
    const { body } = await vendor
      .post(`/api/respond/assessments/${id}/evidence`)
      .set('Content-Type', 'application/octet-stream')
      .set('X-File-Name', 'Report.pdf')
      .send(Buffer.from('%PDF-1.7\n%%EOF\n'))
      .expect(409);
    expect(body).toMatchObject({ code: 'organisation-full' });
    const [largest, ...others] = await product.get(StorageUsage).ofAll();
    expect(largest).toMatchObject({
      slug: 'crowded',
      files: 1,
      bytes: product.config.maximumOrganisationBytes,
      mostBytes: product.config.maximumOrganisationBytes,
      miscounted: null,
    });
    expect(others.map(({ slug }) => slug)).toEqual(['filling']);
  });
});

describe('Saves', () => {
  const path = () => `/api/respond/assessments/${assessmentId}/answers/MA-01`;

  it('are refused with a time to wait once a minute holds too many of them', async () => {
    const saves = product.get(SaveAllowance);
    await saves.take(
      { organisationId: organisation.id, assessmentId },
      shipped('savesPerMinute') * BYTES_OF_A_SAVE,
    );
    const { body, headers } = await respondent
      .put(path())
      .send({ value: plain('Harbor'), base: 0 })
      .expect(429);
    expect(body).toMatchObject({ code: 'too-many-saves' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  /** What one process counts; another has its own. */
  const aProcess = () =>
    new SaveAllowance(product.database, product.get(OrganisationLimits), product.get(RateLimits));

  const codeOf = (taken: Promise<void>): Promise<string | null> =>
    taken.then(() => null).catch((error: unknown) => (error as { code: string }).code);

  const anybody = () => ({ organisationId: organisation.id, assessmentId: randomUUID() });

  it('count for their own assessment alone, by number and by bytes, and anew each minute', async () => {
    const saves = aProcess();
    const one = anybody();
    const allBytes = shipped('savesPerMinute') * BYTES_OF_A_SAVE;
    expect(await codeOf(saves.take(one, allBytes, 0))).toBeNull();
    expect(await codeOf(saves.take(one, 1, 500))).toBe('too-many-saves');
    expect(await codeOf(saves.take(anybody(), 1, 500))).toBeNull();
    expect(await codeOf(saves.take(one, 1, 60_000))).toBeNull();
  });

  it('count over all processes together, but for the few that each lets through uncounted', async () => {
    const most = shipped('savesPerMinute');
    const codes = await withinOneMinute(product, () => {
      const processes = [aProcess(), aProcess(), aProcess()] as const;
      const one = anybody();
      const many = Array.from({ length: 3 * most }, (_, n) =>
        codeOf((processes[n % 3] ?? processes[0]).take(one, 10, 0)),
      );
      return Promise.all(many);
    });
    const taken = codes.filter((code) => code === null).length;
    expect(taken).toBeGreaterThanOrEqual(most);
    expect(taken).toBeLessThanOrEqual(most + 2 * SAVES_UNCOUNTED);
  });

  it('count files that are attached too, so that taking each away again does not fill the trail', async () => {
    const refused = await withinOneMinute(product, async () => {
      assessmentId = await sent(procurement, await aCase(procurement));
      respondent = await respondentOf(product, organisation, assessmentId);
      const allButOne = (shipped('savesPerMinute') - 1) * BYTES_OF_A_SAVE;
      const asked = { organisationId: organisation.id, assessmentId };
      await product.get(SaveAllowance).take(asked, allButOne);
      const { body } = await attach().expect(201);
      const { id } = body as { id: string };
      await respondent.delete(`/api/respond/assessments/${assessmentId}/evidence/${id}`).expect(204);
      return attach();
    });
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 'too-many-saves' });
    const { body } = await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200);
    expect(body).toMatchObject({ usedFiles: 0 });
  });

  it('of a person who types ask the database for nothing', async () => {
    const one = anybody();
    const saves = aProcess();
    const statements = jest.spyOn(product.database, 'run');
    for (let n = 0; n < SAVES_UNCOUNTED; n += 1) await saves.take(one, 10, n * 1_000);
    expect(statements).not.toHaveBeenCalled();
    await saves.take(one, 10, 30_000);
    expect(statements).toHaveBeenCalledTimes(1);
    statements.mockRestore();
  });

  it('of one question end at a number that nobody reaches by hand', async () => {
    const { body } = await respondent
      .put(path())
      .send({ value: plain('Harbor'), base: MOST_REVISIONS })
      .expect(422);
    expect(body.fields).toEqual([
      { field: 'base', message: 'This answer was changed too often to be changed again.' },
    ]);
  });
});

describe('The same act, repeated', () => {
  it('mails a link by hand a few times an hour, and says when it can go again', async () => {
    const again = () => procurement.post(`/api/assessments/${assessmentId}/send-again`).send({});
    const answers = await Promise.all(Array.from({ length: 12 }, () => again()));
    const fine = answers.filter(({ status }) => status === 200);
    expect(fine).toHaveLength(shipped('mailsByHandPerHour') - 1);
    const { body, headers } = await again().expect(429);
    expect(body).toMatchObject({ code: 'mailed-often' });
    expect(headers['retry-after']).toBe('3600');
    await product.asJobOf(organisation, () =>
      product.database.query(
        `update app.notification set created_at = created_at - interval '61 minutes' where object_id = :assessmentId`,
        { assessmentId },
      ),
    );
    await again().expect(200);
  });

  it('mails an administrator’s reset a few times an hour', async () => {
    const admin = await browserOf(product, organisation, 'admin');
    const member = await product.aMember({ organisation, roles: ['auditor'] });
    const reset = () => admin.post(`/api/members/${member.id}/send-password-reset`).send({});
    for (let n = 0; n < shipped('mailsByHandPerHour'); n += 1) await reset().expect(204);
    expect((await reset()).status).toBe(429);
  });

  it('is one sending where eight come at once', async () => {
    const another = await aCase(procurement);
    const ids = await Promise.all(Array.from({ length: 8 }, () => sent(procurement, another)));
    expect(new Set(ids).size).toBe(1);
    const other = await sent(procurement, another, '2099-11-30');
    expect(ids).not.toContain(other);
  });

  it('is one decision where six come at once, and another where it differs', async () => {
    const risk = await browserOf(product, organisation, 'risk');
    const decide = (reason: string) =>
      risk
        .post(`/api/engagements/${about.engagementId}/approvals`)
        .send({ outcome: 'rejected', validTo: null, conditions: [], reason })
        .expect((answer) => expect(answer.status).toBeLessThan(300));
    await Promise.all(Array.from({ length: 6 }, () => decide('Too weak')));
    await decide('Still too weak');
    const rows = await product.behindTheBack<{ reason: string }>(
      `select reason from app.approval where engagement_id = '${about.engagementId}' order by at`,
    );
    expect(rows.map(({ reason }) => reason)).toEqual(['Too weak', 'Still too weak']);
  });
});
