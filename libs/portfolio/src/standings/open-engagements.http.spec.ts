import { addDays, compareLevels } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  contractBody,
  submitted,
  whatACountFromNothingMoves,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type TestAgent from 'supertest/lib/agent';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `open-${Math.random().toString(36).slice(2, 8)}`);
  member = await product.signedInAs(await product.aMember({ organisation, name: 'Kim Okafor' }));
  today = (await member.get('/api/session').expect(200)).body.today as string;
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

const read = async (path: string) => (await member.get(path).expect(200)).body;
const engagement = (about: Case) => read(`/api/engagements/${about.engagementId}`);
const decide = (about: Case, outcome: 'rejected' | 'to-contract') =>
  member
    .post(`/api/engagements/${about.engagementId}/approvals`)
    .send({ outcome, validTo: null, conditions: [], reason: 'So decided' })
    .expect(201);
async function use(about: Case, stated: object): Promise<void> {
  const { revision } = (await engagement(about)).use;
  await member
    .put(`/api/engagements/${about.engagementId}/use`)
    .send({ revision, ...stated })
    .expect(200);
}
const notStated = (about: Case) =>
  product.behindTheBack(`update app.engagement set use_state = 'not-stated' where id = $1`, [
    about.engagementId,
  ]);

/** Where it counts: with its vendor, on the dashboard, in the list. */
async function counts(about: Case): Promise<readonly [boolean, number, number]> {
  const vendors = await read('/api/vendors');
  const vendor = vendors.items.find(({ id }: { id: string }) => id === about.vendorId);
  const dashboard = await read('/api/dashboard');
  const list = await read('/api/engagements');
  expect(dashboard.engagements.total).toBe(list.total);
  return [vendor.rating !== null, vendor.engagements as number, list.total as number];
}
const OPEN = [true, 1, 1] as const;
const CLOSED = [false, 0, 0] as const;

describe('An engagement', () => {
  it('counts as open until it is rejected, while it is not in use, and again once that changes', async () => {
    const about = await aCase(member);
    expect(await counts(about)).toEqual(OPEN);
    await decide(about, 'rejected');
    expect(await counts(about)).toEqual(CLOSED);
    // It is still there: on its page, with its vendor, and where somebody asks for what was rejected.
    expect((await engagement(about)).whatNext.text).toMatch(/^Rejected/);
    expect((await read(`/api/vendors/${about.vendorId}`)).engagements).toHaveLength(1);
    expect((await read('/api/engagements?approval=rejected')).total).toBe(1);

    await use(about, { state: 'in-use', since: addDays(today, -3) });
    expect(await counts(about)).toEqual(OPEN);
    await use(about, { state: 'ended', since: addDays(today, -3), endedOn: today });
    expect(await counts(about)).toEqual(CLOSED);
    await decide(about, 'to-contract');
    expect(await counts(about)).toEqual(OPEN);
  });

  it('counts as open where it was rejected and nobody has stated its use', async () => {
    const about = await aCase(member);
    await notStated(about);
    await decide(about, 'rejected');
    expect(await counts(about)).toEqual(OPEN);
  });

  it('that stood as open before the rule is put right by the next day', async () => {
    const about = await aCase(member);
    await decide(about, 'rejected');
    await product.behindTheBack(
      `update app.standing set open = true, changes_on = current_date - 1 where engagement_id = $1`,
      [about.engagementId],
    );
    expect(await counts(about)).toEqual(OPEN);
    await product.get(DailyChanges).follow(organisation.id);
    expect(await counts(about)).toEqual(CLOSED);
  });
});

