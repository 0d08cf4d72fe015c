import type TestAgent from 'supertest/lib/agent';
import { addDays } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  contractBody,
  seenMark,
  whatACountFromNothingMoves,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

const noData = { dataElements: ['none'], laws: [], access: 'none', criticality: 1, replaceability: 1 };

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `use-${Math.random().toString(36).slice(2, 8)}`);
  member = await product.signedInAs(await product.aMember({ organisation }));
  today = (await member.get('/api/session').expect(200)).body.today as string;
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

const engagement = async (about: Case) =>
  (await member.get(`/api/engagements/${about.engagementId}`).expect(200)).body;

async function say(about: Case, use: object) {
  const { revision } = (await engagement(about)).use;
  return member.put(`/api/engagements/${about.engagementId}/use`).send({ revision, ...use });
}

const inUse = (about: Case, since = addDays(today, -10)) => say(about, { state: 'in-use', since });

interface FoundFinding {
  readonly source: string;
  readonly severity: string;
  readonly state: string;
}

/** Those that stand. */
const gaps = async (about: Case): Promise<string[]> =>
  ((await engagement(about)).findings as FoundFinding[])
    .filter(({ state }) => state === 'open' || state === 'proposed')
    .filter(({ source }) => source === 'protected-data-in-use' || source === 'unapproved-use')
    .map(({ source, severity }) => `${source} ${severity}`)
    .sort();

async function aContract(about: Case, wishes: object = {}): Promise<string> {
  const contract = contractBody(about, { terms: yearlyTerms('2026-01-01'), ...wishes });
  const { body } = await member.post('/api/contracts').send(contract).expect(201);
  return body.id as string;
}

const mark = async (contractId: string, status: 'present' | 'partial' | 'missing') =>
  member
    .put(`/api/contracts/${contractId}/clauses/CL-01`)
    .send({
      status,
      quote: status === 'missing' ? null : 'Shall',
      page: null,
      exceptionUntil: null,
      exceptionReason: null,
      revision: await seenMark(member, contractId, 'CL-01'),
    })
    .expect(200);

const approve = (about: Case, validTo: string) =>
  member
    .post(`/api/engagements/${about.engagementId}/approvals`)
    .send({ outcome: 'approved', validTo, conditions: [], reason: 'Fine' })
    .expect(201);

async function passDays(days: number): Promise<void> {
  await product.letTimePass(`${days} days`);
  await product.get(DailyChanges).follow(organisation.id);
}

