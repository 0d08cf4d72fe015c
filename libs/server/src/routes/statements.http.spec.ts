import { addMonths } from '@countersign/domain';
import { Clock } from '@countersign/platform';
import {
  anotherService,
  aProduct,
  aVendorWithService,
  recordedContract,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
  type VendorWithService,
} from '@countersign/testing';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';

/** The most that one screen asks for, with what opens and ends its transaction and finds the session. */
const MOST = 30;

// Hundreds of requests, on a machine that others use too.
jest.setTimeout(180_000);

describe('The statements behind a screen', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let member: TestMember;
  let browser: TestAgent;
  let service: VendorWithService;
  let contractId: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    member = await product.aMember({ organisation });
    browser = await product.signedInAs(member);
    service = await aVendorWithService(product, organisation);
    contractId = await record(service);
  });

  afterAll(() => product.close());

  async function record(about: VendorWithService): Promise<string> {
    const today = await product.asJobOf(organisation, () => product.get(Clock).today());
    const terms = yearlyTerms(addMonths(today, -2));
    return recordedContract(product, member, about, { signedOn: addMonths(today, -2), terms });
  }

  const screens = () => [
    '/api/dashboard',
    '/api/vendors',
    `/api/vendors/${service.vendorId}`,
    '/api/engagements',
    `/api/engagements/${service.engagementId}`,
    '/api/assessments',
    '/api/findings',
    '/api/contracts',
    `/api/contracts/${contractId}`,
    '/api/questionnaires',
    '/api/members',
    '/api/tasks',
    '/api/tasks/counts',
  ];

  /** Counted where they leave for the database; the least of two times, since the product's own timers send some too. */
  async function counted(): Promise<Record<string, number>> {
    const sent = jest.spyOn(Client.prototype, 'query');
    try {
      const counts: Record<string, number> = {};
      for (const screen of [...screens(), ...screens()]) {
        sent.mockClear();
        await browser.get(screen).expect(200);
        counts[screen] = Math.min(counts[screen] ?? Infinity, sent.mock.calls.length);
      }
      return counts;
    } finally {
      sent.mockRestore();
    }
  }

  it('are as many for seven rows as for one, and never many', async () => {
    await counted(); // what is read once and kept is read here
    const before = await counted();
    for (let n = 0; n < 3; n += 1) {
      const engagementId = await anotherService(product, organisation, service.vendorId);
      await record({ ...service, engagementId });
      await record(await aVendorWithService(product, organisation));
    }
    expect(await counted()).toEqual(before);
    expect(Object.entries(before).filter(([, count]) => count < 2 || count > MOST)).toEqual([]);
  });
});
