import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../../../session/session-store';
import type { AssessmentView } from '../assessment-view';
import { ClosingTab } from './closing-tab';

const CONTACT = { id: 'c-1', name: 'Vera Holm', email: 'vera@tamarisk.example', active: true };
const CANCELLED = { allowedMoves: ['bring-back'], row: { state: 'cancelled' } };

const assessment = (wishes: { readonly row?: object } & Record<string, unknown>): AssessmentView =>
  ({
    id: 'a-1',
    contact: CONTACT,
    message: null,
    revision: 4,
    closing: null,
    declined: null,
    returned: null,
    backToVendor: true,
    answers: {},
    reviews: {},
    evidence: [],
    threads: [],
    questionnaire: {
      sections: [],
      requirements: [],
      questions: [],
      factSources: [],
      conditions: {},
      followUps: {},
    },
    score: null,
    facts: { dataElements: [], media: [], laws: [] },
    findings: [],
    settlements: [],
    elsewhere: [],
    askedQuestions: null,
    answeredBefore: {},
    ...wishes,
    row: { vendorId: 'v-1', vendorName: 'Tamarisk', dueOn: '2026-12-20', followsId: null, ...wishes.row },
  }) as unknown as AssessmentView;

/** The tab of an assessment whose page is read anew whenever it asks for it. */
async function tab(before: Parameters<typeof assessment>[0]) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: SessionStore, useValue: { may: () => true, today: signal('2026-11-28') } },
    ],
  });
  const api = TestBed.inject(HttpTestingController);
  const page = TestBed.createComponent(ClosingTab);
  page.componentRef.setInput('assessment', assessment(before));
  let readAnew = 0;
  page.componentInstance.changed.subscribe(() => (readAnew += 1));
  const shown = page.nativeElement as HTMLElement;
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    for (const one of api.match('/api/vendors/v-1')) one.flush({ contacts: [CONTACT] });
    await page.whenStable();
  };
  await settle();
  return {
    api,
    text: () => shown.textContent,
    boxes: () => [...shown.querySelectorAll('textarea')].map(({ value }) => value),
    readings: () => readAnew,
    press: async (words: string) => {
      const found = [...shown.querySelectorAll('button')].findLast(
        ({ textContent }) => textContent.trim() === words,
      );
      if (found === undefined) throw new Error(`There is no button ${words}.`);
      found.click();
      await settle();
    },
    choose: async (words: string) => {
      const label = [...shown.querySelectorAll('label')].find(
        ({ textContent }) => textContent.trim() === words,
      );
      label?.click();
      await settle();
    },
    write: async (words: string, which = 0) => {
      const box = shown.querySelectorAll('textarea')[which];
      if (box === undefined) throw new Error('There is no such field.');
      box.value = words;
      box.dispatchEvent(new Event('input'));
      await settle();
    },
    read: async (after: Parameters<typeof assessment>[0]) => {
      page.componentRef.setInput('assessment', assessment(after));
      await settle();
    },
    settle,
  };
}

const refused = (detail: string) =>
  [
    { title: 'Conflict', status: 409, code: 'wrong-state', detail },
    { status: 409, statusText: 'Conflict' },
  ] as const;

describe('Whoever is second with an assessment', () => {
  it('in closing it sees what it is now, and what was typed until it is left', async () => {
    const at = await tab({ allowedMoves: ['close', 'return'], row: { state: 'in-review' } });
    await at.choose('Reject');
    await at.write('Nothing is encrypted');
    await at.press('Close the assessment');
    at.api.expectOne('/api/assessments/a-1/close').flush(...refused('It is closed by now.'));
    await at.settle();
    expect(at.readings()).toBe(1);
    const closing = {
      recommendation: 'approve',
      summary: 'All is well',
      by: 'Kim Okafor',
      at: '2026-11-28T09:00:00Z',
    };
    await at.read({ allowedMoves: [], closing, row: { state: 'closed' } });
    expect(at.text()).toContain('It is closed by now.');
    expect(at.text()).toContain('Kim Okafor');
    expect(at.boxes()).toEqual(['Nothing is encrypted']);
    await at.press('Leave it');
    expect(at.boxes()).toEqual([]);
    expect(at.text()).toContain('All is well');
  });

  it.each([
    ['Return to the vendor', 'Return to the vendor', 'return', ['close', 'return'], 'in-review', 1],
    ['Cancel the assessment', 'Cancel the assessment', 'cancel', ['cancel'], 'sent', 2],
    ['Bring the assessment back', 'Bring the assessment back', 'bring-back', ['bring-back'], 'cancelled', 1],
  ])(
    'to %s reads its page anew, and keeps what was typed',
    async (opens, saves, path, allowedMoves, state, boxes) => {
      const at = await tab({ allowedMoves, row: { state } });
      await at.press(opens);
      const first = at.boxes().length - boxes;
      for (let box = 0; box < boxes; box++) await at.write(`Typed ${box}`, first + box);
      await at.press(saves);
      at.api.expectOne(`/api/assessments/a-1/${path}`).flush(...refused('Somebody was faster.'));
      await at.settle();
      expect(at.readings()).toBe(1);
      await at.read({ allowedMoves: [], row: { state: 'closed' } });
      expect(at.text()).toContain('Somebody was faster.');
      expect(at.boxes()).toEqual(Array.from({ length: boxes }, (_, box) => `Typed ${box}`));
      await at.press('Back');
      expect(at.boxes()).toEqual([]);
    },
  );

  it('to ask again keeps day and words where the page is read anew', async () => {
    const at = await tab({
      allowedMoves: ['ask-again', 'cancel'],
      declined: { scope: 'service', because: 'No', by: 'Vera Holm', at: '2026-11-27T09:00:00Z' },
      row: { state: 'declined' },
    });
    await at.press('Ask again, or another contact');
    await at.write('Please look once more');
    await at.press('Ask again');
    at.api.expectOne('/api/assessments/a-1/ask-again').flush(...refused('The vendor answers after all.'));
    await at.settle();
    expect(at.readings()).toBe(1);
    await at.read({ allowedMoves: ['cancel'], row: { state: 'answering' } });
    expect(at.text()).toContain('The vendor answers after all.');
    expect(at.boxes()).toEqual(['Please look once more']);
  });

  it('to correct it sees that it is over, and what was typed', async () => {
    const at = await tab({ allowedMoves: ['correct', 'cancel'], row: { state: 'sent' } });
    await at.press('Change due date, contact or message');
    await at.write('Please hurry', 0);
    await at.write('It is late', 1);
    await at.press('Save the correction');
    at.api.expectOne('/api/assessments/a-1').flush(...refused('It is cancelled.'));
    await at.settle();
    expect(at.readings()).toBe(1);
    await at.read(CANCELLED);
    expect(at.text()).toContain('It is cancelled.');
    expect(at.boxes()).toEqual(['Please hurry', 'It is late']);
  });
});
