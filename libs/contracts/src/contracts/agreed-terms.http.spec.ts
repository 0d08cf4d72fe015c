import { addDays, addMonths, type ContractTerms, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock, inWords, say } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  seeing,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let buyer: TestMember;
let browser: TestAgent;
let today: IsoDate;
let start: IsoDate;
let path: string;

beforeAll(async () => {
  product = await aProduct();
  organisation = await product.anOrganisation();
  buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
  browser = await product.signedInAs(buyer);
  today = await product.asJobOf(organisation, () => product.get(Clock).today());
  start = addMonths(today, -10);
});

afterAll(() => product.close());

const record = async (terms: Partial<ContractTerms>, first = start) => {
  const service = await aVendorWithService(product, organisation);
  const id = await recordedContract(product, buyer, service, {
    terms: yearlyTerms(first, terms),
    signedOn: start,
  });
  path = `/api/contracts/${id}`;
};
/** As whoever has the page open as it is now. */
const acting = (act: Parameters<typeof seeing>[2]) => seeing(browser, path.split('/').at(-1) ?? '', act);
const sendNotice = () =>
  acting((seen) =>
    browser
      .post(`${path}/notices`)
      .send({ sentOn: today, receivedOn: null, way: 'Letter', proof: null, reason: 'Too dear', ...seen }),
  );
const lastDay = (term: number) => addDays(addMonths(start, 12 * term), -1);
const read = async () => (await browser.get(path).expect(200)).body;
const fields = (body: { fields: { field: string; message: string }[] }) => body.fields;
const openLadders = async () => {
  const rows = await product.behindTheBack<{ ladder: string; part: number }>(
    `select ladder, part from app.milestone
     where object_id = $1 and closed_at is null and ladder <> 'contract-clauses' order by ladder, part`,
    [path.split('/').at(-1)],
  );
  return rows.map(({ ladder, part }) => `${ladder} ${part}`);
};
const trail = async () => {
  const rows = await product.behindTheBack<{ what: string }>(
    'select what from app.audit_event where object_id = $1 order by id',
    [path.split('/').at(-1)],
  );
  return rows.map(({ what }) => what);
};