describe('The use of a service that nobody has stated', () => {
  it('is work: counted on the dashboard, listed with its owner, the next step where nothing else is', async () => {
    const about = await aCase(member, { intake: { dataElements: ['none'], access: 'none', laws: [] } });
    await aCase(member);
    await notStated(about);
    expect((await read('/api/dashboard')).engagements.useNotStated).toBe(1);
    const list = await read('/api/engagements?use=not-stated');
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([about.engagementId]);
    await member
      .post(`/api/engagements/${about.engagementId}/approvals`)
      .send({ outcome: 'approved', validTo: addDays(today, 30), conditions: [], reason: 'Holds nothing' })
      .expect(201);
    await member.post('/api/contracts').send(contractBody(about)).expect(201);
    expect((await engagement(about)).whatNext).toMatchObject({ action: 'state-use' });
    await use(about, { state: 'not-yet' });
    expect((await read('/api/dashboard')).engagements.useNotStated).toBe(0);
    expect((await engagement(about)).whatNext.action).not.toBe('state-use');
  });
});

describe('To record a contract', () => {
  const standingOf = async (about: Case) => {
    const { standing, residual, findings, approvalOptions, gates } = await engagement(about);
    const open = (findings as { state: string; source: string; clause: string | null; severity: string }[])
      .filter(({ state }) => state === 'open' || state === 'proposed')
      .map(({ source, clause, severity }) => `${source} ${clause} ${severity}`)
      .sort();
    const { tier, inherent, rating, approvalState, clauseGaps, overdueFindings } = standing;
    const shown = {
      tier,
      inherent,
      rating,
      approvalState,
      clauseGaps,
      overdueFindings,
      floors: residual.floors,
    };
    const allowed = (approvalOptions as { outcome: string; allowed: boolean }[])
      .filter((option) => option.allowed)
      .map(({ outcome }) => outcome);
    const blocked = (gates as { gate: string; state: string }[])
      .filter(({ state }) => state === 'blocked')
      .map(({ gate }) => gate);
    return { ...shown, open, allowed, blocked };
  };

  /** Signed or not, running, over or endless, of whatever use: nobody has read any of them. */
  const ways: readonly (readonly [string, Readonly<Record<string, unknown>>, object])[] = [
    ['signed, running', {}, { state: 'not-yet' }],
    ['signed, running, in use', {}, { state: 'in-use', since: '2026-01-01' }],
    ['unsigned', { signedOn: null }, { state: 'in-use', since: '2026-01-01' }],
    ['over', { terms: yearlyTerms('2020-01-01', { renewal: { kind: 'none' } }) }, { state: 'not-yet' }],
    [
      'endless',
      { terms: yearlyTerms('2026-01-01', { renewal: { kind: 'evergreen' } }) },
      { state: 'not-yet' },
    ],
    [
      'of unknown terms',
      { terms: yearlyTerms('2026-01-01', { renewal: { kind: 'unknown' } }) },
      { state: 'not-yet' },
    ],
  ];

  it.each(ways)('never worsens what not to record it gives: %s', async (_way, contract, stated) => {
    const about = await aCase(member);
    await submitted(product, { organisation, procurement: member, about, otherwise: { 'MA-57': 'no' } });
    await use(about, stated);
    const before = await standingOf(about);
    await member.post('/api/contracts').send(contractBody(about, contract)).expect(201);
    expect(await standingOf(about)).toEqual(before);
    // Nor a second one beside it, once the first has been read and found lacking.
    const { contracts } = await engagement(about);
    const mark = { status: 'missing', quote: null, page: null, exceptionUntil: null, exceptionReason: null };
    await member.put(`/api/contracts/${contracts[0].id}/clauses/CL-01`).send(mark).expect(200);
    const found = await standingOf(about);
    await member.post('/api/contracts').send(contractBody(about)).expect(201);
    const after = await standingOf(about);
    expect(after.open.filter((one) => !found.open.includes(one))).toEqual([]);
    expect(after.blocked.filter((one) => !found.blocked.includes(one))).toEqual([]);
    expect(compareLevels(after.rating, found.rating)).toBeLessThanOrEqual(0);
    expect(after.clauseGaps).toBeLessThanOrEqual(found.clauseGaps);
  });
});
