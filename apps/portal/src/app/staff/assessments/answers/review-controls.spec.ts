import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { QuestionLine } from './question-line';
import { ReviewControls } from './review-controls';

const LINE = {
  id: 'MA-60',
  question: { scoring: null },
  review: null,
  reviewRevision: 0,
  answerRevision: 3,
} as unknown as QuestionLine;
const PATH = '/api/assessments/a-1/reviews/MA-60';
const THEIRS = { revision: 1, verdict: 'clarify', points: null, note: 'Which test?', by: 'Tom Okafor' };

describe('The review of an answer', () => {
  let controls: ComponentFixture<ReviewControls>;
  let api: HttpTestingController;
  const root = () => controls.nativeElement as HTMLElement;
  const note = () => root().querySelector('textarea') as HTMLTextAreaElement;
  const alert = () => root().querySelector('[role=alert]')?.textContent.replaceAll(/\s+/g, ' ') ?? '';

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await controls.whenStable();
  }

  async function press(text: string): Promise<void> {
    [...root().querySelectorAll('button')].find((each) => each.textContent.includes(text))?.click();
    await settle();
  }

  async function refuse(): Promise<void> {
    const problem = { title: 'Conflict', status: 409, code: 'stale-revision', present: THEIRS };
    api.expectOne(PATH).flush(problem, { status: 409, statusText: 'Conflict' });
    await settle();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    api = TestBed.inject(HttpTestingController);
    controls = TestBed.createComponent(ReviewControls);
    controls.componentRef.setInput('assessmentId', 'a-1');
    controls.componentRef.setInput('line', LINE);
    controls.componentRef.setInput('mayReview', true);
    await settle();
  });

  it('shows what another reviewer has said meanwhile beside what is typed, and sends it on a choice', async () => {
    await press('Reject');
    note().value = 'No record';
    note().dispatchEvent(new Event('input'));
    await press('Reject the answer');
    await refuse();
    expect(alert()).toContain('Which test?');
    expect(note().value).toBe('No record');
    await press('Keep mine');
    await press('Reject the answer');
    expect(api.expectOne(PATH).request.body).toEqual({
      verdict: 'rejected',
      points: null,
      note: 'No record',
      revision: 1,
      answerRevision: 3,
    });
  });

  it('shows it as well where accepting was one press, and takes what is stored', async () => {
    await press('Accept');
    await refuse();
    expect(alert()).toContain('Which test?');
    await press('Take what is stored');
    expect(note().value).toBe('Which test?');
    await press('Cancel');
    expect(root().querySelector('textarea')).toBeNull();
  });

  it('leads the keyboard to the note that is asked for, and back to the button where nothing is said', async () => {
    const pressed = () => document.activeElement?.textContent.trim();
    await press('Reject');
    expect(document.activeElement).toBe(note());
    await press('Cancel');
    expect(pressed()).toBe('Reject');
    await press('Ask to clarify');
    expect(document.activeElement).toBe(note());
    await press('Cancel');
    expect(pressed()).toBe('Ask to clarify');
  });

  it('keeps a half-typed note while another answer is reviewed on the page', async () => {
    await press('Ask to clarify');
    note().value = 'Which te';
    note().dispatchEvent(new Event('input'));
    controls.componentRef.setInput('line', { ...LINE });
    await settle();
    expect(note().value).toBe('Which te');
    expect(alert()).toBe('');
  });
});