describe('A further term that both sides agreed', () => {
  const agree = (wishes: object = {}) =>
    acting((seen) =>
      browser.post(`${path}/agreed-terms`).send({
        lastDay: lastDay(2),
        signedOn: today,
        document: 'Renewal letter, share 14',
        ...wishes,
        ...seen,
      }),
    );

  it.each<[string, Partial<ContractTerms>]>([
    ['by agreement', { renewal: { kind: 'by-agreement', months: 12 } }],
    ['not at all', { renewal: { kind: 'none' } }],
    ['no more', { maximumRenewals: 0 }],
    ['nobody knows how', { renewal: { kind: 'unknown' } }],
  ])('follows the last one without a gap where it renews %s', async (_how, terms) => {
    await record(terms);
    const { body } = await agree().expect(200);
    expect(body.schedule).toMatchObject([
      { number: 1, lastDay: lastDay(1), ending: 'agreed' },
      { number: 2, firstDay: addDays(lastDay(1), 1), lastDay: lastDay(2) },
    ]);
    expect(body.row.outcome).toMatchObject({ kind: 'renewed', day: lastDay(2), termNumber: 1 });
    expect(body.agreedTerms).toMatchObject([
      {
        position: 1,
        lastDay: lastDay(2),
        document: 'Renewal letter, share 14',
        by: 'Paula Buyer',
        withdrawnAt: null,
      },
    ]);
    // Its dates lie more than 120 days ahead: nobody is told of anything.
    expect(await openLadders()).toEqual([]);
  });

  it.each<[string, Partial<ContractTerms>]>([
    ['by agreement', { renewal: { kind: 'by-agreement', months: 12 } }],
    ['nobody knows how', { renewal: { kind: 'unknown' } }],
  ])(
    'that is agreed late leaves nothing to tell of the day that passed, where it renews %s',
    async (_how, terms) => {
      const soon = addDays(start, 4);
      await record(terms, soon);
      const before = await openLadders();
      expect(before).toContain('contract 1');
      await product.letTimePass('8 days');
      browser = await product.signedInAs(buyer);
      await agree({ lastDay: addDays(addMonths(soon, 24), -1) }).expect(200);
      expect(await openLadders()).toEqual([]);
      await product.letTimePass('-8 days');
      browser = await product.signedInAs(buyer);
    },
  );

  it('is in the days and words of its fields', async () => {
    await record({ renewal: { kind: 'by-agreement', months: 12 } });
    const of = async (wishes: object) => fields((await agree(wishes).expect(422)).body);
    expect(await of({ lastDay: lastDay(1) })).toEqual([
      {
        field: 'lastDay',
        message: inWords(say('check-changes.the-term-begins-on', { firstDay: addDays(lastDay(1), 1) })),
      },
    ]);
    expect(await of({ signedOn: addDays(today, 1) })).toMatchObject([{ field: 'signedOn' }]);
    expect(await of({ signedOn: addDays(start, -1) })).toMatchObject([
      { field: 'signedOn', message: expect.stringContaining('The contract was signed on') },
    ]);
    await record({});
    expect((await agree().expect(409)).body.code).toBe('renews-by-itself');
    await record({ renewal: { kind: 'evergreen' } });
    expect((await agree().expect(409)).body.code).toBe('renews-by-itself');
  });

  it('is corrected with a reason, what it replaced stays; the last one is withdrawn', async () => {
    await record({ renewal: { kind: 'by-agreement', months: 12 } });
    await agree({ lastDay: addDays(lastDay(1), 90) }).expect(200);
    await agree().expect(200);
    const correct = (position: number, to: IsoDate) =>
      acting((seen) =>
        browser
          .put(`${path}/agreed-terms/${position}`)
          .send({ lastDay: to, signedOn: today, document: null, reason: 'Misread', ...seen }),
      );
    expect(fields((await correct(1, lastDay(2)).expect(422)).body)[0]?.message).toContain(
      'The term after it ends on',
    );
    const corrected = (await correct(1, addDays(lastDay(1), 100)).expect(200)).body;
    expect(corrected.schedule.map((term: { lastDay: string }) => term.lastDay)).toEqual([
      lastDay(1),
      addDays(lastDay(1), 100),
      lastDay(2),
    ]);
    expect(corrected.agreedTerms).toMatchObject([
      { position: 1, lastDay: addDays(lastDay(1), 90), withdrawnReason: 'Misread' },
      { position: 1, lastDay: addDays(lastDay(1), 100), withdrawnAt: null },
      { position: 2, lastDay: lastDay(2), withdrawnAt: null },
    ]);
    const withdraw = (position: number) =>
      acting((seen) =>
        browser.post(`${path}/agreed-terms/${position}/withdrawal`).send({ reason: 'Never signed', ...seen }),
      );
    expect((await withdraw(1).expect(409)).body.code).toBe('not-the-last-term');
    await withdraw(2).expect(200);
    await withdraw(1).expect(200);
    await withdraw(1).expect(404);
    const { row, schedule } = await read();
    expect(schedule).toHaveLength(1);
    expect(row).toMatchObject({ outcome: null, dueEnding: 'agreement-needed' });
    expect((await trail()).slice(1)).toEqual([
      'contract.term-agreed',
      'contract.term-agreed',
      'contract.agreed-term-corrected',
      'contract.agreed-term-withdrawn',
      'contract.agreed-term-withdrawn',
    ]);
  });

  it('is what a wish to renew waits for', async () => {
    await record({ renewal: { kind: 'by-agreement', months: 12 } });
    const wish = await browser
      .post(`${path}/terms/1/decision`)
      .send({ decision: 'renew', reason: 'We want to go on' })
      .expect(200);
    expect(wish.body.row).toMatchObject({
      outcome: { kind: 'renewal-wished', day: lastDay(1) },
      dueTermNumber: 1,
    });
    const { body } = await agree().expect(200);
    expect(body.row.outcome).toMatchObject({ kind: 'renewed', day: lastDay(2) });
  });
});

