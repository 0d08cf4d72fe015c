import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { VendorFinding } from '@countersign/api-types';
import { AssessmentStore } from '../assessment/assessment-store';
import { DraftKeeper } from '../assessment/draft-keeper';
import { anAssessment } from '../testing/an-assessment';
import { VendorFindings } from './vendor-findings';

const OPEN: VendorFinding = {
  id: 'f-1',
  question: 'Q-4',
  title: 'Is there a written program?',
  detail: 'The requirement is not met.',
  citation: '201 CMR 17.03(1)',
  severity: 'high',
  state: 'open',
  dueOn: '2026-12-20',
  overdue: false,
  fixedAt: null,
  plan: null,
};

describe('Findings beside the answers', () => {
  let shown: ComponentFixture<VendorFindings>;
  let api: HttpTestingController;
  const path = '/api/respond/assessments/a-1/findings';
  const words = () => (shown.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ').trim();

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await shown.whenStable();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        AssessmentStore,
        { provide: DraftKeeper, useValue: { read: () => ({}), write: () => undefined } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    TestBed.inject(AssessmentStore).adopt(anAssessment({ state: 'submitted' }));
    shown = TestBed.createComponent(VendorFindings);
    await settle();
  });

  it('say severity and due date, what was due, and what is fixed', async () => {
    api
      .expectOne(path)
      .flush([
        { ...OPEN, id: 'f-2', overdue: true, dueOn: '2026-11-01' },
        OPEN,
        { ...OPEN, id: 'f-3', state: 'closed', fixedAt: '2026-11-20T10:00:00Z' },
      ]);
    await settle();
    expect(words()).toMatch(/High.*Open.*Was due on .*1 Nov 2026/);
    expect(words()).toMatch(/Due on .*20 Dec 2026/);
    expect(words()).toMatch(/Closed.*Fix verified on 20 Nov 2026/);
  });

  it('take a plan, say what became of it, and keep what was typed where it was not taken', async () => {
    const page = shown.nativeElement as HTMLElement;
    const press = async (name: string) => {
      [...page.querySelectorAll('button')].find((each) => each.textContent.trim() === name)?.click();
      await settle();
    };
    api.expectOne(path).flush([OPEN]);
    await settle();
    await press('Propose a plan');
    const box = page.querySelector('textarea');
    if (box === null) throw new Error('There is no place for the plan.');
    box.value = 'One account each.';
    box.dispatchEvent(new Event('input'));
    await settle();
    await press('Propose the plan');
    const refused = api.expectOne(`${path}/f-1/plan`);
    expect(refused.request.body).toEqual({ plan: 'One account each.', doneBy: '2026-12-20', seen: null });
    refused.flush({ code: 'plan-changed', detail: 'It changed.' }, { status: 409, statusText: 'Conflict' });
    await settle();
    const plan = {
      id: 'p-1',
      plan: 'Written by a colleague.',
      doneBy: '2027-01-10',
      by: 'Ana',
      at: '2026-11-20T10:00:00Z',
      state: 'proposed' as const,
      judgedBy: null,
      judgedNote: null,
      judgedAt: null,
    };
    api.expectOne(path).flush([{ ...OPEN, plan }]);
    await settle();
    expect(words()).toContain('It changed.');
    expect(words()).toMatch(/Proposed by Ana .*done by .*10 Jan 2027/);
    expect(page.querySelector('textarea')?.value).toBe('One account each.');
    await press('Back');
    await press('Withdraw it');
    const taken = api.expectOne(`${path}/f-1/plan/withdraw`);
    expect(taken.request.body).toEqual({ seen: 'p-1' });
    taken.flush(null, { status: 204, statusText: 'No Content' });
    await settle();
    const judged = { judgedBy: 'Tom Okafor', judgedNote: 'Too late.', judgedAt: '2026-11-21T10:00:00Z' };
    api.expectOne(path).flush([{ ...OPEN, plan: { ...plan, ...judged, state: 'sent-back' } }]);
    await settle();
    expect(words()).toMatch(/Tom Okafor asks for another plan.*Too late/);
  });

  it('take no room where there are none', async () => {
    api.expectOne(path).flush([]);
    await settle();
    expect(words()).toBe('');
  });

  it('say that they could not be read, and are asked for again', async () => {
    api.expectOne(path).flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(words()).toContain('could not be read');
    (shown.nativeElement as HTMLElement).querySelector('button')?.click();
    await settle();
    api.expectOne(path).flush([OPEN]);
    await settle();
    expect(words()).toContain('Is there a written program?');
    expect(words()).not.toContain('could not be read');
  });
});
