import type { ContractTerms, InitialTerm, IsoDate, Notice, Renewal } from '@countersign/domain';
import { ContractMailSubject } from '../contract-mail-subject';
import { ContractReader } from '../contract.reader';
import type { Contract, ContractRow } from '../contract.dto';
import { ContractCalendar } from '../contract-calendar';
import { Planner, type MailRow } from '@countersign/notifications';
import { Clock } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  untilNoon,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
  type VendorWithService,
} from '@countersign/testing';
import { DailyChanges } from '#product';
import { Diary, plus, type Act, type Paper, type Told } from './testing/calculator';
import { papers } from './testing/papers';

// A year of days over forty contracts, on a machine that others use too.
jest.setTimeout(900_000);

const YEAR = 366;
/** The worker stands still from the day after the first of these to the second. */
const OUTAGE = { from: 210, until: 220 };

interface Simulated {
  readonly paper: Paper;
  readonly diary: Diary;
  readonly id: string;
}

interface PendingRow {
  readonly id: string;
  readonly objectId: string;
  readonly kind: string;
  readonly part: number;
  readonly rung: number;
  readonly target: string;
}

describe('A year of more than forty contracts of every kind', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let start: IsoDate;
  let simulated: readonly Simulated[];

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    await product.asJobOf(organisation, () => product.get(ContractCalendar).seedHolidays(organisation.id));
    await untilNoon(product, organisation);
    start = await today();
    simulated = await recordAll();
    expect(simulated.length).toBeGreaterThanOrEqual(40);
  });

  afterAll(() => product.close());

  const today = () => product.asJobOf(organisation, () => product.get(Clock).today());

  async function recordAll(): Promise<Simulated[]> {
    const { holidays } = await product.asJobOf(organisation, () => product.get(ContractCalendar).calendar());
    const recorded: Simulated[] = [];
    let before: VendorWithService | null = null;
    for (const paper of papers(start)) {
      // The one that replaces another covers its service.
      const service: VendorWithService =
        paper.name === 'replaces it' && before !== null
          ? before
          : await aVendorWithService(product, organisation, { inUse: true });
      before = service;
      const id = await recordedContract(product, buyer, service, {
        title: paper.name,
        signedOn: plus(start, -1_200),
        terms: termsOf(paper),
      });
      recorded.push({ paper, diary: new Diary(paper, start, new Set(holidays)), id });
    }
    return recorded;
  }

  async function dayPasses(day: IsoDate): Promise<void> {
    await product.get(DailyChanges).follow(organisation.id);
    for (const { diary, id } of simulated) {
      for (const act of diary.actsOn(day)) {
        await carryOut(id, act, day);
        diary.act(act, day);
      }
    }
    await product.get(Planner).plan(organisation.id);
  }

  async function carryOut(id: string, act: Act, day: IsoDate): Promise<void> {
    const browser = await product.signedInAs(buyer);
    const path = `/api/contracts/${id}`;
    const { notices, decisions, revision } = (await browser.get(path).expect(200)).body as Contract;
    const notice = notices.at(-1)?.id;
    if ('decide' in act) {
      const decided = decisions.find(({ termNumber }) => termNumber === act.term)?.revision ?? 0;
      const decision = { decision: act.decide, reason: 'As the year goes', revision: decided };
      await browser.post(`${path}/terms/${act.term}/decision`).send(decision).expect(200);
    } else if ('send' in act) {
      const reason = 'As the year goes';
      const sent = { sentOn: day, receivedOn: null, way: 'Letter', proof: null, reason, revision };
      await browser.post(`${path}/notices`).send(sent).expect(200);
    } else if ('accept' in act) {
      const acceptance = { acceptedOn: day, note: 'Their counsel', revision };
      await browser.post(`${path}/notices/${notice}/acceptance`).send(acceptance).expect(200);
    } else if ('withdraw' in act) {
      const withdrawal = { reason: 'We stay', revision };
      await browser.post(`${path}/notices/${notice}/withdrawal`).send(withdrawal).expect(200);
    } else if ('agreeUntil' in act) {
      const term = { lastDay: act.agreeUntil, signedOn: day, document: null, revision };
      await browser.post(`${path}/agreed-terms`).send(term).expect(200);
    } else {
      const moves = 'lastDay' in act;
      const amendment = {
        fromTerm: act.amendTerm,
        agreedOn: day,
        lastDay: moves ? act.lastDay : null,
        renewalMonths: null,
        notice: moves ? null : { kind: 'days', days: act.noticeDays },
        reopens: moves ? false : act.reopens,
        revision,
      };
      await browser.post(`${path}/amendments`).send(amendment).expect(200);
    }
  }

  /** What is handed to the mail server on a day, each once its reason still stands; then it counts as sent. */
  async function sentOn(day: IsoDate): Promise<(Told & { contract: string })[]> {
    const rows = await product.behindTheBack<PendingRow>(
      `select n.id, n.object_id as "objectId", n.kind, n.part, n.rung, m.target_date::text as target
       from app.notification n join app.milestone m on m.id = n.milestone_id
       where n.organisation_id = $1 and n.state = 'pending' and m.ladder <> 'contract-clauses' order by n.id`,
      [organisation.id],
    );
    const told: (Told & { contract: string })[] = [];
    for (const row of rows) {
      const standing = await product.asJobOf(organisation, () =>
        product.get(ContractMailSubject).reason({
          objectId: row.objectId,
          part: row.part,
          kind: row.kind,
          mail: { afterTheFact: false },
        } as MailRow),
      );
      if (standing.fallenAway === null) {
        const { kind: mail, part, rung, target } = row;
        told.push({ contract: nameOf(row.objectId), day, mail, part, target, rung });
      }
    }
    await product.behindTheBack(
      `update app.notification set state = 'superseded', reason = '{"code": "as-written", "parameters": {"text": "Told."}}' where organisation_id = $1 and state = 'pending'`,
      [organisation.id],
    );
    return told;
  }

  const nameOf = (id: string) => simulated.find((one) => one.id === id)?.paper.name ?? id;

  const shown = ({ state, dueTermNumber, dueOn, outcome }: ContractRow) => ({
    state,
    due: dueTermNumber === null ? null : [dueTermNumber, dueOn],
    outcome: outcome === null ? null : [outcome.kind, outcome.day],
  });

  async function compareLists(day: IsoDate): Promise<void> {
    const reader = product.get(ContractReader);
    const list = await product.as(buyer, () => reader.list({ limit: 100 }));
    const expected = simulated.map(({ paper, diary }) => [paper.name, diary.expect(day)] as const);
    expect([day, Object.fromEntries(list.items.map((row) => [row.title, shown(row)]))]).toEqual([
      day,
      Object.fromEntries(expected),
    ]);
    const within = await product.as(buyer, () => reader.list({ limit: 100, within: 120 }));
    const due = expected.filter(([, { due: one }]) => one !== null && one[1] <= plus(day, 120));
    expect(within.items.map(({ title }) => title).sort()).toEqual(due.map(([name]) => name).sort());
  }

  async function compareDashboard(day: IsoDate): Promise<void> {
    const reader = product.get(ContractReader);
    const within = await product.as(buyer, () => reader.list({ limit: 100, within: 120 }));
    const expected = simulated.map(({ diary }) => diary.expect(day));
    const browser = await product.signedInAs(buyer);
    const { renewals } = (await browser.get('/api/dashboard').expect(200)).body;
    expect([day, renewals.count, renewals.heldOver, renewals.unknown]).toEqual([
      day,
      expected.filter(({ due }) => due !== null && due[1] <= plus(day, 120)).length,
      expected.filter(({ state }) => state === 'held-over').length,
      2,
    ]);
    expect(renewals.within120).toEqual(within.items.slice(0, 10));
  }

  async function comparePages(): Promise<void> {
    const reader = product.get(ContractReader);
    const list = await product.as(buyer, () => reader.list({ limit: 100 }));
    for (const row of list.items) {
      const page = await product.as(buyer, () => reader.contract(row.id));
      expect(page.row).toEqual(row);
      expect([row.title, page.standing.state]).toEqual([row.title, row.state]);
    }
  }

  it('tells each occasion once, none after it is settled, none missing; list, page and dashboard agree', async () => {
    const told: (Told & { contract: string })[] = [];
    const expected: (Told & { contract: string })[] = [];
    for (let n = 0; n < YEAR; n += 1) {
      const day = plus(start, n);
      if (n > 0) await product.letTimePass('1 day');
      if (n > OUTAGE.from && n < OUTAGE.until) continue;
      await dayPasses(day);
      told.push(...(await sentOn(day)));
      for (const { paper, diary } of simulated) {
        expected.push(...diary.tell(day).map((one) => ({ contract: paper.name, ...one })));
      }
      await compareLists(day);
      if (n % 7 === 0) await compareDashboard(day);
      if (n % 30 === 0) await comparePages();
    }
    const lines = (all: readonly (Told & { contract: string })[]) =>
      all
        .map(({ contract, day, mail, part, target, rung }) =>
          [contract, day, mail, part, target, rung].join(' | '),
        )
        .sort();
    expect(lines(told)).toEqual(lines(expected));
    expect(new Set(lines(told)).size).toBe(told.length);
    expect(told.length).toBeGreaterThan(300);
  });
});

