import fc from 'fast-check';
import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import { AssessmentProgress } from '@countersign/assessments';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  type Case,
  contractBody,
  fullIntake,
  plain,
  respondentOf,
  reviewRevision,
  standByReturned,
  sent,
  type TestOrganisation,
  type TestProduct,
  whatACountFromNothingMoves,
  yearlyTerms,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(300_000);

const STEPS = 60;
const questions = ['MA-16', 'MA-17', 'MA-22', 'MA-40', 'MA-42', 'MA-57'];
const clauses = ['CL-01', 'CL-02', 'CL-05'];

/** One step: what is tried, and what chooses among the records and words that there are. */
interface Step {
  readonly act: string;
  readonly pick: number;
  readonly other: number;
}

let product: TestProduct;

beforeAll(async () => {
  product = await aProduct();
});

afterAll(() => product.close());

/** A buyer with all roles and its vendors, who do one thing after the other. */
class History {
  private readonly cases: Case[] = [];
  readonly served: Record<string, number> = {};

  constructor(
    private readonly organisation: TestOrganisation,
    private readonly member: TestAgent,
  ) {}

  async take({ act, pick, other }: Step): Promise<void> {
    const answer = await this.acts[act]?.(pick, other);
    if (answer == null) return;
    if (answer.status >= 500) throw new Error(`${act}: ${answer.status} ${answer.text}`);
    if (answer.status < 300) this.served[act] = (this.served[act] ?? 0) + 1;
  }

  /** What may happen; null where there is nothing yet that it could happen to. */
  readonly acts: Readonly<Record<string, (pick: number, other: number) => Promise<Response | null>>> = {
    take_in: async () => {
      if (this.cases.length < 3) this.cases.push(await aCase(this.member));
      return null;
    },
    send: async (pick) => {
      const about = this.some(this.cases, pick);
      if (about !== null) await sent(this.member, about, '2099-12-31').catch(() => null);
      return null;
    },
    answer: async (pick, other) => {
      const id = await this.assessment(pick, ['sent', 'opened', 'answering', 'returned']);
      if (id === null) return null;
      const respondent = await respondentOf(product, this.organisation, id);
      const value = { value: plain(other % 2 === 0 ? 'yes' : 'no'), base: 0 };
      const saved = await respondent.put(`/api/respond/assessments/${id}/answers/MA-08`).send(value);
      await product.get(AssessmentProgress).recountStale();
      return saved;
    },
    submit: async (pick, other) => {
      const id = await this.assessment(pick, ['sent', 'opened', 'answering', 'returned']);
      if (id === null) return null;
      const respondent = await respondentOf(product, this.organisation, id);
      const weak = { [this.of(questions, other)]: 'no', 'MA-40': other % 3 === 0 ? 'no' : 'yes' };
      await answerEverything(respondent, id, weak).catch(() => undefined);
      await standByReturned(respondent, id);
      return respondent.post(`/api/respond/assessments/${id}/submit`).send({});
    },
    review: async (pick, other) => {
      const id = await this.assessment(pick, ['submitted', 'in-review']);
      const verdict = other % 2 === 0 ? 'accepted' : 'rejected';
      if (id === null) return null;
      const question = this.of(questions, other);
      const revision = await reviewRevision(this.member, id, question);
      const review = { verdict, note: 'Looked at', revision };
      return this.member.put(`/api/assessments/${id}/reviews/${question}`).send(review);
    },
    give_back: async (pick) => {
      const id = await this.assessment(pick, ['submitted', 'in-review']);
      return id === null
        ? null
        : this.member.post(`/api/assessments/${id}/return`).send({ message: 'Once more' });
    },
    close: async (pick) => {
      const id = await this.assessment(pick, ['submitted', 'in-review']);
      const closing = { recommendation: 'approve', summary: 'Good' };
      return id === null ? null : this.member.post(`/api/assessments/${id}/close`).send(closing);
    },
    cancel: async (pick) => {
      const id = await this.assessment(pick, ['sent', 'opened', 'answering', 'submitted', 'in-review']);
      return id === null
        ? null
        : this.member.post(`/api/assessments/${id}/cancel`).send({ reason: 'No need' });
    },
    judge: async (pick, other) => {
      const id = await this.row('select id from app.finding where organisation_id = $1 order by id', pick);
      const verdict = this.of(['accept', 'reject', 'verify'], other);
      return id === null ? null : this.member.post(`/api/findings/${id}/${verdict}`).send({ note: 'Judged' });
    },
    contract: async (pick, other) => {
      const about = this.some(this.cases, pick);
      const terms = yearlyTerms(this.of(['2026-01-01', '2026-06-01'], other));
      return about === null ? null : this.member.post('/api/contracts').send(contractBody(about, { terms }));
    },
    mark: async (pick, other) => {
      const id = await this.contractId(pick);
      const status = this.of(['present', 'missing'], other);
      const quote = status === 'present' ? 'Shall' : null;
      const mark = { status, quote, page: null, exceptionUntil: null, exceptionReason: null };
      const path = `/api/contracts/${id}/clauses/${this.of(clauses, other >> 1)}`;
      return id === null ? null : this.member.put(path).send(mark);
    },
    decide_term: async (pick, other) => {
      const id = await this.contractId(pick);
      const decision = { decision: this.of(['renew', 'end'], other), reason: 'So we think' };
      return id === null ? null : this.member.post(`/api/contracts/${id}/terms/1/decision`).send(decision);
    },
    change_intake: async (pick, other) => {
      const about = this.some(this.cases, pick);
      if (about === null) return null;
      const { body } = await this.member.get(`/api/engagements/${about.engagementId}`).expect(200);
      const dataElements = this.of([['ssn', 'card'], ['internal'], ['health']], other);
      const intake = { ...fullIntake, dataElements, internetFacing: other % 2 === 0 };
      const change = { intake, revision: body.revision as number };
      return this.member.put(`/api/engagements/${about.engagementId}/intake`).send(change);
    },
    decide: async (pick, other) => {
      const about = this.some(this.cases, pick);
      const outcome = this.of(['to-contract', 'rejected'], other);
      const approval = { outcome, validTo: null, conditions: [], reason: `Decided ${pick}` };
      return about === null
        ? null
        : this.member.post(`/api/engagements/${about.engagementId}/approvals`).send(approval);
    },
    let_days_pass: async (_pick, other) => {
      await product.letTimePass(`${1 + (other % 40)} days`);
      await product.get(DailyChanges).follow(this.organisation.id);
      return null;
    },
  };

