import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../../../session/session-store';
import type { ContractView } from '../contract-view';
import { CorrectTermsPage } from './correct-terms';

const TERMS: ContractView['terms'] = {
  effectiveOn: '2026-01-01',
  serviceStartOn: null,
  initial: { kind: 'months', months: 12 },
  renewal: { kind: 'auto', months: 12 },
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'days', days: 60 },
  noticeBasis: 'sent-by',
  deliveryDays: 0,
  amendments: [],
  endedEarlyOn: null,
  agreedRenewals: 0,
};

const SHOWN = {
  id: 'c-1',
  row: { title: 'Master services agreement', vendorName: 'Fernhill', voided: false },
  signedOn: '2026-01-05',
  terms: TERMS,
  revision: 4,
} as unknown as ContractView;

describe('Correcting the terms', () => {
  it('says that a colleague has recorded an early end meanwhile, and never takes it back in silence', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: SessionStore, useValue: { today: () => '2026-11-27', may: () => true } },
      ],
    });
    const api = TestBed.inject(HttpTestingController);
    const page = TestBed.createComponent(CorrectTermsPage);
    page.componentRef.setInput('id', 'c-1');
    const shown = page.nativeElement as HTMLElement;
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await page.whenStable();
    };
    const press = async (words: string) => {
      const all = [...shown.querySelectorAll('button')];
      all.find(({ textContent }) => textContent.trim() === words)?.click();
      await settle();
    };
    // It is not stable while it reads.
    TestBed.tick();
    api.expectOne('/api/contracts/c-1').flush(SHOWN);
    TestBed.tick();
    api.match(() => true).forEach((request) => request.flush({ days: [] }));
    await settle();
    const reason = shown.querySelector('textarea');
    if (reason === null) throw new Error('There is no field for the reason.');
    reason.value = 'Misread';
    reason.dispatchEvent(new Event('input'));
    await press('Save the terms');
    const first = api.expectOne('/api/contracts/c-1/terms');
    expect(first.request.body).toMatchObject({ revision: 4, terms: { endedEarlyOn: null } });
    const present = {
      ...SHOWN,
      terms: { ...TERMS, endedEarlyOn: '2026-06-30', agreedRenewals: 1 },
      revision: 6,
    };
    first.flush(
      { title: 'Conflict', status: 409, code: 'stale-revision', detail: 'Changed.', present },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    const note = () => shown.querySelector('cs-clash-note')?.textContent ?? '';
    expect(note()).toContain('Ended early on');
    expect(note()).toContain('30 Jun 2026');
    expect(note()).toContain('Renewals agreed');
    await press('Keep mine, then save');
    await press('Save the terms');
    const second = api.expectOne('/api/contracts/c-1/terms');
    expect(second.request.body).toMatchObject({
      revision: 6,
      reason: 'Misread',
      terms: { endedEarlyOn: '2026-06-30', agreedRenewals: 1 },
    });
  });
});
