import type TestAgent from 'supertest/lib/agent';
import type { ContractRow } from '@countersign/contracts';
import { aProduct, type TestProduct } from '@countersign/testing';
import { playDemonstration } from './testing/played-demonstration';

jest.setTimeout(300_000);

let product: TestProduct;
let browser: TestAgent;
let today: string;

const read = async (path: string) => (await browser.get(`/api/${path}`).expect(200)).body;

beforeAll(async () => {
  product = await aProduct();
  await playDemonstration(product);
  const [dana] = await product.behindTheBack<{ id: string; organisationId: string; email: string }>(
    `select m.id, m.organisation_id as "organisationId", m.email from app.member m where m.name = 'Dana Whitfield'`,
  );
  browser = await product.signedInAs({ ...dana!, name: 'Dana Whitfield', password: '' });
  ({ today } = await read('dashboard'));
});

afterAll(() => product.close());

/** The one contract of a vendor, as each place says it that shows it: they have to say the same. */
async function contractOf(vendor: string) {
  const list = await read(`contracts?search=${encodeURIComponent(vendor)}`);
  const [listed] = list.items as ContractRow[];
  const page = await read(`contracts/${listed?.id}`);
  const atVendor = (await read(`vendors/${listed?.vendorId}`)).contracts as ContractRow[];
  expect([list.items.length, atVendor.length]).toEqual([1, 1]);
  expect(listed).toEqual(page.row);
  expect(atVendor).toEqual([page.row]);
  return { page, row: page.row as ContractRow };
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('The demonstration shows on list, page and dashboard alike', () => {
  it('a renewal by agreement, until the last day that both sides signed', async () => {
    const { page, row } = await contractOf('Saltmarsh Couriers');
    // Its next date is that of the agreed term.
    expect(row).toMatchObject({ state: 'in-term', dueTermNumber: 2 });
    expect(row.outcome).toMatchObject({
      kind: 'renewed',
      day: page.agreedTerms[0].lastDay,
      by: 'Dana Whitfield',
    });
    expect(page.agreedTerms).toHaveLength(1);
    const { renewals } = await read('dashboard');
    expect((renewals.decided as ContractRow[]).find(({ id }) => id === row.id)).toEqual(row);
    expect(ids(renewals.within120)).not.toContain(row.id);
    expect(ids((await read('contracts?decidedWithin=120')).items)).toContain(row.id);
  });

  it('a contract that a notice ends, after its notice day', async () => {
    const { page, row } = await contractOf('Granite Elevator Service');
    const [notice] = page.notices;
    expect(row.dueOn).toBeNull();
    expect(row.outcome).toMatchObject({
      kind: 'ends-by-notice',
      day: notice.endsOn,
      noticeSentOn: notice.sentOn,
      by: 'Dana Whitfield',
    });
    expect(notice.endsOn > today).toBe(true);
    const { renewals } = await read('dashboard');
    expect((renewals.decided as ContractRow[]).find(({ id }) => id === row.id)).toEqual(row);
    expect(ids((await read('contracts?within=120')).items)).not.toContain(row.id);
  });

  it('a contract that is held over', async () => {
    const { page, row } = await contractOf('Pinecrest Catering');
    expect([row.state, page.standing.state]).toEqual(['held-over', 'held-over']);
    const held = await read('contracts?state=held-over');
    expect(ids(held.items)).toEqual([row.id]);
    expect((await read('dashboard')).renewals.heldOver).toBe(held.total);
  });

  it('a proposal that was settled: with what was said, and by whom it was taken in', async () => {
    const [listed] = (await read('engagements?search=Greystone')).items;
    const engagement = await read(`engagements/${listed.id}`);
    expect(engagement.intake.reports.length).toBeGreaterThan(0);
    expect(engagement.scope.filter(({ fact }: { fact: string }) => fact === 'reports')).toEqual([]);
    const { items } = await read(`audit?objectId=${listed.id}`);
    const [settled] = items.filter(({ what }: { what: string }) => what === 'scope.adopted');
    expect(settled).toMatchObject({
      actorName: 'Dana Whitfield',
      before: { fact: 'reports' },
      after: { fact: 'reports', values: engagement.intake.reports },
    });
    expect(settled.before.answer).toEqual(engagement.intake.reports);
    expect(settled.before.intake).not.toEqual(engagement.intake.reports);
  });

  it('an approval that is stale', async () => {
    const stale = await read('engagements?approvalState=stale');
    expect(stale.items.map(({ vendorName }: { vendorName: string }) => vendorName)).toContain(
      'Atlas Facilities',
    );
    for (const { id } of stale.items) {
      expect((await read(`engagements/${id}`)).staleCauses).not.toEqual([]);
    }
    expect((await read('dashboard')).engagements.staleApprovals).toBe(stale.total);
  });
});