describe('The use of a service', () => {
  it('is stated, corrected, ended with the return of the data, and undone', async () => {
    const about = await aCase(member);
    expect((await engagement(about)).use).toMatchObject({ state: 'not-yet', since: null, revision: 1 });
    expect((await inUse(about)).status).toBe(200);
    const ended = { state: 'ended', since: addDays(today, -30), endedOn: addDays(today, -2) };
    expect((await say(about, ended)).body.use).toMatchObject({ ...ended, revision: 3 });
    const returned = {
      dataReturnedOn: today,
      dataReturnedBy: 'destroyed',
      dataReturnProof: 'Certificate 12',
    };
    expect((await say(about, { ...ended, ...returned })).body.use).toMatchObject(returned);
    expect((await say(about, { state: 'not-yet' })).body.use).toMatchObject({
      state: 'not-yet',
      since: null,
      dataReturnProof: null,
    });
    const lines = await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where organisation_id = $1 and what = 'engagement.use-changed'`,
      [organisation.id],
    );
    expect(lines).toHaveLength(4);
  });

  it('is refused where it cannot be so, field by field, and where another tab was first', async () => {
    const about = await aCase(member);
    const early = await say(about, { state: 'in-use', since: addDays(today, 1) });
    expect([early.status, early.body.fields[0].field]).toEqual([422, 'since']);
    const unproved = await say(about, {
      state: 'ended',
      since: addDays(today, -9),
      endedOn: today,
      dataReturnedOn: today,
      dataReturnedBy: 'returned',
    });
    expect(unproved.body.fields[0].field).toBe('dataReturnProof');
    expect((await say(about, { state: 'not-stated' })).status).toBe(422);
    const { revision } = (await engagement(about)).use;
    const [one, other] = await Promise.all([
      member
        .put(`/api/engagements/${about.engagementId}/use`)
        .send({ state: 'in-use', since: today, revision }),
      member
        .put(`/api/engagements/${about.engagementId}/use`)
        .send({ state: 'in-use', since: today, revision }),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    expect([one, other].find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'stale-revision',
      present: { state: 'in-use', since: today },
    });
    const reviewer = await browserOf(product, organisation, 'reviewer');
    await reviewer.put(`/api/engagements/${about.engagementId}/use`).send({}).expect(403);
  });
});

describe('Protected data in use without CL-01 in force', () => {
  it('are one critical finding, whatever is missing, and none before use', async () => {
    const about = await aCase(member);
    expect(await gaps(about)).toEqual([]);
    await inUse(about);
    expect(await gaps(about)).toEqual(['protected-data-in-use critical', 'unapproved-use high']);
    const contractId = await aContract(about);
    expect(await gaps(about)).toEqual(['protected-data-in-use critical', 'unapproved-use high']);
    await mark(contractId, 'partial');
    expect(await gaps(about)).toEqual(['protected-data-in-use critical', 'unapproved-use high']);
    await mark(contractId, 'present');
    expect(await gaps(about)).toEqual(['unapproved-use high']);
    await mark(contractId, 'missing');
    await say(about, { state: 'not-yet' });
    expect(await gaps(about)).toEqual([]);
    const { findings } = await engagement(about);
    expect(
      findings.some(
        ({ source, clause }: { source: string; clause: string }) => source === 'clause' && clause === 'CL-01',
      ),
    ).toBe(false);
  });

  it('name 201 CMR 17.00 only where personal information as it means it is held', async () => {
    const citation = async (dataElements: string[]) => {
      const about = await aCase(member, { intake: { dataElements } });
      await inUse(about);
      const { findings } = await engagement(about);
      return (findings as { source: string; citation: string | null }[]).flatMap((finding) =>
        finding.source === 'protected-data-in-use' ? [finding.citation] : [],
      );
    };
    expect(await citation(['ssn'])).toEqual(['201 CMR 17.03(2)(f)2.']);
    expect(await citation(['cred'])).toEqual([null]);
  });

  it('count until their return is recorded', async () => {
    const about = await aCase(member);
    const ended = { state: 'ended', since: addDays(today, -30), endedOn: addDays(today, -2) };
    await say(about, ended);
    expect(await gaps(about)).toEqual(['protected-data-in-use critical']);
    await say(about, {
      ...ended,
      dataReturnedOn: today,
      dataReturnedBy: 'returned',
      dataReturnProof: 'Protocol',
    });
    expect(await gaps(about)).toEqual([]);
  });

  it('never rate worse for recording a contract than for recording none', async () => {
    const about = await aCase(member);
    await inUse(about);
    const before = (await engagement(about)).standing.rating;
    await aContract(about);
    expect((await engagement(about)).standing.rating).toBe(before);
  });

  it('stand though somebody rejected it, from the next day on', async () => {
    const about = await aCase(member);
    await inUse(about);
    const { findings } = await engagement(about);
    const { id } = findings.find(({ source }: FoundFinding) => source === 'protected-data-in-use');
    await member
      .post(`/api/findings/${id}/reject`)
      .send({ note: 'Other terms', seen: 'unjudged' })
      .expect(200);
    expect(await gaps(about)).toEqual(['unapproved-use high']);
    await passDays(1);
    expect(await gaps(about)).toEqual(['protected-data-in-use critical', 'unapproved-use high']);
    await member.post(`/api/findings/${id}/verify`).send({ note: 'Seen' }).expect(409);
  });
});

describe('Use without an approval in force', () => {
  it('is a finding at once where nobody ever approved', async () => {
    const about = await aCase(member, { intake: noData });
    await inUse(about);
    expect(await gaps(about)).toEqual(['unapproved-use high']);
    await approve(about, addDays(today, 40));
    expect(await gaps(about)).toEqual([]);
  });

  it('is one thirty days after the approval has ended', async () => {
    const about = await aCase(member, { intake: noData });
    await approve(about, addDays(today, 5));
    await inUse(about);
    await passDays(5);
    expect(await gaps(about)).toEqual([]);
    await passDays(30);
    expect(await gaps(about)).toEqual([]);
    await passDays(1);
    expect(await gaps(about)).toEqual(['unapproved-use high']);
  });

  it('is one thirty days after it went stale, however often the round runs meanwhile', async () => {
    const about = await aCase(member, { intake: noData });
    await approve(about, addDays(today, 300));
    await inUse(about);
    const { intake, revision } = await engagement(about);
    await member
      .put(`/api/engagements/${about.engagementId}/intake`)
      .send({
        intake: {
          ...intake,
          dataElements: ['internal'],
          criticality: 5,
          replaceability: 5,
          access: 'privileged',
        },
        revision,
      })
      .expect(200);
    expect((await engagement(about)).standing.approvalState).toBe('stale');
    await passDays(10);
    await passDays(19);
    expect(await gaps(about)).toEqual([]);
    await passDays(1);
    expect(await gaps(about)).toEqual(['unapproved-use high']);
  });
});
