import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { SessionStore } from '../../../session/session-store';
import type { EngagementView } from '../engagement-view';
import { ApprovalForm } from './approval-form';

const engagementAfter = (...ids: string[]) =>
  ({
    id: 'e-1',
    latestValidTo: '2027-11-01',
    approvalOptions: [{ outcome: 'rejected', allowed: true, blockedBy: [] }],
    approvals: ids.map((id) => ({ id })),
  }) as unknown as EngagementView;

describe('A decision on an engagement', () => {
  it('is taken on what is shown: after another’s the page is read anew, and what was typed stays', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { today: () => '2026-11-27' } },
      ],
    });
    const api = TestBed.inject(HttpTestingController);
    const page = TestBed.createComponent(ApprovalForm);
    page.componentRef.setInput('engagement', engagementAfter());
    let readAnew = 0;
    page.componentInstance.barred.subscribe(() => (readAnew += 1));
    const shown = page.nativeElement as HTMLElement;
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await page.whenStable();
    };
    const press = async () => {
      shown.querySelector<HTMLElement>('button[type="submit"]')?.click();
      await settle();
    };
    await settle();
    shown.querySelector<HTMLElement>('input[type="radio"]')?.click();
    await settle();
    const reason = shown.querySelector('textarea');
    if (reason === null) throw new Error('There is no field for the reason.');
    reason.value = 'Typed at length';
    reason.dispatchEvent(new Event('input'));
    await press();
    const first = api.expectOne('/api/engagements/e-1/approvals');
    expect(first.request.body).toMatchObject({ outcome: 'rejected', after: null });
    first.flush(
      { title: 'Conflict', status: 409, code: 'decided-meanwhile', detail: 'Kim Okafor has decided.' },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    expect(readAnew).toBe(1);
    page.componentRef.setInput('engagement', engagementAfter('theirs'));
    await settle();
    expect(shown.textContent).toContain('Kim Okafor has decided.');
    expect(reason.value).toBe('Typed at length');
    await press();
    expect(api.expectOne('/api/engagements/e-1/approvals').request.body).toMatchObject({
      outcome: 'rejected',
      reason: 'Typed at length',
      after: 'theirs',
    });
  });
});
