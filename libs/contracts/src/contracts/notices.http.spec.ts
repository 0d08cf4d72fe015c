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
import { DailyChanges } from '#product';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

describe('A notice to the vendor', () => {
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

  const record = async (terms: Partial<ContractTerms>, signedOn: IsoDate | null = start) => {
    const service = await aVendorWithService(product, organisation);
    const id = await recordedContract(product, buyer, service, {
      terms: yearlyTerms(start, terms),
      signedOn,
    });
    path = `/api/contracts/${id}`;
  };
  /** As whoever has the page open as it is now. */
  const acting = (act: Parameters<typeof seeing>[2]) => seeing(browser, path.split('/').at(-1) ?? '', act);
  const lastDay = (term: number) => addDays(addMonths(start, 12 * term), -1);
  const send = (wishes: Readonly<Record<string, unknown>> = {}) =>
    acting((seen) =>
      browser.post(`${path}/notices`).send({
        sentOn: today,
        receivedOn: null,
        way: 'Registered letter',
        proof: 'RR 123 US',
        reason: 'Replaced by another service',
        ...wishes,
        ...seen,
      }),
    );
  const read = async () => (await browser.get(path).expect(200)).body;
  const openLadders = async () => {
    const rows = await product.behindTheBack<{ ladder: string; part: number }>(
      `select ladder, part from app.milestone
       where object_id = $1 and closed_at is null and ladder <> 'contract-clauses' order by ladder, part`,
      [path.split('/').at(-1)],
    );
    return rows.map(({ ladder, part }) => `${ladder} ${part}`);
  };
  const fields = (body: { fields: { field: string; message: string }[] }) => body.fields;

  it('in time ends the contract with the term, says so everywhere, and leaves nothing to remind of', async () => {
    await record({ notice: { kind: 'days', days: 30 } });
    expect(await openLadders()).toEqual(['contract 1']);
    const { body } = await send().expect(200);
    expect(body.notices).toMatchObject([
      {
        termNumber: 1,
        sentOn: today,
        countedOn: today,
        endsOn: lastDay(1),
        lateFor: null,
        by: 'Paula Buyer',
      },
    ]);
    expect(body.decisions).toMatchObject([
      { termNumber: 1, decision: 'end', reason: 'Replaced by another service', withdrawnAt: null },
    ]);
    expect(body.schedule).toHaveLength(1);
    expect(body.terms.endedEarlyOn).toBeNull();
    expect(body.row).toMatchObject({
      dueOn: null,
      outcome: { kind: 'ends-by-notice', day: lastDay(1), noticeSentOn: today, by: 'Paula Buyer' },
    });
    expect(await openLadders()).toEqual([]);
    const due = await browser.get('/api/contracts?within=120').expect(200);
    expect(due.body.items.map(({ id }: { id: string }) => id)).not.toContain(body.id);
    expect((await send().expect(409)).body.code).toBe('notice-sent');
    const decide = browser.post(`${path}/terms/1/decision`).send({ decision: 'renew', reason: 'No' });
    expect((await decide.expect(409)).body.code).toBe('notice-sent');
  });

  it('is sent from signing to today, by the words of the field', async () => {
    await record({ notice: { kind: 'days', days: 30 } });
    const of = async (wishes: object) => fields((await send({ ...wishes }).expect(422)).body);
    expect(await of({ sentOn: addDays(today, 1) })).toEqual([
      { field: 'sentOn', message: 'A notice is recorded once it has been sent: today or earlier.' },
    ]);
    expect(await of({ sentOn: addDays(start, -1) })).toEqual([
      {
        field: 'sentOn',
        message: inWords(say('notice.service.this-contract-was-signed', { signedOn: start })),
      },
    ]);
    expect(await of({ receivedOn: addDays(today, -1) })).toMatchObject([{ field: 'receivedOn' }]);
    expect(await of({ reason: null })).toEqual([
      { field: 'reason', message: 'Give the reason: nobody has decided to end this contract yet.' },
    ]);
    await record({ notice: { kind: 'days', days: 30 } }, null);
    expect(await of({})).toMatchObject([
      { field: 'sentOn', message: expect.stringContaining('is not signed') },
    ]);
    expect((await read()).notices).toEqual([]);
  });

  it('is refused where it would do nothing, with the reason and the remedy', async () => {
    const of = async () => fields((await send().expect(422)).body)[0]?.message;
    await record({ notice: { kind: 'window', opensDays: 40, closesDays: 20 } });
    expect(await of()).toContain('The notice window of this term opens on');
    await record({ renewal: { kind: 'none' } });
    expect(await of()).toBe(inWords(say('notice.service.this-contract-ends-by', { lastDay: lastDay(1) })));
    await record({ notice: { kind: 'unknown' } });
    expect(await of()).toContain('complete its terms first');
    await record({ initial: { kind: 'months', months: 1 }, renewal: { kind: 'none' } });
    expect(await of()).toContain('was over on that day');
  });

  it('that came too late ends the next term, and an earlier one once the other side accepts it', async () => {
    await record({ notice: { kind: 'months', months: 6 } });
    const sent = (await send().expect(200)).body;
    const [notice] = sent.notices;
    expect(notice).toMatchObject({ termNumber: 2, endsOn: lastDay(2), lateFor: 1, lateEndsOn: lastDay(1) });
    expect(sent.row.outcome).toMatchObject({ kind: 'ends-by-notice', day: lastDay(2) });
    const accept = (acceptedOn: IsoDate) =>
      acting((seen) =>
        browser
          .post(`${path}/notices/${notice.id}/acceptance`)
          .send({ acceptedOn, note: 'Their counsel, by mail', ...seen }),
      );
    expect(fields((await accept(addDays(today, 1)).expect(422)).body)[0]?.field).toBe('acceptedOn');
    const { body } = await accept(today).expect(200);
    expect(body.row.outcome).toMatchObject({ kind: 'ends-by-notice', day: lastDay(1) });
    expect(body.schedule).toHaveLength(1);
    expect(
      body.decisions.map((one: { termNumber: number; withdrawnAt: string | null }) => [
        one.termNumber,
        one.withdrawnAt === null,
      ]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
    expect((await accept(today).expect(409)).body.code).toBe('notice-not-late');
  });

  it('that has to be received counts by its receipt once that is proved', async () => {
    // The last notice day is the day after tomorrow; four business days are allowed for delivery.
    const term = addMonths(start, 12);
    const noticeDays = Math.round(
      (Date.parse(addDays(term, -1)) - Date.parse(addDays(today, 2))) / 86_400_000,
    );
    await record({
      notice: { kind: 'days', days: noticeDays },
      noticeBasis: 'received-by',
      deliveryDays: 4,
    });
    const sent = (await send().expect(200)).body;
    expect(sent.notices[0]).toMatchObject({ lateFor: 1, endsOn: lastDay(2) });
    const { body } = await acting((seen) =>
      browser
        .post(`${path}/notices/${sent.notices[0].id}/receipt`)
        .send({ receivedOn: today, proof: 'Signed for by J. Doe', ...seen }),
    ).expect(200);
    expect(body.notices[0]).toMatchObject({
      termNumber: 1,
      receivedOn: today,
      countedOn: today,
      endsOn: lastDay(1),
      lateFor: null,
      proof: 'Signed for by J. Doe',
    });
  });

  it('is withdrawn with a reason and kept; its term is open again', async () => {
    await record({ notice: { kind: 'days', days: 30 } });
    const { notices } = (await send().expect(200)).body;
    const withdraw = (reason: string) =>
      acting((seen) => browser.post(`${path}/notices/${notices[0].id}/withdrawal`).send({ reason, ...seen }));
    expect(fields((await withdraw(' ').expect(422)).body)[0]?.field).toBe('reason');
    const { body } = await withdraw('Both sides go on').expect(200);
    expect(body.notices).toMatchObject([{ withdrawnReason: 'Both sides go on', withdrawnBy: 'Paula Buyer' }]);
    expect(body.decisions).toMatchObject([{ withdrawnBecause: 'notice-withdrawn' }]);
    expect(body.row).toMatchObject({ outcome: null, dueTermNumber: 1 });
    expect(body.schedule.length).toBeGreaterThan(1);
    expect(await openLadders()).toEqual(['contract 1']);
    await withdraw('Twice').expect(404);
    await send().expect(200);
  });

  it('ends a contract without end on the first day for which it is in time', async () => {
    await record({ renewal: { kind: 'evergreen' }, notice: { kind: 'days', days: 90 } });
    expect(await openLadders()).toEqual(['contract-review 0']);
    const { body } = await send().expect(200);
    const ends = addDays(today, 90) > lastDay(1) ? addDays(today, 90) : lastDay(1);
    expect(body.row).toMatchObject({ state: 'evergreen', outcome: { kind: 'ends-by-notice', day: ends } });
    expect(body.schedule).toMatchObject([{ number: 1, lastDay: ends, ending: 'ends' }]);
    // Its yearly review comes once more before that day.
    expect(await openLadders()).toEqual(['contract-review 0']);
  });

  it('leaves its lines in the trail', async () => {
    await record({ notice: { kind: 'days', days: 30 } });
    const { notices } = (await send().expect(200)).body;
    await acting((seen) =>
      browser.post(`${path}/notices/${notices[0].id}/withdrawal`).send({ reason: 'We stay', ...seen }),
    ).expect(200);
    const trail = await product.behindTheBack<{ what: string; after: object }>(
      `select what, after from app.audit_event where object_id = $1 and what like 'contract.notice-%' order by id`,
      [path.split('/').at(-1)],
    );
    expect(trail).toMatchObject([
      { what: 'contract.notice-sent', after: { sentOn: today, endsOn: lastDay(1), lateFor: null } },
      { what: 'contract.notice-withdrawn', after: { reason: 'We stay' } },
    ]);
  });
});

describe('A decision to end that nobody carried out', () => {
  it('is missed after the last notice day, and says so until somebody decides anew', async () => {
    const product = await aProduct();
    const organisation = await product.anOrganisation();
    const buyer = await product.aMember({ organisation, roles: ['procurement'] });
    const today = await product.asJobOf(organisation, () => product.get(Clock).today());
    const service = await aVendorWithService(product, organisation);
    const start = addMonths(today, -10);
    const terms = yearlyTerms(start, { notice: { kind: 'days', days: 30 } });
    const id = await recordedContract(product, buyer, service, { terms, signedOn: start });
    const outcomeAfter = async (days: number) => {
      if (days > 0) await product.letTimePass(`${days} days`);
      await product.get(DailyChanges).follow(organisation.id);
      const browser = await product.signedInAs(buyer);
      return (await browser.get(`/api/contracts/${id}`).expect(200)).body.row.outcome;
    };
    const browser = await product.signedInAs(buyer);
    await browser
      .post(`/api/contracts/${id}/terms/1/decision`)
      .send({ decision: 'end', reason: 'Too dear' })
      .expect(200);
    expect((await outcomeAfter(0)).kind).toBe('notice-not-sent');
    expect((await outcomeAfter(35)).kind).toBe('notice-missed');
    expect((await outcomeAfter(40)).kind).toBe('notice-missed');
    await product.close();
  });
});