function termsOf(paper: Paper): ContractTerms {
  return {
    effectiveOn: paper.first,
    serviceStartOn: null,
    initial: initialOf(paper),
    renewal: renewalOf(paper),
    maximumRenewals: paper.mostRenewals,
    latestEnd: paper.latestEnd,
    notice: noticeOf(paper),
    noticeBasis: paper.delivery === null ? 'sent-by' : 'received-by',
    deliveryDays: paper.delivery ?? 0,
    amendments: [],
    endedEarlyOn: null,
  };
}

function initialOf({ initial }: Paper): InitialTerm {
  if (initial === null) return { kind: 'unknown' };
  if ('until' in initial) return { kind: 'last-day', lastDay: initial.until };
  return 'days' in initial
    ? { kind: 'days', days: initial.days }
    : { kind: 'months', months: initial.months };
}

function renewalOf({ goesOn, renewalMonths: months }: Paper): Renewal {
  switch (goesOn) {
    case 'itself':
      return { kind: 'auto', months };
    case 'agreement':
      return { kind: 'by-agreement', months };
    case 'not':
      return { kind: 'none' };
    case 'endless':
      return { kind: 'evergreen' };
    case 'nobody-knows':
      return { kind: 'unknown' };
  }
}

function noticeOf({ notice }: Paper): Notice {
  if (notice === null) return { kind: 'none' };
  if (notice === 'nobody-knows') return { kind: 'unknown' };
  if ('days' in notice) return { kind: 'days', days: notice.days };
  if ('months' in notice) return { kind: 'months', months: notice.months };
  return { kind: 'window', opensDays: notice.opens, closesDays: notice.closes };
}
