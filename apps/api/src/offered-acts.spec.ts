import { join } from 'node:path';
import {
  addDays,
  addMonths,
  type BusinessCalendar,
  type ContractTerms,
  type IsoDate,
} from '@countersign/domain';
import type { Response, Test } from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import {
  anotherService,
  aProduct,
  aVendorWithService,
  contractBody,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// Some hundred contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(300_000);

const OFFERED_ACTS = join(__dirname, '../../portal/src/app/staff/contracts/offered-acts.ts');

interface Line {
  readonly id: string;
  readonly withdrawnAt: string | null;
}

interface View {
  readonly id: string;
  readonly revision: number;
  readonly terms: ContractTerms;
  readonly signedOn: IsoDate | null;
  readonly row: { readonly state: string };
  readonly engagements: readonly { readonly id: string }[];
  readonly schedule: readonly { readonly number: number; readonly lastDay: IsoDate }[];
  readonly decisions: readonly { readonly termNumber: number; readonly revision: number }[];
  readonly notices: readonly (Line & { readonly sentOn: IsoDate })[];
}

type Offered = Readonly<Record<string, boolean | number | null>>;
type OfferedActs = (contract: View, calendar: BusinessCalendar, today: IsoDate) => Offered;

let product: TestProduct;
let organisation: TestOrganisation;
let buyer: TestMember;
let browser: TestAgent;
let today: IsoDate;
let start: IsoDate;
let calendar: BusinessCalendar;
let offeredActs: OfferedActs;

beforeAll(async () => {
  product = await aProduct();
  organisation = await product.anOrganisation();
  buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
  browser = await product.signedInAs(buyer);
  today = await product.asJobOf(organisation, () => product.get(Clock).today());
  start = addMonths(today, -10);
  const { body } = await browser.get('/api/contracts/holidays').expect(200);
  calendar = { holidays: new Set(body.days as string[]) };
  // The portal's own: what its pages offer is asked here of the product.
  offeredActs = ((await import(OFFERED_ACTS)) as { readonly offeredActs: OfferedActs }).offeredActs;
});

afterAll(() => product.close());

const termsEnd = (term: number) => addDays(addMonths(start, 12 * term), -1);
const windowFrom = (opensDays: number, closesDays: number) =>
  ({ kind: 'window', opensDays, closesDays }) as const;
const byAgreement = { renewal: { kind: 'by-agreement', months: 12 } } as const;

async function record(
  terms: Partial<ContractTerms> = {},
  wishes: { readonly signedOn?: IsoDate | null; readonly from?: IsoDate; readonly inUse?: boolean } = {},
): Promise<View> {
  const { signedOn = start, from = start, inUse = false } = wishes;
  const service = await aVendorWithService(product, organisation, { inUse });
  const body = contractBody(service, { terms: yearlyTerms(from, terms), signedOn });
  return (await browser.post('/api/contracts').send(body).expect(201)).body as View;
}

const at = ({ id }: View, rest: string) => `/api/contracts/${id}/${rest}`;
const seen = ({ revision }: View) => ({ revision });
const standing = ({ notices }: View) => notices.find(({ withdrawnAt }) => withdrawnAt === null);

/** The least that somebody fills in who takes up what is offered. */
const ACTS: Readonly<Record<string, (shown: View, offered: Offered) => PromiseLike<Response>>> = {
  decide: (shown, { decide }) => {
    const term = shown.schedule.find(({ number }) => number === decide);
    const revision = shown.decisions.find(({ termNumber }) => termNumber === decide)?.revision ?? 0;
    return browser
      .post(at(shown, `terms/${term?.number}/decision`))
      .send({ decision: 'renegotiate', reason: 'To be weighed', revision, lastDay: term?.lastDay });
  },
  notice: (shown) => sendNotice(shown),
  receipt: (shown) => receive(shown),
  acceptance: (shown) => accept(shown),
  withdrawNotice: (shown) => takeBack(shown),
  agree: (shown) => agree(shown),
  correctAgreed: (shown) => {
    const position = shown.terms.agreedTerms?.length ?? 0;
    const lastDay = addMonths(shown.terms.agreedTerms?.at(-1)?.lastDay ?? today, 1);
    return browser
      .put(at(shown, `agreed-terms/${position}`))
      .send({ lastDay, signedOn: today, document: null, reason: 'Misread', ...seen(shown) });
  },
  withdrawAgreed: (shown, { withdrawAgreed }) =>
    browser
      .post(at(shown, `agreed-terms/${withdrawAgreed}/withdrawal`))
      .send({ reason: 'Never signed', ...seen(shown) }),
  amend: (shown) => {
    const fromTerm = shown.schedule.at(-1)?.number ?? 1;
    const notice = { kind: 'days', days: 20 };
    const change = { fromTerm, agreedOn: today, lastDay: null, renewalMonths: null, notice, reopens: false };
    return browser.post(at(shown, 'amendments')).send({ ...change, ...seen(shown) });
  },
  change: (shown) =>
    browser
      .put(at(shown, 'terms'))
      .send({ signedOn: start, terms: shown.terms, reason: 'The signature', ...seen(shown) }),
  details: (shown) =>
    browser.put(at(shown, '').slice(0, -1)).send({
      title: 'Renamed agreement',
      reason: 'As on the cover',
      ...seen(shown),
    }),
  cover: (shown) => cover(shown),
  uncover: (shown) =>
    browser
      .post(at(shown, `engagements/${shown.engagements[0]?.id}/removal`))
      .send({ reason: 'Misread the annex' }),
  void: (shown) => browser.post(at(shown, 'void')).send({ reason: 'Recorded twice', ...seen(shown) }),
  bringBack: (shown) => browser.post(at(shown, 'bring-back')).send({ reason: 'It was no mistake' }),
};

/** What the pages offer wherever a contract may be changed at all. */
const ALWAYS = ['details', 'cover', 'void'];

const sentBack = (days: number) => addDays(today, -days);
const sendNotice = (shown: View) =>
  browser.post(at(shown, 'notices')).send({
    sentOn: today,
    receivedOn: null,
    way: 'Registered letter',
    proof: null,
    reason: 'Replaced by another service',
    ...seen(shown),
  });
const receive = (shown: View) =>
  browser
    .post(at(shown, `notices/${standing(shown)?.id}/receipt`))
    .send({ receivedOn: standing(shown)?.sentOn, proof: null, ...seen(shown) });
const accept = (shown: View) =>
  browser
    .post(at(shown, `notices/${standing(shown)?.id}/acceptance`))
    .send({ acceptedOn: today, note: 'Their counsel, by mail', ...seen(shown) });
const takeBack = (shown: View) =>
  browser
    .post(at(shown, `notices/${standing(shown)?.id}/withdrawal`))
    .send({ reason: 'The two sides go on', ...seen(shown) });
const agree = (shown: View) =>
  browser.post(at(shown, 'agreed-terms')).send({
    lastDay: addMonths(shown.terms.agreedTerms?.at(-1)?.lastDay ?? termsEnd(3), 12),
    signedOn: today,
    document: null,
    ...seen(shown),
  });
const cover = async (shown: View) => {
  const [row] = await product.behindTheBack<{ vendor: string }>(
    'select vendor_id as vendor from app.contract where id = $1',
    [shown.id],
  );
  const engagementId = await anotherService(product, organisation, row?.vendor ?? '');
  return browser.post(at(shown, 'engagements')).send({ engagementId, reason: 'Left out' });
};
const decide = (shown: View, decision: string) =>
  browser.post(at(shown, 'terms/1/decision')).send({
    decision,
    reason: 'As agreed in the review',
    revision: 0,
    lastDay: shown.schedule[0]?.lastDay,
  });
const correct = (shown: View, terms: Partial<ContractTerms>) =>
  browser
    .put(at(shown, 'terms'))
    .send({ signedOn: start, terms: { ...shown.terms, ...terms }, reason: 'Misread', ...seen(shown) });

const done = async (act: Test): Promise<View> => (await act.expect(200)).body as View;
const days = (count: number) => ({ notice: { kind: 'days', days: count } }) as const;
const sixty = Array.from({ length: 60 }, () => ({
  fromTerm: 1,
  agreedOn: '2026-01-05',
  lastDay: null,
  renewalMonths: null,
  notice: { kind: 'days' as const, days: 30 },
}));

const ON = ['decide', 'change'];
const MOVES = ['notice', 'amend'];
const NOTICED = ['change', 'withdrawNotice'];

/** What a contract can be, how it became so, and what its pages offer then. */
const STATES: readonly (readonly [string, () => Promise<View>, readonly string[]])[] = [
  ['renews by itself', () => record(days(30)), [...ON, ...MOVES]],
  ['is not signed', () => record(days(30), { signedOn: null }), [...ON, 'amend']],
  ['renews by agreement', () => record({ ...byAgreement, ...days(30) }), [...ON, 'agree', 'amend']],
  ['does not renew', () => record({ renewal: { kind: 'none' } }), [...ON, 'agree', 'amend']],
  ['has its last renewal behind it', () => record({ maximumRenewals: 0 }), [...ON, 'agree', 'amend']],
  ['runs until notice', () => record({ renewal: { kind: 'evergreen' } }), ['change', ...MOVES]],
  ['renews nobody knows how', () => record({ renewal: { kind: 'unknown' } }), [...ON, ...MOVES, 'agree']],
  ['has a term nobody knows', () => record({ initial: { kind: 'unknown' } }), ['change']],
  ['has a notice nobody knows', () => record({ notice: { kind: 'unknown' } }), [...ON, 'amend']],
  ['has a window that is not open', () => record({ notice: windowFrom(40, 20) }), [...ON, 'amend']],
  [
    'is over',
    () => record({ renewal: { kind: 'none' } }, { from: addMonths(today, -14) }),
    ['change', 'agree', 'amend'],
  ],
  [
    'is held over',
    () => record({ renewal: { kind: 'none' } }, { from: addMonths(today, -14), inUse: true }),
    ['change', 'agree', 'amend'],
  ],
  [
    'was ended early while in use',
    () => record({ ...byAgreement, endedEarlyOn: sentBack(20) }, { inUse: true }),
    ['change', 'amend'],
  ],
  ['has sixty amendments', () => record({ amendments: sixty }), [...ON, 'notice']],
  ['is to end', async () => done(decide(await record(days(30)), 'end')), [...ON, ...MOVES]],
  ['is to renew', async () => done(decide(await record(days(30)), 'renew')), [...ON, ...MOVES]],
  ['ends by a notice', async () => done(sendNotice(await record(days(30)))), NOTICED],
  [
    'ends by a notice that has to arrive',
    async () => done(sendNotice(await record({ ...days(30), noticeBasis: 'received-by', deliveryDays: 3 }))),
    [...NOTICED, 'receipt'],
  ],
  [
    'ends by a notice that has arrived',
    async () =>
      done(
        receive(
          await done(sendNotice(await record({ ...days(30), noticeBasis: 'received-by', deliveryDays: 3 }))),
        ),
      ),
    NOTICED,
  ],
  [
    'ends later by a notice that came too late',
    async () => done(sendNotice(await record({ notice: { kind: 'months', months: 6 } }))),
    [...NOTICED, 'acceptance'],
  ],
  [
    'has a notice that came too late for all',
    async () => done(sendNotice(await record({ notice: windowFrom(200, 180) }))),
    [...ON, 'withdrawNotice', 'acceptance'],
  ],
  [
    'ends by a notice that was accepted though late',
    async () => done(accept(await done(sendNotice(await record({ notice: { kind: 'months', months: 6 } }))))),
    NOTICED,
  ],
  [
    'has a notice that was withdrawn',
    async () => done(takeBack(await done(sendNotice(await record(days(30)))))),
    [...ON, ...MOVES],
  ],
  [
    'has a further term agreed',
    async () => done(agree(await record(byAgreement))),
    [...ON, 'agree', 'amend', 'correctAgreed', 'withdrawAgreed'],
  ],
  [
    'has two further terms agreed',
    async () => done(agree(await done(agree(await record(byAgreement))))),
    [...ON, 'agree', 'amend', 'correctAgreed', 'withdrawAgreed'],
  ],
  [
    'turned out to renew by itself after a term was agreed',
    async () =>
      done(correct(await done(agree(await record(byAgreement))), { renewal: { kind: 'auto', months: 12 } })),
    [...ON, ...MOVES, 'withdrawAgreed'],
  ],
  [
    'covers two engagements',
    async () => (await cover(await record(days(30)))).body as View,
    [...ON, ...MOVES, 'uncover'],
  ],
  ['is void', async () => done(voided(await record(days(30)))), ['bringBack']],
  [
    'was brought back',
    async () => {
      const shown = await done(voided(await record(days(30))));
      return done(browser.post(at(shown, 'bring-back')).send({ reason: 'It was no mistake' }));
    },
    [...ON, ...MOVES],
  ],
];

const voided = (shown: View) =>
  browser.post(at(shown, 'void')).send({ reason: 'Recorded twice', ...seen(shown) });

const takenUp = (offered: Offered): string[] => {
  const acts = Object.keys(offered).filter((act) => offered[act] !== false && offered[act] !== null);
  return (offered['change'] === true ? [...acts, ...ALWAYS] : acts).sort();
};

describe('What the pages of a contract offer', () => {
  it.each(STATES)('is taken by the product where it %s', async (_state, become, expected) => {
    const shown = await become();
    const first = offeredActs(shown, calendar, today);
    expect(takenUp(first)).toEqual([...expected, ...(expected.includes('change') ? ALWAYS : [])].sort());
    const answers: Record<string, unknown> = {};
    for (const act of takenUp(first)) {
      // Each is taken up from the same state: what one does is no ground for the next.
      const again = await become();
      const { status, body } = await ACTS[act]!(again, offeredActs(again, calendar, today));
      answers[act] = status === 200 ? 'taken' : { status, body };
    }
    expect(answers).toEqual(Object.fromEntries(takenUp(first).map((act) => [act, 'taken'])));
  });

  it.each(STATES)('leaves out what it would refuse where it %s', async (_state, become) => {
    const shown = await become();
    const offered = offeredActs(shown, calendar, today);
    for (const act of ['amend', 'bringBack', 'withdrawNotice', 'uncover'].filter(
      (one) => offered[one] === false,
    )) {
      const { status } = await ACTS[act]!(shown, offered);
      expect([act, status >= 400 && status < 500]).toEqual([act, true]);
    }
  });
});
