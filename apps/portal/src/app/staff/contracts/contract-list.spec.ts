import { provideHttpClient } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ContractRow, Session } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { ContractList } from './contract-list';

const aRow = (wishes: Partial<ContractRow> = {}): ContractRow => ({
  id: 'c-1',
  vendorId: 'v-1',
  vendorName: 'Fernhill Payroll',
  title: 'Master services agreement',
  reference: 'MSA 4711',
  state: 'in-term',
  signed: true,
  currentTermEnds: '2027-03-14',
  actionableTermNumber: null,
  lastNoticeDay: null,
  lastSendDay: null,
  actionableDate: null,
  actionableEnding: null,
  lockedInUntil: null,
  dueTermNumber: null,
  dueOn: null,
  dueEnding: null,
  outcome: null,
  decision: null,
  ownerName: 'Dana Whitfield',
  ownerLeft: false,
  annualValue: { minorUnits: 1_250_050, currency: 'USD' },
  costCentre: 'CC 310',
  supplierNumber: '700123',
  unknownParts: [],
  gaps: 0,
  toReview: 0,
  reviewDueOn: null,
  voided: null,
  ...wishes,
});

let api: HttpTestingController;
let harness: RouterTestingHarness;
const root = () => harness.fixture.nativeElement as HTMLElement;
const rows = () =>
  [...root().querySelectorAll('tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  }
}

/** The rows are the answer to what the address asks for. */
async function open(address: string, ...items: ContractRow[]): Promise<TestRequest> {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([{ path: 'contracts', component: ContractList }]),
    ],
  });
  api = TestBed.inject(HttpTestingController);
  TestBed.inject(SessionStore).begin({
    member: { id: 'm-1', name: 'Dana Whitfield', permissions: [] },
    today: '2026-11-27',
    language: 'en',
  } as unknown as Session);
  harness = await RouterTestingHarness.create();
  // Not awaited: the page is there before its rows are.
  void TestBed.inject(Router).navigateByUrl(address);
  await settle();
  const asked = api.expectOne(({ url }) => url === '/api/contracts');
  asked.flush({ items, nextCursor: null, total: items.length });
  await settle();
  return asked;
}

describe('The list of contracts', () => {
  it('says whose each is and what it costs, and who has left', async () => {
    await open(
      '/contracts',
      aRow(),
      aRow({ id: 'c-2', ownerName: 'Zoe Gone', ownerLeft: true, annualValue: null, costCentre: null }),
      aRow({ id: 'c-3', ownerName: null }),
      aRow({ id: 'c-4', ownerName: null, state: 'ended' }),
    );
    const [own, left, none, ended] = rows();
    expect(own).toContain('Owner Dana Whitfield');
    expect(own).toContain('USD 12,500.50');
    expect(own).toContain('CC 310');
    expect(left).toContain('Owner Zoe Gone, deactivated');
    expect(left).not.toContain('USD');
    expect(none).toContain('No owner');
    // What is over is nobody's work.
    expect(ended).not.toContain('No owner');
    for (const row of rows()) expect(row).not.toContain('700123');
  });

  it('says the supplier number by which one was found, and asks for what the address says', async () => {
    const asked = await open('/contracts?search=0012&owner=none&sort=annualValue&direction=desc', aRow());
    const { params } = asked.request;
    expect([params.get('search'), params.get('owner'), params.get('sort')]).toEqual([
      '0012',
      'none',
      'annualValue',
    ]);
    expect(rows()[0]).toContain('700123');
    expect(root().querySelector('th[aria-sort=descending]')?.textContent).toContain('Value a year');
  });
});