describe('An amendment', () => {
  const amend = (wishes: object = {}) =>
    acting((seen) =>
      browser.post(`${path}/amendments`).send({
        fromTerm: 1,
        agreedOn: today,
        lastDay: null,
        renewalMonths: null,
        notice: null,
        reopens: false,
        ...wishes,
        ...seen,
      }),
    );

  it('moves the last day of a term, its notice day, and opens what was decided about it', async () => {
    await record({ notice: { kind: 'days', days: 30 } });
    await browser.post(`${path}/terms/1/decision`).send({ decision: 'renew', reason: 'Fits' }).expect(200);
    expect(await openLadders()).toEqual([]);
    const later = addDays(lastDay(1), 30);
    const { body } = await amend({ lastDay: later }).expect(200);
    expect(body.schedule[0]).toMatchObject({ lastDay: later, lastNoticeDay: addDays(later, -30) });
    expect(body.decisions).toMatchObject([{ decision: 'renew', withdrawnBecause: 'last-day-moved' }]);
    expect(body.row).toMatchObject({ outcome: null, dueTermNumber: 1 });
    expect(await openLadders()).toEqual(['contract 1']);
    expect(await trail()).toContain('contract.amended');
  });

  it('leaves a notice day passed that had passed, unless it reopens it', async () => {
    await record({ notice: { kind: 'days', days: 90 } });
    const notice = { kind: 'days', days: 10 };
    expect((await amend({ notice }).expect(200)).body.row.dueTermNumber).toBe(2);
    await record({ notice: { kind: 'days', days: 90 } });
    expect((await amend({ notice, reopens: true }).expect(200)).body.row.dueTermNumber).toBe(1);
  });

  it('is refused in the words of its field', async () => {
    await record({ initial: { kind: 'months', months: 3 }, renewal: { kind: 'auto', months: 3 } });
    const notice = { kind: 'days', days: 10 };
    const of = async (wishes: object) => fields((await amend(wishes).expect(422)).body);
    expect(await of({ fromTerm: 1, notice })).toEqual([
      {
        field: 'fromTerm',
        message: inWords(say('check-changes.term-was-the-current', { then: 4, agreedOn: today })),
      },
    ]);
    expect(await of({ fromTerm: 4 })).toMatchObject([
      { field: 'lastDay', message: expect.stringContaining('Say what the amendment changes') },
    ]);
    expect(await of({ fromTerm: 4, notice, agreedOn: addDays(today, 1) })).toMatchObject([
      { field: 'agreedOn' },
    ]);
    expect(await of({ fromTerm: 4, lastDay: start })).toMatchObject([
      { field: 'lastDay', message: expect.stringContaining('Term 4 begins on') },
    ]);
    expect(await of({ fromTerm: 4, notice: { kind: 'days', days: -1 } })).toMatchObject([
      { field: 'notice.days' },
    ]);
    await record({ renewal: { kind: 'none' } });
    expect(await of({ renewalMonths: 12 })).toMatchObject([{ field: 'renewalMonths' }]);
    expect(await of({ fromTerm: 2, notice })).toMatchObject([{ field: 'fromTerm' }]);
    await record({ renewal: { kind: 'evergreen' } });
    expect(await of({ lastDay: lastDay(3) })).toMatchObject([{ field: 'lastDay' }]);
  });

  it('waits until the notice that ends the contract is withdrawn', async () => {
    await record({ notice: { kind: 'days', days: 30 } });
    await sendNotice().expect(200);
    expect((await amend({ lastDay: lastDay(2) }).expect(409)).body.code).toBe('notice-sent');
  });
});

describe('The terms of a contract', () => {
  const unknown = {
    effectiveOn: null,
    initial: { kind: 'unknown' },
    renewal: { kind: 'unknown' },
    notice: { kind: 'unknown' },
    noticeBasis: 'unknown',
  };

  it('may all be not known yet, which is work that a list and the dashboard name', async () => {
    const service = await aVendorWithService(product, organisation);
    const terms = { ...yearlyTerms(start), ...unknown };
    const id = await recordedContract(product, buyer, service, { terms, signedOn: null });
    const { body } = await browser.get(`/api/contracts/${id}`).expect(200);
    expect(body.row).toMatchObject({
      state: 'unknown',
      unknownParts: ['effectiveOn', 'initial', 'renewal', 'notice'],
    });
    expect(body.schedule).toEqual([]);
    const listed = async () => {
      const list = await browser.get('/api/contracts?terms=not-known').expect(200);
      return list.body.items.map((item: { id: string }) => item.id);
    };
    expect(await listed()).toContain(id);
    const unknowns = async () => (await browser.get('/api/dashboard').expect(200)).body.renewals.unknown;
    const before = await unknowns();
    const corrected = await seeing(browser, id, (seen) =>
      browser
        .put(`/api/contracts/${id}/terms`)
        .send({ signedOn: start, terms: yearlyTerms(start), reason: 'The file was found', ...seen }),
    ).expect(200);
    expect(corrected.body.row).toMatchObject({ state: 'in-term', unknownParts: [], signed: true });
    expect(await listed()).not.toContain(id);
    expect(await unknowns()).toBe(before - 1);
  });

  it('are corrected with a reason; a notice is weighed anew', async () => {
    await record({ notice: { kind: 'days', days: 30 } });
    await sendNotice().expect(200);
    const correct = (terms: object, reason = 'Misread') =>
      acting((seen) => browser.put(`${path}/terms`).send({ signedOn: start, terms, reason, ...seen }));
    expect(fields((await correct(yearlyTerms(start), ' ').expect(422)).body)[0]?.field).toBe('reason');
    const months = { notice: { kind: 'months', months: 0 } };
    expect(fields((await correct({ ...yearlyTerms(start), ...months }).expect(422)).body)[0]?.field).toBe(
      'terms.notice.months',
    );
    const { body } = await correct(yearlyTerms(start, { notice: { kind: 'months', months: 6 } })).expect(200);
    expect(body.notices).toMatchObject([{ lateFor: 1, endsOn: lastDay(2) }]);
    expect(body.row.outcome).toMatchObject({ kind: 'ends-by-notice', day: lastDay(2) });
    expect(await trail()).toContain('contract.terms-corrected');
  });
});

describe('The form of a contract', () => {
  it('has the days off of the organisation with it', async () => {
    const { body } = await browser.get('/api/contracts/holidays').expect(200);
    expect(body.days).toEqual([...body.days].sort());
  });
});
