import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '@countersign/domain';
import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  addressOf,
  aLinkTo,
  answerEverything,
  fullScope,
  aProduct,
  aWayInto,
  bodyOf,
  matrixRecords,
  operationsOf,
  sent,
  submitted,
  whatACountFromNothingMoves,
  type MatrixRecords,
  type Operation,
  type TestProduct,
  type WireContract,
} from '@countersign/testing';

jest.setTimeout(600_000);

type Answers = Readonly<
  Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, unknown>> }>>>
>;

const contract = JSON.parse(
  readFileSync(join(__dirname, '../../../../openapi.json'), 'utf8'),
) as WireContract & {
  readonly paths: Answers;
};
const commands = operationsOf(contract).filter(({ method }) => method !== 'get');

/** What such a command changes, and nothing else in the product, moves risk: each of them has to be served. */
const aboutVendors = /^\/api\/(vendors|engagements|assessments|evidence|findings|contracts|respond)\b/;
const risky = commands.filter(({ path }) => aboutVendors.test(path));
const others = commands.filter((command) => !risky.includes(command));

/** Where the page behind an answer reads the same object once more. */
const pages: Readonly<Record<string, string>> = {
  Assessment: '/api/assessments/',
  Contract: '/api/contracts/',
  Engagement: '/api/engagements/',
  Vendor: '/api/vendors/',
};

interface Stage {
  readonly records: MatrixRecords;
  readonly member: TestAgent;
}

let product: TestProduct;

beforeAll(async () => {
  product = await aProduct();
});

afterAll(() => product.close());

let made = 0;

const memberOf = async ({ organisation }: MatrixRecords): Promise<TestAgent> =>
  product.signedInAs(await product.aMember({ organisation }));

async function aStage(): Promise<Stage> {
  const records = await matrixRecords(product, `commands-${(made += 1)}`);
  const member = await memberOf(records);
  return { records, member };
}

async function submitAnswers({ records }: Stage): Promise<void> {
  const assessment = records.ids['assessment'] ?? '';
  await answerEverything(records.respondent(), assessment);
  await records.respondent().post(`/api/respond/assessments/${assessment}/submit`).send({}).expect(200);
}

/** The answers name more than the intake: somebody may settle that. */
async function aDifference({ records, member }: Stage) {
  const { body } = await member.get(`/api/engagements/${records.ids['engagement']}`).expect(200);
  const { scope, revision } = body as {
    readonly revision: number;
    readonly scope: readonly {
      readonly assessmentId: string;
      readonly fact: string;
      readonly side: string;
    }[];
  };
  const proposal = scope.find(({ side }) => side === 'proposal');
  if (proposal === undefined) throw new Error('Nothing is to be settled.');
  return { ...proposal, revision };
}

/** Of tier 3 without data, from now on the one that commands are about. */
async function aHarmlessOne({ records, member }: Stage) {
  const intake = { dataElements: ['none'], laws: [], access: 'none', criticality: 1, replaceability: 1 };
  const about = await aCase(member, { intake });
  Object.assign(records.ids, { engagement: about.engagementId });
  return { reason: 'Brochures alone', revision: 1 };
}

async function theEnd({ records, member }: Stage) {
  const { today: lastDay } = (await member.get('/api/session').expect(200)).body as { today: string };
  const { body } = await member.get(`/api/engagements/${records.ids['engagement']}`).expect(200);
  const { detailsRevision: revision } = body as { detailsRevision: number };
  return { lastDay, reason: 'Over', assessments: 'keep', revision };
}

async function cancelFirst({ records, member }: Stage): Promise<void> {
  await member
    .post(`/api/assessments/${records.ids['assessment']}/cancel`)
    .send({ reason: 'Sent by mistake' })
    .expect(200);
}

/** Another service of the vendor, which its contract does not cover yet. */
async function anotherOne({ records, member }: Stage): Promise<string> {
  const { body: known } = await member.get(`/api/engagements/${records.ids['engagement']}`).expect(200);
  const { body } = await member
    .post(`/api/vendors/${records.ids['vendor']}/engagements`)
    .send({ name: 'Another service', description: null, intake: (known as { intake: object }).intake })
    .expect(201);
  return (body as { id: string }).id;
}

async function seenRevision({ records, member }: Stage, contract: string): Promise<number> {
  const { body } = await member.get(`/api/contracts/${records.ids[contract]}`).expect(200);
  return (body as { revision: number }).revision;
}

