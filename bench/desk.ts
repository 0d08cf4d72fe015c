import 'reflect-metadata';
import { factCatalogue, shippedQuestionnaire } from '@countersign/content';
import { publish, type AuthorQuestion, type CompiledQuestionnaire } from '@countersign/domain';
import { Questionnaires } from '@countersign/questionnaires';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';

/**
 * What an act at the review desk costs. `desk-statements`: the statements behind opening an assessment of seventy
 * questions and judging all of it, over those of ten. `desk-bytes`: the longest answer to an act, over the shipped
 * questionnaire with its knock-outs open.
 */
const FEW = 10;
const MANY = 70;
const MOST_BYTES = 5_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Page {
  readonly answers: Readonly<Record<string, { readonly revision: number }>>;
  readonly reviews: Readonly<Record<string, { readonly revision: number }>>;
}

interface Act {
  readonly what: string;
  readonly statements: number;
  readonly bytes: number;
}

/** A plain question of the shipped questionnaire, as often as is asked for. */
function questionnaireOf(count: number) {
  const found = shippedQuestionnaire.questions.find(
    ({ type, scored, knockout }) => type === 'yes_no_partial_na' && scored && knockout !== true,
  );
  if (found === undefined) throw new Error('The shipped questionnaire has no plain question.');
  // always shown, whatever the intake says, and answered by its choice alone
  const { showIf: _condition, followUps: _usual, ownFollowUps: _own, ...plain } = found;
  const questions: AuthorQuestion[] = Array.from({ length: count }, (_none, n) => ({
    ...plain,
    id: `Q-${String(n + 1).padStart(2, '0')}`,
  }));
  const sections = shippedQuestionnaire.sections.filter(({ id }) => id === plain.section);
  return { ...shippedQuestionnaire, key: `desk-${count}`, sections, questions };
}

/** Each statement is counted where it leaves for the database. */
class Counter {
  private count = 0;

  constructor() {
    const real = Reflect.get(Client.prototype, 'query') as (...parameters: unknown[]) => unknown;
    const counted = () => (this.count += 1);
    Reflect.set(Client.prototype, 'query', function (this: Client, ...parameters: unknown[]): unknown {
      counted();
      return real.apply(this, parameters);
    });
  }

  async during<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; statements: number }> {
    const before = this.count;
    const answer = await work();
    return { answer, statements: this.count - before };
  }
}

class Desk {
  readonly acts: Act[] = [];

  constructor(
    private readonly counter: Counter,
    private readonly reviewer: TestAgent,
    private readonly id: string,
  ) {}

  async page(): Promise<Page> {
    const { body } = await this.reviewer.get(this.path).expect(200);
    return body as Page;
  }

  /** Opened, one answer accepted and one doubted, all others accepted at once, the last verdict taken back. */
  async review(): Promise<void> {
    await this.measured('open', () => this.reviewer.get(this.path).expect(200));
    await this.measured('news', () => this.reviewer.get(`${this.path}/reviews`).expect(200));
    const { answers } = await this.page();
    const [first = '', second = '', ...others] = Object.keys(answers);
    const of = (question: string, revision = 0) => ({
      question,
      revision,
      answerRevision: answers[question]?.revision ?? 0,
    });
    const one = (question: string, verdict: object) =>
      this.reviewer
        .put(`${this.path}/reviews/${question}`)
        .send({ ...of(question), question: undefined, note: null, ...verdict })
        .expect(200);
    const some = (reviews: readonly object[]) =>
      this.reviewer.put(`${this.path}/reviews`).send({ reviews }).expect(200);
    await this.measured('accept', () => one(first, { verdict: 'accepted' }));
    await this.measured('reject', () => one(second, { verdict: 'rejected', note: 'No record of it' }));
    await this.measured('accept the rest', () =>
      some(others.map((question) => ({ ...of(question), verdict: 'accepted' }))),
    );
    await this.measured('take back', () => some([{ ...of(second, 1), verdict: null }]));
  }

  /** Each answer of the page by itself: rejected, so that score, rating and findings move. */
  async rejectEach(): Promise<void> {
    const { answers, reviews } = await this.page();
    for (const [question, { revision: answerRevision }] of Object.entries(answers)) {
      const review = { verdict: 'rejected', note: 'No record of it', answerRevision };
      await this.measured(`reject ${question}`, () =>
        this.reviewer
          .put(`${this.path}/reviews/${question}`)
          .send({ ...review, revision: reviews[question]?.revision ?? 0 })
          .expect(200),
      );
    }
  }

  private async measured(what: string, ask: () => PromiseLike<{ text: string }>): Promise<void> {
    const { answer, statements } = await this.counter.during(async () => ask());
    this.acts.push({ what, statements, bytes: Buffer.byteLength(answer.text) });
  }

  private get path(): string {
    return `/api/assessments/${this.id}`;
  }
}

interface Stage {
  readonly product: TestProduct;
  readonly organisation: TestOrganisation;
  readonly procurement: TestAgent;
  readonly reviewer: TestAgent;
  readonly counter: Counter;
}

async function deskOf(stage: Stage, count: number | null): Promise<Desk> {
  const { product, organisation, procurement, reviewer, counter } = stage;
  const about = await aCase(procurement);
  const asked = count === null ? undefined : await published(stage, count);
  const { assessmentId } = await submitted(product, {
    organisation,
    procurement,
    about,
    ...(asked !== undefined && { asked }),
  });
  return new Desk(counter, reviewer, assessmentId);
}

async function published(
  { product, organisation }: Stage,
  count: number,
): Promise<{ versionId: string; questionnaire: CompiledQuestionnaire }> {
  const document = questionnaireOf(count);
  const { id: versionId } = await product.asJobOf(organisation, () =>
    product.get(Questionnaires).publish(document),
  );
  return { versionId, questionnaire: publish(document, factCatalogue).document };
}

const total = (acts: readonly Act[]) => acts.reduce((sum, { statements }) => sum + statements, 0);

const product = await aProduct();
const organisation = await aFoundedOrganisation(product, 'desk');
const stage: Stage = {
  product,
  organisation,
  procurement: await browserOf(product, organisation, 'procurement'),
  reviewer: await browserOf(product, organisation, 'reviewer'),
  counter: new Counter(),
};
// what is read once and kept is read here
await (await deskOf(stage, FEW)).review();
const few = await deskOf(stage, FEW);
await few.review();
const many = await deskOf(stage, MANY);
await many.review();
for (const [place, { what, statements, bytes }] of many.acts.entries())
  say(
    `${what}: ${statements} statements (${few.acts[place]?.statements} of ${FEW} questions), ${bytes} bytes`,
  );
const shipped = await deskOf(stage, null);
await shipped.rejectEach();
const longest = shipped.acts.reduce((one, other) => (other.bytes > one.bytes ? other : one));
say(
  `The longest answer to an act on the shipped questionnaire: ${longest.what}; at most ${MOST_BYTES} bytes.`,
);
const ratio = total(many.acts) / total(few.acts);
say(`ratio desk-statements ${ratio.toFixed(3)}`);
say(`ratio desk-bytes ${longest.bytes}`);
await product.close();
process.exit(ratio <= 1 && longest.bytes <= MOST_BYTES ? 0 : 1);
