import {
  progress,
  type AnswerValue,
  type CompiledQuestionnaire,
  type IntakeFacts,
} from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { AssessmentProgress } from '@countersign/assessments';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  browserOf,
  plain,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// Hundreds of requests at once, on a machine that others use too.
jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'races');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

const colleagues = 8;
const pathOf = (id: string) => `/api/respond/assessments/${id}`;

/** One after another, since a newer code ends the one before. */
async function colleaguesIn(id: string): Promise<TestAgent[]> {
  const browsers: TestAgent[] = [];
  while (browsers.length < colleagues) browsers.push(await respondentOf(product, organisation, id));
  return browsers;
}

interface Said {
  readonly status: number;
  readonly code: string | null;
}

async function save(browser: TestAgent, id: string, question: string, body: object): Promise<Said> {
  const { status, body: said } = await browser.put(`${pathOf(id)}/answers/${question}`).send(body);
  return { status, code: (said as { code?: string }).code ?? null };
}

describe('Eight colleagues in one questionnaire', () => {
  it('save all their answers without ever blocking each other, while the progress is counted', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const browsers = await colleaguesIn(id);
    const questions = ['MA-08', 'MA-09', 'MA-10', 'MA-11', 'MA-17', 'MA-18', 'MA-22', 'MA-57'];
    const counting = { on: true };
    const counted = (async () => {
      while (counting.on) await product.get(AssessmentProgress).recountStale();
    })();
    // A save runs without a second try, so a deadlock would be an answer of 500 here.
    const said = await Promise.all(
      browsers.map(async (browser, index) => {
        const own: Said[] = [];
        for (let base = 0; base < 25; base++) {
          const value = plain(base % 2 === 0 ? 'yes' : 'no');
          own.push(await save(browser, id, questions[index] ?? '', { value, base }));
        }
        return own;
      }),
    );
    counting.on = false;
    await counted;
    expect(said.flat().filter(({ status }) => status !== 200)).toEqual([]);
    await product.get(AssessmentProgress).recountStale();
    const { body } = await procurement.get(`/api/assessments/${id}`).expect(200);
    const { body: form } = await browsers[0]!.get(pathOf(id)).expect(200);
    const { questionnaire, facts } = form as { questionnaire: CompiledQuestionnaire; facts: IntakeFacts };
    const saved = Object.entries(form.answers as Record<string, { value: AnswerValue }>);
    expect(saved.map(([question]) => question).sort()).toEqual([...questions].sort());
    const answers = Object.fromEntries(saved.map(([question, { value }]) => [question, value]));
    const { complete } = progress(questionnaire, { answers, facts, today: '2026-11-27' });
    expect(complete).toBeGreaterThan(colleagues / 2);
    expect(body.row.answered).toBe(complete);
  });

  it('agree on one answer when all of them give another one at the same moment', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const browsers = await colleaguesIn(id);
    const said = await Promise.all(
      browsers.map((browser, index) =>
        save(browser, id, 'MA-01', { value: plain(`Colleague ${index}`), base: 0 }),
      ),
    );
    expect(said.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(said.filter(({ code }) => code === 'answer-conflict')).toHaveLength(colleagues - 1);
  });
});

describe('Submitting while colleagues still save', () => {
  it('freezes the answers: in 20 rounds none lands after what was submitted', async () => {
    const model = await sent(procurement, await aCase(procurement));
    const first = await respondentOf(product, organisation, model);
    await answerEverything(first, model);
    const answers = (await first.get(pathOf(model)).expect(200)).body.answers as Record<
      string,
      { value: object }
    >;
    const questions = Object.keys(answers).slice(0, 30);
    let landed = 0;
    let refused = 0;
    for (let round = 0; round < 20; round++) {
      const id = await answeredLike(model);
      const browser = await respondentOf(product, organisation, id);
      const saving = (some: readonly string[]) =>
        Promise.all(
          some.map((question) => save(browser, id, question, { value: answers[question]?.value, base: 1 })),
        );
      // Some before and some after, so that both are seen whatever the machine does; the rest race.
      const before = await saving(questions.slice(0, 3));
      const [submit, racing] = await Promise.all([
        browser.post(`${pathOf(id)}/submit`).send({}),
        saving(questions.slice(3, -3)),
      ]);
      const said = [...before, ...racing, ...(await saving(questions.slice(-3)))];
      expect(submit.status).toBe(200);
      const frozen = (await browser.get(pathOf(id)).expect(200)).body.answers;
      expect(frozen).toEqual(submit.body.answers);
      landed += said.filter(({ status }) => status === 200).length;
      refused += said.filter(({ code }) => code === 'assessment-closed').length;
    }
    expect(landed + refused).toBe(20 * questions.length);
    expect(landed).toBeGreaterThanOrEqual(20 * 3);
    expect(refused).toBeGreaterThanOrEqual(20 * 3);
  });

  async function answeredLike(model: string): Promise<string> {
    const id = await sent(procurement, await aCase(procurement));
    await product.asJobOf(organisation, () =>
      product.database.query(
        `insert into app.answer_revision
           (organisation_id, assessment_id, question, revision, section, value, by_contact_id, by_name)
         select r.organisation_id, :id, r.question, r.revision, r.section, r.value, r.by_contact_id, r.by_name
         from app.answer_revision r where r.assessment_id = :model`,
        { id, model },
      ),
    );
    return id;
  }

  it('is done once, however often the button is pressed', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const browser = await respondentOf(product, organisation, id);
    await answerEverything(browser, id);
    const pressed = await Promise.all(
      Array.from({ length: 4 }, () => browser.post(`${pathOf(id)}/submit`).send({})),
    );
    expect(pressed.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const lines = await product.asJobOf(organisation, () =>
      product.database.query(
        `select 1 as line from app.audit_event where object_id = :id and what = 'assessment.submitted'`,
        { id },
      ),
    );
    expect(lines).toHaveLength(1);
  });
});