/** With the vendor once more, about one answer. */
async function returnAnswers(stage: Stage): Promise<void> {
  await submitAnswers(stage);
  const path = `/api/assessments/${stage.records.ids['assessment']}`;
  const clarify = { verdict: 'clarify', note: 'Since when?', revision: 0 };
  await stage.member.put(`${path}/reviews/MA-08`).send(clarify).expect(200);
  await stage.member.post(`${path}/return`).send({ message: 'One question' }).expect(200);
}

async function aLink({ records: { organisation }, member }: Stage) {
  const assessmentId = await sent(member, await aCase(member));
  return { token: await aLinkTo(product, organisation, assessmentId) };
}

async function declined({ records }: Stage): Promise<void> {
  await records
    .respondent()
    .post(`/api/respond/assessments/${records.ids['assessment']}/decline`)
    .send({ scope: 'questionnaire', because: 'It is published.' })
    .expect(200);
}

/** Somebody at another mail domain, of whom procurement decides. */
async function passingOn({ records, member }: Stage): Promise<void> {
  const assessment = records.ids['assessment'];
  await records
    .respondent()
    .post(`/api/respond/assessments/${assessment}/pass-on`)
    .send({ name: 'Nora', email: 'nora@elsewhere.example', note: null })
    .expect(200);
  const { body } = await member.get(`/api/assessments/${assessment}/passing-on`).expect(200);
  Object.assign(records.ids, { passing: (body as { waiting: { id: string } }).waiting.id });
}

async function confirmedFinding({ records, member }: Stage): Promise<void> {
  await member
    .post(`/api/findings/${records.ids['finding']}/accept`)
    .send({ note: null, seen: 'unjudged' })
    .expect(200);
}

/** Of the answers that the respondent gives itself. */
async function ownFinding(stage: Stage): Promise<void> {
  const { records, member } = stage;
  const assessment = records.ids['assessment'] ?? '';
  await answerEverything(records.respondent(), assessment, { ...fullScope, 'MA-19': 'no' });
  await records.respondent().post(`/api/respond/assessments/${assessment}/submit`).send({}).expect(200);
  const { body } = await member.get(`/api/assessments/${assessment}`).expect(200);
  const { findings } = body as { readonly findings: readonly { id: string; question: string | null }[] };
  Object.assign(records.ids, { finding: findings.find(({ question }) => question === 'MA-19')?.id });
  await confirmedFinding(stage);
}

async function aPlan(stage: Stage): Promise<{ seen: string }> {
  await ownFinding(stage);
  const { records, member } = stage;
  const { finding, assessment } = records.ids;
  await records
    .respondent()
    .post(`/api/respond/assessments/${assessment}/findings/${finding}/plan`)
    .send({ plan: 'One account each', doneBy: '2099-12-31', seen: null })
    .expect(204);
  const { body } = await member.get('/api/findings').expect(200);
  const { items } = body as { readonly items: readonly { id: string; plan: { id: string } | null }[] };
  return { seen: items.find(({ id }) => id === finding)?.plan?.id ?? '' };
}

/** Somebody at another mail domain, of whom procurement decides. */
async function delegating({ records, member }: Stage): Promise<void> {
  const assessment = records.ids['assessment'];
  await records
    .respondent()
    .post(`/api/respond/assessments/${assessment}/delegations`)
    .send({ name: 'Dela', email: 'dela@elsewhere.example', sections: ['A'], questions: [], note: null })
    .expect(200);
  const { body } = await member.get(`/api/assessments/${assessment}/delegations`).expect(200);
  Object.assign(records.ids, { delegation: (body as { waiting: { id: string }[] }).waiting[0]?.id });
}