  private of<T>(list: readonly [T, ...T[]] | readonly T[], pick: number): T {
    const chosen = list[pick % list.length];
    if (chosen === undefined) throw new Error('There is nothing to choose from.');
    return chosen;
  }

  private some<T>(list: readonly T[], pick: number): T | null {
    return list.length === 0 ? null : this.of(list, pick);
  }

  private async row(sql: string, pick: number, values: readonly unknown[] = []): Promise<string | null> {
    const rows = await product.behindTheBack<{ id: string }>(sql, [this.organisation.id, ...values]);
    return (
      this.some(
        rows.map(({ id }) => id),
        pick,
      ) ?? null
    );
  }

  private assessment(pick: number, states: readonly string[]): Promise<string | null> {
    return this.row(
      'select id from app.assessment where organisation_id = $1 and state = any($2) order by id',
      pick,
      [states],
    );
  }

  private contractId(pick: number): Promise<string | null> {
    return this.row('select id from app.contract where organisation_id = $1 order by id', pick);
  }
}

/** The same for the same seed: more of what makes something to work on. */
function stepsOf(seed: number, acts: readonly string[]): Step[] {
  const one = fc.record<Step>({
    act: fc.constantFrom(...acts, 'send', 'submit', 'judge', 'judge', 'review'),
    pick: fc.nat(1_000),
    other: fc.nat(1_000),
  });
  const begin = ['take_in', 'take_in', 'send', 'send', 'submit', 'contract'].map((act, pick) => ({
    act,
    pick,
    other: pick,
  }));
  return [...begin, ...fc.sample(one, { seed, numRuns: STEPS })];
}

describe('A random history', () => {
  it.each([20261126, 201_17_00, 93])(
    'of seed %i leaves at no step what a count from nothing would move',
    async (seed) => {
      const organisation = await aFoundedOrganisation(product, `seed-${seed}`);
      const member = await product.signedInAs(await product.aMember({ organisation }));
      const history = new History(organisation, member);
      for (const [place, step] of stepsOf(seed, Object.keys(history.acts)).entries()) {
        await history.take(step);
        const moved = await whatACountFromNothingMoves(product, organisation.id);
        expect({ place, step, moved }).toEqual({ place, step, moved: [] });
      }
      const served = Object.values(history.served).reduce((sum, count) => sum + count, 0);
      process.stdout.write(`Seed ${seed}: ${JSON.stringify(history.served)}\n`);
      expect(served).toBeGreaterThan(15);
    },
  );
});
