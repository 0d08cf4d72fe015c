import {
  addDays,
  addMonths,
  contractSchedule,
  contractStanding,
  CONTRACT_RULE_VERSION,
  type ContractTerms,
  type IsoDate,
} from '@countersign/domain';
import { Clock } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '#product';
import { ContractCalendar } from './contract-calendar';
import { ContractReader } from './contract.reader';

interface StoredTerm {
  readonly ruleVersion: string;
  readonly number: number;
}

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(60_000);

describe('The terms of a contract', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let today: IsoDate;

  beforeEach(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'] });
    await product.asJobOf(organisation, () => product.get(ContractCalendar).seedHolidays(organisation.id));
    today = await readToday();
  });

  afterEach(() => product.close());

  const readToday = () => product.asJobOf(organisation, () => product.get(Clock).today());
  const calendar = () => product.asJobOf(organisation, () => product.get(ContractCalendar).calendar());
  const written = () =>
    product.behindTheBack<{ by: string }>('select xmin::text as by from app.contract order by id');

  /** How many contracts the daily round has written. */
  const extendTerms = async (): Promise<number> => {
    const before = await written();
    await product.get(DailyChanges).follow(organisation.id);
    return (await written()).filter(({ by }, index) => by !== before[index]?.by).length;
  };
  const contract = (id: string) => product.as(buyer, () => product.get(ContractReader).contract(id));

  const storedTerms = (contractId: string) =>
    product.asJobOf(organisation, () =>
      product.database.query<StoredTerm>(
        `
        select number, first_day, last_day, ending, opens_on, send_from, last_notice_day, last_send_day, rule_version
        from app.contract_term where contract_id = :contractId order by number`,
        { contractId },
      ),
    );

  async function expectStoredAsComputed(id: string, terms: ContractTerms, on: IsoDate): Promise<void> {
    const start = terms.effectiveOn ?? on;
    const until = addMonths(on > start ? on : start, 24);
    const schedule = contractSchedule(terms, await calendar(), { until });
    const stored = await storedTerms(id);
    expect(stored).toEqual(schedule.map((term) => ({ ...term, ruleVersion: CONTRACT_RULE_VERSION })));
    const { row } = await contract(id);
    const standing = contractStanding(terms, await calendar(), on, { stillServed: true });
    expect(row).toMatchObject({
      state: standing.state,
      currentTermEnds: standing.currentTerm?.lastDay ?? null,
      actionableTermNumber: standing.actionableTerm?.number ?? null,
      lastNoticeDay: standing.actionableTerm?.lastNoticeDay ?? null,
      lastSendDay: standing.actionableTerm?.lastSendDay ?? null,
      actionableDate: standing.actionableDate,
      actionableEnding: standing.actionableTerm?.ending ?? null,
      lockedInUntil: standing.lockedInUntil,
    });
  }

  it('are stored as domain computes them, whatever the contract says', async () => {
    const start = addMonths(today, -20);
    const cases: ContractTerms[] = [
      yearlyTerms(start),
      yearlyTerms(start, {
        notice: { kind: 'months', months: 3 },
        noticeBasis: 'received-by',
        deliveryDays: 5,
      }),
      yearlyTerms(start, { notice: { kind: 'window', opensDays: 90, closesDays: 60 } }),
      yearlyTerms(start, { initial: { kind: 'months', months: 1 }, renewal: { kind: 'auto', months: 1 } }),
      yearlyTerms(start, { renewal: { kind: 'none' } }),
      yearlyTerms(start, { renewal: { kind: 'by-agreement', months: 12 } }),
      yearlyTerms(start, { maximumRenewals: 1 }),
      yearlyTerms(start, { renewal: { kind: 'evergreen' } }),
      yearlyTerms(start, { renewal: { kind: 'unknown' } }),
      yearlyTerms(start, { endedEarlyOn: addDays(today, -3) }),
      yearlyTerms(addMonths(today, 3)),
      { ...yearlyTerms(start), effectiveOn: null },
      yearlyTerms(start, { initial: { kind: 'unknown' } }),
      yearlyTerms(start, { notice: { kind: 'unknown' }, noticeBasis: 'unknown' }),
    ];
    for (const terms of cases) {
      const service = await aVendorWithService(product, organisation, { inUse: true });
      await expectStoredAsComputed(await recordedContract(product, buyer, service, { terms }), terms, today);
    }
  });

  it('are extended to 24 months ahead as the days pass, and a second run changes nothing', async () => {
    const service = await aVendorWithService(product, organisation);
    const terms = yearlyTerms(addMonths(today, -7), { renewal: { kind: 'auto', months: 3 } });
    const id = await recordedContract(product, buyer, service, { terms });
    const before = (await storedTerms(id)).length;
    for (const _month of Array.from({ length: 5 })) {
      await product.letTimePass('31 days');
      await extendTerms();
      expect(await extendTerms()).toBe(0);
      await expectStoredAsComputed(id, terms, await readToday());
    }
    expect((await storedTerms(id)).length).toBeGreaterThan(before);
  });

  it('count again when a new year brings its holidays', async () => {
    const service = await aVendorWithService(product, organisation);
    const terms = yearlyTerms(addMonths(today, -1));
    const id = await recordedContract(product, buyer, service, { terms });
    await product.letTimePass('400 days');
    expect(await extendTerms()).toBe(1);
    await expectStoredAsComputed(id, terms, await readToday());
    const years = await product.asJobOf(organisation, () =>
      product.database.query<{ year: number; days: number }>(
        `select extract(year from day)::int as year, count(*)::int as days
         from app.holiday where day >= make_date(:year, 1, 2) group by 1 order by 1`,
        { year: Number(today.slice(0, 4)) + 1 },
      ),
    );
    expect(years).toHaveLength(5);
  });

  it('are held over when the contract ends and the service goes on, until another contract runs', async () => {
    const service = await aVendorWithService(product, organisation, { inUse: true });
    const terms = yearlyTerms(addMonths(today, -12), { renewal: { kind: 'none' } });
    const old = await recordedContract(product, buyer, service, { terms });
    await product.letTimePass('2 days');
    await extendTerms();
    expect((await contract(old)).row.state).toBe('held-over');
    await recordedContract(product, buyer, service, { terms: yearlyTerms(today) });
    expect((await contract(old)).row.state).toBe('ended');
  });

  it('of a contract that is over are not computed again for every one that replaces it', async () => {
    const service = await aVendorWithService(product, organisation, { inUse: true });
    const terms = yearlyTerms(addMonths(today, -14), { renewal: { kind: 'none' } });
    const old = await recordedContract(product, buyer, service, { terms });
    await product.behindTheBack(`update app.contract_term set rule_version = 'kept' where contract_id = $1`, [
      old,
    ]);
    expect((await contract(old)).row.state).toBe('held-over');
    await recordedContract(product, buyer, service, { terms: yearlyTerms(today) });
    expect((await contract(old)).row.state).toBe('ended');
    expect((await storedTerms(old)).map(({ ruleVersion }) => ruleVersion)).toEqual(['kept']);
  });
});