/** What has to be done before a command is served on the records of the matrix, and moves what it may. */
const before: Readonly<Record<string, (stage: Stage) => Promise<object | void>>> = {
  exchangeLink: async ({ records: { organisation }, member }) =>
    aWayInto(product, organisation, await sent(member, await aCase(member))),
  readLink: aLink,
  mailLinkCode: aLink,
  submitAssessment: async ({ records }) => {
    const id = records.ids['assessment'] ?? '';
    await answerEverything(records.respondent(), id, { 'MA-40': 'no' });
    const { body } = await records.respondent().get(`/api/respond/assessments/${id}`).expect(200);
    const { answers } = body as { readonly answers: Readonly<Record<string, { readonly revision: number }>> };
    const shown = Object.entries(answers).map(([question, { revision }]) => [question, revision]);
    return { shown: Object.fromEntries(shown) };
  },
  takeUpAssessment: declined,
  askVendorAgain: declined,
  answerFromDocument: declined,
  withdrawPublicAnswer: async (stage) => {
    await declined(stage);
    await stage.member
      .put(`/api/assessments/${stage.records.ids['assessment']}/public-answers/MA-16`)
      .send({
        says: 'Laptops are encrypted.',
        sourceTitle: 'Trust centre',
        sourceAddress: 'https://vendor.example/trust',
        seenOn: '2026-01-02',
        revision: 0,
      })
      .expect(200);
  },
  agreeToPassingOn: passingOn,
  refusePassingOn: passingOn,
  agreeToDelegation: delegating,
  refuseDelegation: delegating,
  takeDelegationBack: delegating,
  archiveVendor: cancelFirst,
  deactivateContact: cancelFirst,
  bringAssessmentBack: cancelFirst,
  replaceContact: async ({ records, member }) => {
    const { body } = await member
      .post(`/api/vendors/${records.ids['vendor']}/contacts`)
      .send({ name: 'Sue Cessor', email: 'sue@vendor.example', title: null })
      .expect(201);
    return { successorId: (body as { id: string }).id, revision: 1 };
  },
  // Files and facts move a score only where the answers count.
  verifyEvidence: submitAnswers,
  changeIntake: submitAnswers,
  adoptAnswer: async (stage) => {
    const { assessmentId, fact, side, revision } = await aDifference(stage);
    return { assessmentId, fact, side, revision };
  },
  settleScope: async (stage) => {
    const { assessmentId, fact } = await aDifference(stage);
    return { assessmentId, fact, kind: 'set-aside', reason: 'A slip of the vendor' };
  },
  acceptRisk: async ({ records, member }) => {
    const { body } = await member.get(`/api/engagements/${records.ids['engagement']}`).expect(200);
    const { standing, openKnockouts: knockouts } = body;
    const { today } = (await member.get('/api/session').expect(200)).body as { readonly today: string };
    const until = addDays(today, 30);
    return { rating: standing.rating, knockouts, findings: [], until, reason: 'For now' };
  },
  // Submitted without wireless networks, of which the intake knows afterwards.
  sendFollowUp: async ({ records, member }) => {
    const about = await aCase(member, { intake: { wireless: false } });
    const otherwise = { 'MA-10': 'no' };
    const { organisation } = records;
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement: member,
      about,
      otherwise,
    });
    const path = `/api/engagements/${about.engagementId}`;
    const { intake, revision } = (await member.get(path).expect(200)).body;
    await member
      .put(`${path}/intake`)
      .send({ intake: { ...intake, wireless: true }, revision })
      .expect(200);
    Object.assign(records.ids, { submitted: assessmentId });
  },
  endEngagement: async (stage) => theEnd(stage),
  reopenEngagement: async (stage) => {
    const path = `/api/engagements/${stage.records.ids['engagement']}`;
    await stage.member
      .post(`${path}/end`)
      .send(await theEnd(stage))
      .expect(200);
    const { body } = await stage.member.get(path).expect(200);
    return { reason: 'A slip', revision: (body as { detailsRevision: number }).detailsRevision };
  },
  forgoAssessment: (stage) => aHarmlessOne(stage),
  wantAssessment: async (stage) => {
    const word = await aHarmlessOne(stage);
    const path = `/api/engagements/${stage.records.ids['engagement']}`;
    const { body } = await stage.member.post(`${path}/no-assessment`).send(word).expect(200);
    return { ...word, revision: (body as { detailsRevision: number }).detailsRevision };
  },
  overrideTier: async ({ records: { ids }, member }) => {
    await member
      .post(`/api/engagements/${ids['engagement']}/tier-overrides/${ids['override']}/lift`)
      .send({ reason: 'Another one follows' });
  },
  extendReassessment: async (stage) => {
    await submitAnswers(stage);
    const { records, member } = stage;
    const { body } = await member.get(`/api/engagements/${records.ids['engagement']}`).expect(200);
    const { dueOn, extendableTo: until } = (
      body as { reassessment: Record<'dueOn' | 'extendableTo', string> }
    ).reassessment;
    return { until, dueOn, reason: 'Nothing has changed' };
  },
  reviewAnswer: () => Promise.resolve({ verdict: 'rejected', note: 'No record' }),
  coverEngagement: async (stage) => ({ engagementId: await anotherOne(stage), reason: 'Left out' }),
  uncoverEngagement: async (stage) => {
    const path = `/api/contracts/${stage.records.ids['contract']}/engagements`;
    const engagementId = await anotherOne(stage);
    await stage.member.post(path).send({ engagementId, reason: 'Left out' }).expect(200);
    return { reason: 'Under another contract' };
  },
  bringBackContract: async (stage) => {
    const revision = await seenRevision(stage, 'fixedContract');
    await stage.member
      .post(`/api/contracts/${stage.records.ids['fixedContract']}/void`)
      .send({ reason: 'Recorded twice', revision })
      .expect(200);
    return { reason: 'It was right' };
  },
  standByAnswer: returnAnswers,
  openQuestions: async (stage) => {
    await returnAnswers(stage);
    return { questions: ['MA-09'] };
  },
  verifyFinding: confirmedFinding,
  proposePlan: ownFinding,
  withdrawPlan: aPlan,
  agreeToPlan: aPlan,
  sendPlanBack: async (stage) => ({ ...(await aPlan(stage)), note: 'Too late' }),
};

