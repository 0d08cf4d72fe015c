import { Questionnaires } from '@countersign/questionnaires';
import { factCatalogue, shippedQuestionnaire } from '@countersign/content';
import { publish, type AuthorQuestion, type QuestionnaireDocument } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  browserOf,
  fullScope,
  respondentOf,
  sent,
  signAnew,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type TestAgent from 'supertest/lib/agent';

jest.setTimeout(120_000);

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const FILES = 'F-01';

const filesQuestion: AuthorQuestion = {
  id: FILES,
  section: 'B',
  type: 'file',
  text: 'Attach the written program.',
  required: true,
  scored: false,
  citations: ['17.03(1)'],
  evidence: 'none',
};
const document: QuestionnaireDocument = {
  ...shippedQuestionnaire,
  key: 'with-files',
  questions: [...shippedQuestionnaire.questions, filesQuestion],
};
const questionnaire = publish(document, factCatalogue).document;

/** Answered by files: no shipped questionnaire asks so, an organisation's own may. */
describe('A question of type file', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let reviewer: TestAgent;
  let respondent: TestAgent;
  let path: string;
  let assessmentId: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'files');
    reviewer = await browserOf(product, organisation, 'reviewer');
    const procurement = await browserOf(product, organisation, 'procurement');
    const { id } = await product.asJobOf(organisation, () => product.get(Questionnaires).publish(document));
    assessmentId = await sent(procurement, await aCase(procurement), undefined, id);
    respondent = await respondentOf(product, organisation, assessmentId);
    path = `/api/respond/assessments/${assessmentId}`;
  });
  afterAll(() => product.close());

  const attach = async (name: string) =>
    (
      await respondent
        .post(`${path}/evidence?question=${FILES}`)
        .set('Content-Type', 'application/octet-stream')
        .set('X-File-Name', name)
        .send(pdf)
        .expect(201)
    ).body.id as string;
  const answer = async () => (await respondent.get(path).expect(200)).body.answers[FILES];

  it('is missing while nothing is attached, whatever names somebody sends', async () => {
    await answerEverything(
      respondent,
      assessmentId,
      { ...fullScope, [FILES]: ['made up.pdf'] },
      questionnaire,
    );
    expect((await answer()).value.answer).toBeNull();
    const { body } = await respondent.post(`${path}/submit`).expect(409);
    expect(body.missing).toEqual([{ question: FILES, text: 'Attach the written program.' }]);
  });

  it('names what is attached, follows what is removed, and keeps its comment', async () => {
    const first = await attach('Program.pdf');
    await attach('Annex.pdf');
    const { value, revision } = await answer();
    expect(value.answer).toEqual(['Program.pdf', 'Annex.pdf']);
    const commented = { ...value, answer: ['other.pdf'], comment: 'Approved in May.' };
    await respondent.put(`${path}/answers/${FILES}`).send({ value: commented, base: revision }).expect(200);
    await respondent.delete(`${path}/evidence/${first}`).expect(204);
    expect((await answer()).value).toMatchObject({ answer: ['Annex.pdf'], comment: 'Approved in May.' });
  });

  it('is submitted, read by the reviewer with its comment, and changed by a file where it is returned', async () => {
    await respondent.post(`${path}/submit`).expect(200);
    const seen = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    expect(seen.answers[FILES].value).toMatchObject({ answer: ['Annex.pdf'], comment: 'Approved in May.' });
    expect(seen.evidence).toMatchObject([{ question: FILES, total: 1 }]);
    await reviewer
      .put(`/api/assessments/${assessmentId}/reviews/${FILES}`)
      .send({ verdict: 'clarify', note: 'The program itself, please.' })
      .expect(200);
    await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send({ message: 'One file', questions: [FILES] })
      .expect(200);
    respondent = await respondentOf(product, organisation, assessmentId);
    await attach('Program.pdf');
    expect((await answer()).value.answer).toEqual(['Annex.pdf', 'Program.pdf']);
    await signAnew(respondent, assessmentId);
    await respondent.post(`${path}/submit`).expect(200);
  });
});
