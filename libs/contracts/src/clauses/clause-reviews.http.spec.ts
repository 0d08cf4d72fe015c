import { addDays, addMonths, type IsoDate } from '@countersign/domain';
import { Planner, type MailRow } from '@countersign/notifications';
import { Clock, inWords } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  seenMark,
  untilNoon,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type TestAgent from 'supertest/lib/agent';
import { DailyChanges } from '#product';
import { ContractMailSubject } from '../contracts/contract-mail-subject';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

interface Told {
  readonly kind: string;
  readonly rung: number;
  readonly state: string;
  readonly recipient: string;
}

describe('Clauses that nobody has reviewed', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let owner: TestMember;
  let browser: TestAgent;
  let id: string;
  let dueOn: IsoDate;

  beforeEach(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'] });
    owner = await product.aMember({ organisation, roles: ['reviewer'] });
    await untilNoon(product, organisation);
    browser = await product.signedInAs(buyer);
    const service = await aVendorWithService(product, organisation);
    const start = addMonths(await today(), -2);
    id = await recordedContract(product, buyer, service, {
      ownerId: owner.id,
      signedOn: start,
      terms: yearlyTerms(start),
    });
    dueOn = addDays(await today(), 14);
  });

  afterEach(() => product.close());

  const today = () => product.asJobOf(organisation, () => product.get(Clock).today());
  const daysPass = async (days: number) => {
    for (let left = days; left > 0; left -= 1) {
      await product.letTimePass('1 day');
      await product.get(DailyChanges).follow(organisation.id);
      await product.get(Planner).plan(organisation.id);
    }
  };
  const contract = async () => (await browser.get(`/api/contracts/${id}`).expect(200)).body;
  const told = () =>
    product.behindTheBack<Told>(
      `select n.kind, n.rung, n.state, n.recipient from app.notification n
       where n.object_id = $1 and n.kind like 'contract-clauses%' order by n.rung, n.recipient`,
      [id],
    );
  const reason = (kind: string) =>
    product.asJobOf(organisation, () =>
      product
        .get(ContractMailSubject)
        .reason({ objectId: id, part: 0, kind, mail: { afterTheFact: false } } as MailRow),
    );
  const marked = async (status: 'missing' | 'present', clauses?: readonly string[]) => {
    const { clauses: states } = await contract();
    const waiting = (states as { clause: string; toReview: boolean }[])
      .filter(({ clause, toReview }) => toReview && (clauses?.includes(clause) ?? true))
      .map(({ clause }) => clause);
    for (const clause of waiting) {
      await browser
        .put(`/api/contracts/${id}/clauses/${clause}`)
        .send({
          status,
          quote: status === 'present' ? 'Supplier shall' : null,
          page: null,
          exceptionUntil: null,
          exceptionReason: null,
          revision: await seenMark(browser, id, clause),
        })
        .expect(200);
    }
    return waiting;
  };

  it('are reminded of before the day, on it and as overdue after it, for a year and no more', async () => {
    expect((await contract()).row).toMatchObject({ reviewDueOn: dueOn });
    await daysPass(6);
    expect(await told()).toEqual([]);
    await daysPass(8);
    expect((await told()).map(({ kind, rung }) => [kind, rung])).toEqual([
      ['contract-clauses-due', -7],
      ['contract-clauses-due', 0],
    ]);
    expect(await reason('contract-clauses-due')).toMatchObject({
      fallenAway: null,
      path: `/contracts/${id}?tab=clauses`,
      facts: { reviewDueOn: dueOn },
    });
    await daysPass(1);
    // What was not sent in time no longer warns of a day to come.
    expect((await reason('contract-clauses-due')).fallenAway).not.toBeNull();
    await daysPass(351);
    const all = await told();
    // At last whoever leads the owner is told as well.
    const mails = all.filter(({ recipient }) => recipient === owner.email);
    expect(new Set(all.filter((one) => !mails.includes(one)).map(({ rung }) => rung))).toEqual(new Set([14]));
    expect(mails.map(({ kind, rung }) => [kind, rung])).toEqual([
      ['contract-clauses-due', -7],
      ['contract-clauses-due', 0],
      ['contract-clauses-overdue', 7],
      ['contract-clauses-overdue', 14],
    ]);
    expect((await reason('contract-clauses-overdue')).fallenAway).toBeNull();
  });

  it('are silent once each is reviewed, whatever was found', async () => {
    await daysPass(8);
    expect(await told()).toHaveLength(1);
    await marked('missing');
    expect((await contract()).row).toMatchObject({ toReview: 0, reviewDueOn: null });
    const { fallenAway } = await reason('contract-clauses-due');
    expect(fallenAway === null ? null : inWords(fallenAway)).toBe(
      'Every clause that this contract has to hold is reviewed.',
    );
    expect((await told()).map(({ state }) => state)).toEqual(['superseded']);
    await daysPass(30);
    expect(await told()).toHaveLength(1);
  });

  it('keep their day while some of them are reviewed', async () => {
    await daysPass(3);
    const first = (await contract()).clauses.find(({ toReview }: { toReview: boolean }) => toReview).clause;
    expect(await marked('present', [first])).toEqual([first]);
    expect((await contract()).row).toMatchObject({ reviewDueOn: dueOn });
    await daysPass(4);
    expect((await told()).map(({ rung }) => rung)).toEqual([-7]);
  });
});
