import { addDays, addMonths, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  MailWorks,
  recordedContract,
  seeing,
  SmtpSink,
  untilNoon,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '#product';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(180_000);

describe('A date that was mailed', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let owner: TestMember;
  let buyer: TestMember;
  let browser: TestAgent;
  let sink: SmtpSink;
  let mail: MailWorks;
  let today: IsoDate;
  let start: IsoDate;
  let id: string;
  let path: string;

  beforeEach(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    owner = await product.aMember({ organisation, roles: ['risk'], name: 'Otto Owner' });
    browser = await product.signedInAs(buyer);
    sink = await new SmtpSink().start();
    mail = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: sink.url });
    await untilNoon(product, organisation);
    today = await product.asJobOf(organisation, () => product.get(Clock).today());
    start = addMonths(addDays(today, 61), -12);
    const service = await aVendorWithService(product, organisation, { inUse: true });
    // The term ends in 60 days, its last send day comes in 30.
    const terms = yearlyTerms(start, { notice: { kind: 'days', days: 30 } });
    id = await recordedContract(product, buyer, service, { terms, signedOn: start, ownerId: owner.id });
    path = `/api/contracts/${id}`;
  });

  afterEach(async () => {
    await mail.stop();
    await sink.stop();
    await product.close();
  });

  const correct = (days: number, wishes: object = {}) =>
    seeing(browser, id, (seen) =>
      browser.put(`${path}/terms`).send({
        signedOn: start,
        terms: yearlyTerms(start, { notice: { kind: 'days', days }, ...wishes }),
        reason: 'Misread',
        ...seen,
      }),
    );
  const dueOn = async () => (await browser.get(path).expect(200)).body.row.dueOn as string;
  const told = () =>
    product.behindTheBack<{ recipient: string; former: string; now: string; state: string }>(
      `select recipient, payload ->> 'formerDay' as former, payload ->> 'dateNow' as now, state from app.notification
       where object_id = $1 and kind = 'contract-date-corrected' order by created_at, recipient`,
      [id],
    );
  const mailsTo = (address: string) => sink.received.filter(({ to }) => to.includes(address));

  it('and is corrected is told once to whoever had the reminder, and a month later nothing stale arrives', async () => {
    const wrong = await dueOn();
    await mail.turn(organisation);
    const before = [mailsTo(owner.email).length, mailsTo(buyer.email).length];
    expect(before).toEqual([1, 1]);
    await correct(10).expect(200);
    const right = await dueOn();
    expect(right).not.toBe(wrong);
    await mail.turn(organisation);
    const people = [buyer.email, owner.email].sort();
    expect(await told()).toEqual(
      people.map((recipient) => ({ recipient, former: wrong, now: right, state: 'sent' })),
    );
    const letter = mailsTo(owner.email).find(({ subject }) =>
      subject.includes('the date we mailed no longer holds'),
    );
    expect(letter?.text).toContain('this date no longer holds');

    // The same once more moves nothing.
    await correct(10).expect(200);
    const since = sink.received.length;
    for (let week = 0; week < 6; week += 1) {
      await product.letTimePass('6 days');
      await product.get(DailyChanges).follow(organisation.id);
      await mail.turn(organisation);
    }
    expect(await told()).toHaveLength(2);
    const year = wrong.slice(0, 4);
    const stale = new Date(`${wrong}T12:00:00Z`).toLocaleDateString('en-US', {
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    });
    const later = sink.received.slice(since).filter(({ subject }) => subject.includes('last day to act'));
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ text }) => text.includes(`${stale}, ${year}`))).toEqual([]);
  });

  it('and is corrected after the contract was void for a while is told all the same', async () => {
    const wrong = await dueOn();
    await mail.turn(organisation);
    await seeing(browser, id, (seen) =>
      browser.post(`${path}/void`).send({ reason: 'Recorded twice', ...seen }),
    ).expect(200);
    await browser.post(`${path}/bring-back`).send({ reason: 'It was the right one' }).expect(200);
    await mail.turn(organisation);
    await correct(10).expect(200);
    const right = await dueOn();
    expect((await told()).map(({ former, now }) => [former, now])).toEqual([
      [wrong, right],
      [wrong, right],
    ]);
  });

  it('and is corrected again is told again to those who were told of it', async () => {
    const wrong = await dueOn();
    await mail.turn(organisation);
    await correct(10).expect(200);
    const between = await dueOn();
    await mail.sendDue(organisation);
    await correct(20).expect(200);
    const right = await dueOn();
    expect((await told()).map(({ former, now }) => [former, now])).toEqual([
      [wrong, between],
      [wrong, between],
      [between, right],
      [between, right],
    ]);
  });

  it('to nobody, or that did not move, is told to nobody', async () => {
    await correct(10).expect(200);
    await mail.turn(organisation);
    await correct(10, { deliveryDays: 0, maximumRenewals: 5 }).expect(200);
    expect(await told()).toEqual([]);
  });

  it('before a further term was agreed was right', async () => {
    await correct(30, { renewal: { kind: 'by-agreement', months: 12 } }).expect(200);
    await mail.turn(organisation);
    expect(mailsTo(owner.email).length).toBeGreaterThan(0);
    await seeing(browser, id, (seen) =>
      browser
        .post(`${path}/agreed-terms`)
        .send({ lastDay: addDays(today, 430), signedOn: today, document: null, ...seen }),
    ).expect(200);
    expect(await told()).toEqual([]);
  });

  it('of a term that is gone says so', async () => {
    await mail.turn(organisation);
    await correct(30, { renewal: { kind: 'evergreen' } }).expect(200);
    expect((await told()).map(({ now }) => now)).toEqual(['', '']);
    await mail.sendDue(organisation);
    const letter = mailsTo(owner.email).find(({ subject }) =>
      subject.includes('the date we mailed no longer holds'),
    );
    expect(letter?.text).toContain('no longer has this term');
  });

  it('was decided about, and whoever decided is told that the term has moved', async () => {
    const colleague = await product.aMember({ organisation, roles: ['procurement'], name: 'Cora Colleague' });
    const other = await product.signedInAs(colleague);
    await other
      .post(`${path}/terms/1/decision`)
      .send({ decision: 'renew', reason: 'It serves us well', revision: 0 })
      .expect(200);
    await correct(30, { initial: { kind: 'months', months: 14 } }).expect(200);
    await mail.turn(organisation);
    const letters = sink.received.filter(({ subject }) => subject.includes('your decision no longer stands'));
    expect(letters.map(({ to }) => to)).toEqual([colleague.email]);
    expect(letters[0]?.text).toContain('to renew it');
    expect(letters[0]?.text).toContain('you took this decision');
    const { decisions } = (await browser.get(path).expect(200)).body;
    expect(decisions).toMatchObject([{ withdrawnBecause: 'last-day-moved' }]);
    // The notice alone moves no last day.
    await other
      .post(`${path}/terms/1/decision`)
      .send({ decision: 'renew', reason: 'Still', revision: decisions[0].revision })
      .expect(200);
    await correct(20, { initial: { kind: 'months', months: 14 } }).expect(200);
    await mail.turn(organisation);
    expect(
      sink.received.filter(({ subject }) => subject.includes('your decision no longer stands')),
    ).toHaveLength(1);
  });
});
