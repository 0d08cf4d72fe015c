import { addDays } from '@countersign/domain';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  contractBody,
  plain,
  respondentOf,
  sent,
  submitted,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

interface HistoryRow {
  readonly cause: string;
  readonly assessment_state: string | null;
  readonly rating: string;
  readonly rating_before: string | null;
  readonly rating_state: string;
  readonly ce_hundredths: number | null;
  readonly ce_hundredths_before: number | null;
  readonly overdue_findings: number;
}

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'history');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
});

afterAll(() => product.close());

const historyOf = ({ engagementId }: Case) =>
  product.behindTheBack<HistoryRow>(
    'select h.* from app.standing_history h where h.engagement_id = $1 order by h.id',
    [engagementId],
  );

const causesOf = async (about: Case) => (await historyOf(about)).map(({ cause }) => cause);

describe('The history of a standing', () => {
  it('has a row for each change that moved its numbers, with the cause, and none for the others', async () => {
    const about = await aCase(procurement);
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise: { 'MA-57': 'no', 'MA-40': 'no' },
    });
    const review = { verdict: 'accepted', note: null };
    await reviewer.put(`/api/assessments/${assessmentId}/reviews/MA-16`).send(review).expect(200);
    await reviewer.put(`/api/assessments/${assessmentId}/reviews/MA-17`).send(review).expect(200);
    const { findings } = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    const { id } = (findings as { id: string; knockout: boolean }[]).find(({ knockout }) => !knockout) ?? {};
    await reviewer.post(`/api/findings/${id}/accept`).send({ note: null, seen: 'unjudged' }).expect(200);
    await reviewer.post(`/api/findings/${id}/verify`).send({ note: 'Seen' }).expect(200);
    const closing = { recommendation: 'approve', summary: 'Good' };
    await reviewer.post(`/api/assessments/${assessmentId}/close`).send(closing).expect(200);
    const approval = { outcome: 'to-contract', validTo: null, conditions: [], reason: 'Sound' };
    await risk.post(`/api/engagements/${about.engagementId}/approvals`).send(approval).expect(201);
    await procurement
      .post('/api/contracts')
      .send(contractBody(about, { terms: yearlyTerms('2026-01-01') }))
      .expect(201);
    expect(await causesOf(about)).toEqual([
      'engagement.created',
      'assessment.sent',
      'assessment.opened',
      'assessment.submitted',
      // The first review took it into review; the second and the acceptance moved no number.
      'answer.reviewed',
      'finding.verified',
      'assessment.closed',
      'engagement.decided',
      // A contract that nobody has read yet moves no number.
    ]);
  });

  it('says what the rating and the score were before and after', async () => {
    const about = await aCase(procurement);
    await submitted(product, { organisation, procurement, about, otherwise: { 'MA-57': 'no' } });
    const rows = await historyOf(about);
    expect(rows[0]).toMatchObject({ cause: 'engagement.created', rating_before: null, ce_hundredths: null });
    for (const [place, row] of rows.entries()) {
      const former = rows[place - 1];
      if (former === undefined) continue;
      expect([row.rating_before, row.ce_hundredths_before]).toEqual([former.rating, former.ce_hundredths]);
    }
    const last = rows.at(-1);
    expect(last).toMatchObject({ cause: 'assessment.submitted', rating_state: 'assessed' });
    expect(last?.ce_hundredths).toBeGreaterThan(0);
    const [standing] = await product.behindTheBack<HistoryRow>(
      'select * from app.standing where engagement_id = $1',
      [about.engagementId],
    );
    expect(last).toMatchObject({ rating: standing?.rating, ce_hundredths: standing?.ce_hundredths });
  });

  it('names the command as the cause, not what followed from it', async () => {
    const about = await aCase(procurement);
    await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
    await sent(procurement, about);
    const { intake, revision } = (await procurement.get(`/api/engagements/${about.engagementId}`)).body;
    const change = { intake: { ...intake, internetFacing: true, criticality: 5 }, revision };
    await procurement.put(`/api/engagements/${about.engagementId}/intake`).send(change).expect(200);
    expect((await causesOf(about)).at(-1)).toBe('engagement.intake-changed');
  });

  it('has a row with the cause "day" where a date has moved it, and once', async () => {
    const { today } = (await procurement.get('/api/session').expect(200)).body as { today: string };
    const about = await aCase(procurement);
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise: { 'MA-57': 'no' },
    });
    const [first] = await product.behindTheBack<{ due: string }>(
      'select min(due_on)::text as due from app.finding where assessment_id = $1',
      [assessmentId],
    );
    const days = Math.round((Date.parse(addDays(first?.due ?? '', 1)) - Date.parse(today)) / 86_400_000);
    await product.letTimePass(`${days} days`);
    const before = await historyOf(about);
    await product.get(DailyChanges).follow(organisation.id);
    await product.get(DailyChanges).follow(organisation.id);
    const after = await historyOf(about);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ cause: 'day', overdue_findings: expect.any(Number) as number });
    expect(after.at(-1)?.overdue_findings).toBeGreaterThan(before.at(-1)?.overdue_findings ?? 0);
  });

  it('is nothing for the draft of an answer, which costs no more statements than before either', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    const respondent = await respondentOf(product, organisation, assessmentId);
    const counts = async () => {
      const [row] = await product.behindTheBack<{ history: number; outbox: number }>(
        `select (select count(*)::int from app.standing_history) as history,
           (select count(*)::int from app.outbox_change) as outbox`,
      );
      return row;
    };
    const before = await counts();
    const query = jest.spyOn(Client.prototype, 'query');
    await respondent
      .put(`/api/respond/assessments/${assessmentId}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    const statements = query.mock.calls.map(([first]) => JSON.stringify(first));
    query.mockRestore();
    expect(await counts()).toEqual(before);
    expect(statements.filter((text) => /standing|outbox/.test(text))).toEqual([]);
  });

  it('cannot be changed or taken away by the product', async () => {
    const attempt = (sql: string) => product.asJobOf(organisation, () => product.database.query(sql));
    await expect(attempt(`update app.standing_history set cause = 'nobody'`)).rejects.toThrow('permission');
    await expect(attempt('delete from app.standing_history')).rejects.toThrow('permission');
    await expect(product.behindTheBack('delete from app.standing_history')).rejects.toThrow('append-only');
  });
});
