import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

describe('What a reviewer reads in a document', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let reviewer: TestAgent;
  let respondent: TestAgent;
  let assessmentId: string;
  let id: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'reading');
    reviewer = await browserOf(product, organisation, 'reviewer');
    const procurement = await browserOf(product, organisation, 'procurement');
    assessmentId = await sent(procurement, await aCase(procurement));
    respondent = await respondentOf(product, organisation, assessmentId);
    const { body } = await respondent
      .post(`/api/respond/assessments/${assessmentId}/evidence?question=MA-14`)
      .set('Content-Type', 'application/octet-stream')
      .set('X-File-Name', 'Program.pdf')
      .send(pdf)
      .expect(201);
    id = body.id as string;
    await answerEverything(respondent, assessmentId);
    await respondent.post(`/api/respond/assessments/${assessmentId}/submit`).send({}).expect(200);
  });

  afterAll(() => product.close());

  const verify = (body: object) => reviewer.put(`/api/evidence/${id}/verified`).send(body);
  const scored = async (question: string) => {
    const { body } = await reviewer.get(`/api/assessments/${assessmentId}`).expect(200);
    return body.score.questions.find((one: { id: string }) => one.id === question) as { verified: boolean };
  };

  it('is kept with it, and the vendor reads none of it', async () => {
    const read = {
      issuedBy: 'Hale & Partners',
      periodFrom: '2025-07-01',
      periodTo: '2026-06-30',
      note: 'Two exceptions on page 41',
    };
    const { body } = await verify({ verified: true, revision: 0, expiresOn: '2099-06-30', ...read }).expect(
      200,
    );
    expect(body).toMatchObject({
      verified: true,
      expiresOn: '2099-06-30',
      reading: { ...read, alsoShows: [] },
    });
    const theirs = (await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200)).body;
    expect(theirs.evidence[0].items[0]).toMatchObject({ id, reading: null });
    expect(JSON.stringify(theirs)).not.toContain('page 41');
  });

  it('says of an end before its beginning, and of a question without an answer, that it cannot be', async () => {
    const period = { periodFrom: '2026-07-01', periodTo: '2026-06-30' };
    const ended = await verify({ verified: true, revision: 1, ...period }).expect(422);
    expect(ended.body.fields[0].field).toBe('periodTo');
    const unknown = await verify({ verified: true, revision: 1, alsoShows: ['MA-999'] }).expect(422);
    expect(unknown.body.fields[0].field).toBe('alsoShows');
  });

  it('counts for each answer that it shows, until it is said to show it no more', async () => {
    expect([(await scored('MA-14')).verified, (await scored('MA-19')).verified]).toEqual([true, false]);
    await verify({ verified: true, revision: 1, alsoShows: ['MA-19'] }).expect(200);
    expect((await scored('MA-19')).verified).toBe(true);
    await verify({ verified: true, revision: 2, alsoShows: [] }).expect(200);
    expect((await scored('MA-19')).verified).toBe(false);
  });

  it('lapses for all of them with its last day, and counts for none once it is taken back', async () => {
    await verify({ verified: true, revision: 3, alsoShows: ['MA-19'], expiresOn: '2020-01-01' }).expect(200);
    expect([(await scored('MA-14')).verified, (await scored('MA-19')).verified]).toEqual([false, false]);
    await verify({ verified: true, revision: 4, alsoShows: ['MA-19'] }).expect(200);
    expect((await scored('MA-19')).verified).toBe(true);
    const { body } = await verify({ verified: false, revision: 5 }).expect(200);
    expect(body.reading.alsoShows).toEqual(['MA-19']);
    expect([(await scored('MA-14')).verified, (await scored('MA-19')).verified]).toEqual([false, false]);
  });

  it('is a line of the trail each time, with what was read before', async () => {
    const lines = await product.behindTheBack<{ before: object | null; after: object }>(
      `select before, after from app.audit_event where object_id = $1 and what = 'evidence.verified' order by id`,
      [assessmentId],
    );
    expect(lines[0]).toMatchObject({ before: null, after: { issuedBy: 'Hale & Partners' } });
    expect(lines[1]).toMatchObject({
      before: { issuedBy: 'Hale & Partners', alsoShows: [] },
      after: { issuedBy: null, alsoShows: ['MA-19'] },
    });
  });
});
