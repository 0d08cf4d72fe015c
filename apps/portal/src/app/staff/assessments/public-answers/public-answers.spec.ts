import { TestBed } from '@angular/core/testing';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { provideRouter } from '@angular/router';
import type { PublicAnswer, Session } from '@countersign/api-types';
import type { CompiledQuestion } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { PublicAnswerBlock } from './public-answer-block';
import { PublicAnswerForm } from './public-answer-form';
import { ResearchPanel } from './research-panel';

const QUESTION = {
  id: 'MA-17',
  type: 'yes_no_partial_na',
  options: [{ id: 'yes', label: { en: 'Yes' } }],
} as unknown as CompiledQuestion;

const FOUND: PublicAnswer = {
  assessmentId: 'a-1',
  question: 'MA-17',
  asked: 'Are laptops encrypted?',
  revision: 2,
  choice: 'yes',
  choiceLabel: 'Yes',
  says: 'Laptops are encrypted.',
  sourceTitle: 'Trust centre',
  sourceAddress: 'https://vendor.example/trust',
  seenOn: '2026-11-20',
  reason: 'Read on',
  by: 'Tom Okafor',
  at: '2026-11-20T10:00:00Z',
  earlier: [
    {
      revision: 1,
      choice: null,
      choiceLabel: null,
      says: 'Some laptops are.',
      sourceTitle: 'Trust centre',
      sourceAddress: 'https://vendor.example/trust',
      seenOn: '2026-11-19',
      reason: null,
      by: 'Tom Okafor',
      at: '2026-11-19T10:00:00Z',
    },
  ],
};

const WITHDRAWN: PublicAnswer = {
  ...FOUND,
  revision: 3,
  choice: null,
  choiceLabel: null,
  says: null,
  sourceTitle: null,
  sourceAddress: null,
  seenOn: null,
  reason: 'Another product',
};

function begin(): HttpTestingController {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  TestBed.inject(SessionStore).begin({
    member: { id: 'm-2', name: 'Tom Okafor', permissions: ['assessment.review'] },
    organisation: { name: 'Harborline' },
    today: '2026-11-27',
    timeZone: 'UTC',
  } as unknown as Session);
  return TestBed.inject(HttpTestingController);
}

async function block(answer: PublicAnswer | null, mayGive = true) {
  begin();
  const page = TestBed.createComponent(PublicAnswerBlock);
  page.componentRef.setInput('assessmentId', 'a-1');
  page.componentRef.setInput('question', QUESTION);
  page.componentRef.setInput('answer', answer);
  page.componentRef.setInput('mayGive', mayGive);
  page.componentRef.setInput('mayCorrect', true);
  await page.whenStable();
  return page.nativeElement as HTMLElement;
}

const textOf = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ');

describe('An answer from a public document', () => {
  it('is marked as ours, with its source, the day it was read, and what it said before', async () => {
    const shown = await block(FOUND);
    expect(textOf(shown)).toContain('Ours, from a public document');
    expect(textOf(shown)).toContain('corrected: Read on');
    expect(textOf(shown)).toContain('Some laptops are.');
    const link = shown.querySelector<HTMLAnchorElement>('a[href="https://vendor.example/trust"]');
    expect(link?.textContent).toBe('Trust centre');
    expect(textOf(shown)).toContain('Correct our answer');
    expect(textOf(shown)).not.toContain('Answer from a public document');
  });

  it('says who withdrew it and why, and is given anew only while the vendor declines', async () => {
    const shown = await block(WITHDRAWN);
    expect(textOf(shown)).toContain('Withdrawn by Tom Okafor');
    expect(textOf(shown)).toContain('Another product');
    expect(textOf(shown)).toContain('Answer from a public document');
    TestBed.resetTestingModule();
    expect(textOf(await block(WITHDRAWN, false))).not.toContain('Answer from a public document');
  });

  it('shows nothing where nobody said anything and none may be given', async () => {
    expect(textOf(await block(null, false)).trim()).toBe('');
  });
});

describe('Its form', () => {
  it('shows what another member has said meanwhile beside what is typed, and sends it on a choice', async () => {
    const api = begin();
    const form = TestBed.createComponent(PublicAnswerForm);
    form.componentRef.setInput('assessmentId', 'a-1');
    form.componentRef.setInput('question', QUESTION);
    form.componentRef.setInput('answer', FOUND);
    const root = form.nativeElement as HTMLElement;
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await form.whenStable();
    };
    const press = async (text: string) => {
      [...root.querySelectorAll('button')].find((each) => each.textContent.includes(text))?.click();
      await settle();
    };
    await settle();
    const fields = [...root.querySelectorAll('textarea')];
    const type = (field: HTMLTextAreaElement | undefined, text: string) => {
      if (field === undefined) throw new Error('The field is not there.');
      field.value = text;
      field.dispatchEvent(new Event('input'));
    };
    type(fields[0], 'Every laptop is encrypted.');
    type(fields.at(-1), 'Read again');
    await press('Save our answer');
    const path = '/api/assessments/a-1/public-answers/MA-17';
    const present = { ...FOUND, revision: 3, says: 'Laptops and phones are.' };
    api
      .expectOne(path)
      .flush(
        { title: 'Conflict', status: 409, code: 'stale-revision', present },
        { status: 409, statusText: 'Conflict' },
      );
    await settle();
    expect(textOf(root)).toContain('Laptops and phones are.');
    expect(fields[0]?.value).toBe('Every laptop is encrypted.');
    await press('Keep mine');
    await press('Save our answer');
    expect(api.expectOne(path).request.body).toMatchObject({
      says: 'Every laptop is encrypted.',
      reason: 'Read again',
      revision: 3,
    });
  });
});

describe('What whoever decides reads of it', () => {
  it('tells what stands with its source, that it counts nowhere, and leaves out what was withdrawn', async () => {
    const api = begin();
    const page = TestBed.createComponent(ResearchPanel);
    page.componentRef.setInput('engagementId', 'e-1');
    TestBed.tick();
    api
      .expectOne('/api/engagements/e-1/public-answers')
      .flush({ items: [FOUND, { ...WITHDRAWN, question: 'MA-18', asked: 'Another?' }] });
    await page.whenStable();
    const text = textOf(page.nativeElement as HTMLElement);
    expect(text).toContain('None of it counts as the vendor’s answer');
    expect(text).toContain('Are laptops encrypted?');
    expect(text).toContain('Trust centre');
    expect(text).not.toContain('Another?');
  });
});