/** New records where those at hand refuse it, since an earlier command has ended what it is about. */
async function serve(operation: Operation, at: Stage): Promise<{ stage: Stage; answer: Response }> {
  const answer = await call(operation, at).catch(() => null);
  if (answer !== null && answer.status < 300) return { stage: at, answer };
  const stage = await aStage();
  return { stage, answer: await call(operation, stage) };
}

async function call(operation: Operation, stage: Stage): Promise<Response> {
  const { records, member } = stage;
  const prepared = await before[operation.id]?.(stage);
  const browsers = { respondent: records.respondent(), anyone: product.browser() };
  const { may } = operation.row;
  const browser = may === 'respondent' || may === 'anyone' ? browsers[may] : member;
  const pending = browser[operation.method](addressOf(operation, records.ids)).redirects(0);
  if (operation.row.upload)
    return pending.set('Content-Type', 'application/octet-stream').set('X-File-Name', 'a.txt').send('text');
  const body = prepared ?? bodyOf(operation, records.ids);
  return body === null ? pending : pending.send(body);
}

/** The name of what a command says it answers with. */
function answeredWith({ path, method }: Operation): string | undefined {
  const text = JSON.stringify(contract.paths[path]?.[method]?.responses ?? {});
  return /"(?:200|201)":.*?#\/components\/schemas\/(\w+)"/.exec(text)?.[1];
}

/** Null where the answer is what its page shows after the commit. */
async function staleAnswer(
  operation: Operation,
  { member }: Stage,
  answer: Response,
): Promise<string | null> {
  const page = pages[answeredWith(operation) ?? ''];
  const { id } = (answer.body ?? {}) as { id?: string };
  if (page === undefined || id === undefined) return null;
  const { body } = await member.get(`${page}${id}`).expect(200);
  return JSON.stringify(body) === JSON.stringify(answer.body) ? null : operation.id;
}

describe('Every command of openapi.json', () => {
  it('that is about vendors leaves nothing behind that a count from nothing would move', async () => {
    const moved: Record<string, string[]> = {};
    const stale: string[] = [];
    const refused: string[] = [];
    let at = await aStage();
    for (const operation of risky) {
      const { stage, answer } = await serve(operation, at);
      at = stage;
      if (answer.status >= 300) refused.push(`${operation.id}: ${answer.status} ${answer.text}`);
      const found = await whatACountFromNothingMoves(product, stage.records.organisation.id);
      if (found.length > 0) moved[operation.id] = found;
      const late = await staleAnswer(operation, stage, answer);
      if (late !== null) stale.push(late);
    }
    expect(refused).toEqual([]);
    expect(moved).toEqual({});
    expect(stale).toEqual([]);
    expect(risky.length).toBeGreaterThan(20);
  });

  it('that is about anything else moves nothing of it either', async () => {
    const stage = await aStage();
    const { id } = stage.records.organisation;
    const moved: Record<string, string[]> = {};
    for (const operation of others) {
      // Some of them end the session.
      await call(operation, { ...stage, member: await memberOf(stage.records) });
      const found = await whatACountFromNothingMoves(product, id);
      if (found.length > 0) moved[operation.id] = found;
    }
    expect(moved).toEqual({});
    expect(others.length).toBeGreaterThan(40);
  });
});
