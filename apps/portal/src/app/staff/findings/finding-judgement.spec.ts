import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Finding } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { FindingJudgement } from './finding-judgement';

const PROPOSED: Finding = {
  id: 'f-1',
  engagementId: 'e-1',
  engagementName: 'Payroll processing',
  vendorId: 'v-1',
  vendorName: 'Fernhill Payroll',
  source: 'answer',
  sourceTitle: 'From an answer',
  question: 'MA-19',
  clause: null,
  title: 'Have you assessed the risks?',
  detail: 'The requirement is met only in part.',
  because: {
    code: 'finding.answer.partly-met',
    parameters: {},
    text: 'The requirement is met only in part.',
  },
  citation: '17.03(2)(b)',
  severity: 'medium',
  knockout: false,
  state: 'proposed',
  dueOn: '2027-02-16',
  overdue: false,
  verdictBy: null,
  verdictNote: null,
  verdictAt: null,
  plan: null,
};

describe('Judging a finding', () => {
  let page: ComponentFixture<FindingJudgement>;
  let api: HttpTestingController;

  async function open(finding: Finding, permissions: string[] = ['finding.judge']): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        {
          provide: SessionStore,
          useValue: { may: (permission: string) => permissions.includes(permission) },
        },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(FindingJudgement);
    page.componentRef.setInput('finding', finding);
    await page.whenStable();
  }

  const shown = () => page.nativeElement as HTMLElement;
  const button = (text: string) =>
    [...shown().querySelectorAll('button')].find((each) => each.textContent.trim() === text);

  /** The answer passes through promises before the page hears of it. */
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  }

  async function press(text: string): Promise<void> {
    button(text)?.click();
    await page.whenStable();
  }

  async function write(text: string): Promise<void> {
    const box = shown().querySelector('textarea');
    if (box) {
      box.value = text;
      box.dispatchEvent(new Event('input'));
    }
    await page.whenStable();
  }

  it('asks for the reason before anything is rejected', async () => {
    await open(PROPOSED);
    await press('Reject');
    await press('Reject the finding');
    expect(shown().textContent).toContain('Say why this is not a finding.');
    api.expectNone('/api/findings/f-1/reject');
  });

  it('confirms without a note', async () => {
    await open(PROPOSED);
    const judged: Finding[] = [];
    page.componentInstance.judged.subscribe((finding) => judged.push(finding));
    await press('Confirm');
    await press('Confirm the finding');
    const request = api.expectOne('/api/findings/f-1/accept');
    expect(request.request.body).toEqual({ note: null, seen: 'unjudged' });
    request.flush({ ...PROPOSED, state: 'open' });
    await settle();
    expect(judged.map(({ state }) => state)).toEqual(['open']);
  });

  it('shows the refusal of the API and keeps the note', async () => {
    await open(PROPOSED);
    let readAnew = 0;
    page.componentInstance.judged.subscribe(() => (readAnew += 1));
    await press('Reject');
    await write('Covered by the audit report.');
    await press('Reject the finding');
    const detail = 'This finding was rejected already: its reason stands with it.';
    api.expectOne('/api/findings/f-1/reject').flush(
      {
        type: 'about:blank',
        title: 'Not possible',
        status: 409,
        code: 'finding-rejected',
        detail,
      },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    expect(shown().textContent).toContain(detail);
    expect(readAnew).toBe(1);
    page.componentRef.setInput('finding', { ...PROPOSED, state: 'open', verdictBy: 'Kim Okafor' });
    await settle();
    expect(shown().querySelector('textarea')?.value).toBe('Covered by the audit report.');
    await press('Reject the finding');
    expect(api.expectOne('/api/findings/f-1/reject').request.body).toEqual({
      note: 'Covered by the audit report.',
      seen: 'confirmed',
    });
  });

  const CLAUSE_01: Finding = {
    ...PROPOSED,
    source: 'clause',
    sourceTitle: 'From a clause gap',
    question: null,
    clause: 'CL-01',
    state: 'open',
  };

  it('offers a reviewer no rejection of a knock-out or of CL-01, and says who may', async () => {
    await open({ ...PROPOSED, knockout: true });
    expect(button('Reject')).toBeUndefined();
    expect(shown().textContent).toContain('Only a member with the role risk may reject a knock-out');
    expect(button('Confirm')).toBeDefined();
    page.componentRef.setInput('finding', CLAUSE_01);
    await page.whenStable();
    expect(button('Reject')).toBeUndefined();
    expect(shown().textContent).toContain('Only a member with the role risk may reject the lack of CL-01');
  });

  it('tells risk before such a rejection that the rating stays and the finding opens again', async () => {
    await open(CLAUSE_01, ['finding.judge', 'engagement.approve']);
    await press('Reject');
    expect(shown().textContent).toContain('The rating stays as it is');
    expect(shown().textContent).toContain('opens again while CL-01 is missing');
    page.componentRef.setInput('finding', { ...PROPOSED, knockout: true });
    await page.whenStable();
    expect(shown().textContent).toContain('opens again while the answer stands');
    page.componentRef.setInput('finding', PROPOSED);
    await page.whenStable();
    expect(shown().textContent).not.toContain('opens again');
  });

  it('closes an accepted knock-out once its fix is verified, with how that was seen', async () => {
    await open({ ...PROPOSED, knockout: true, state: 'open' });
    await press('Close as verified');
    await press('Close as verified');
    api.expectNone('/api/findings/f-1/verify');
    await write('Seen in a capture of the link.');
    await press('Close as verified');
    const { request } = api.expectOne('/api/findings/f-1/verify');
    expect(request.body).toEqual({ note: 'Seen in a capture of the link.' });
  });

  it('offers nothing to a member who may not judge', async () => {
    await open(PROPOSED, []);
    expect(shown().querySelectorAll('button')).toHaveLength(0);
  });
});
