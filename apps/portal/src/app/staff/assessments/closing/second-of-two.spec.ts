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
    cancelled: null,
    mayBeAsked: true,
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
    alert: () => shown.querySelector('cs-clash-note [role=alert]')?.textContent ?? '',
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

const BEFORE = '2026-11-27T09:00:00Z';
const BETWEEN = '2026-11-27T15:00:00Z';
const AFTER = '2026-11-28T09:00:00Z';
const SUBMITTED_AGAIN = {
  state: 'submitted',
  submittedAt: AFTER,
  contactName: 'Vera Holm',
  revision: 6,
};

const stale = (present: object) =>
  [
    { title: 'Conflict', status: 409, code: 'stale-revision', detail: 'x', present },
    { status: 409, statusText: 'Conflict' },
  ] as const;

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

  it.each([
    ['closing', 'Close the assessment', 'close', 'summary'],
    ['returning', 'Return to the vendor', 'return', 'message'],
  ])(
    'in %s it is told which submission is there by now, and decides on that one or on none',
    async (_act, saves, path, sent) => {
      const read = { allowedMoves: ['close', 'return'], row: { state: 'in-review', submittedAt: BEFORE } };
      const at = await tab(read);
      if (path === 'return') await at.press('Return to the vendor');
      else await at.choose('Reject');
      const box = path === 'return' ? 1 : 0;
      await at.write('As I read it', box);
      const first = () => at.api.expectOne(`/api/assessments/a-1/${path}`);
      await at.press(saves);
      const asked = first();
      expect(asked.request.body).toMatchObject({ revision: 4, [sent]: 'As I read it' });
      const present = { ...SUBMITTED_AGAIN, returnedAt: BETWEEN, returnedBy: 'Kim Okafor' };
      asked.flush(...stale(present));
      await at.settle();
      expect(at.alert()).toMatch(/Last returned.*Kim Okafor/s);
      expect(at.alert()).toMatch(/Submitted.*27 Nov 2026.*28 Nov 2026/s);
      expect(at.boxes()[box]).toBe('As I read it');
      // The page shows the answers that are there by now.
      expect(at.readings()).toBe(1);
      const returned = { by: 'Kim Okafor', at: BETWEEN, withVendor: false, questions: [] };
      await at.read({ ...read, returned, revision: 6, row: { ...read.row, submittedAt: AFTER } });
      expect(at.boxes()[box]).toBe('As I read it');
      await at.press('Keep what I entered, then save');
      expect(at.alert()).toBe('');
      await at.press(saves);
      const again = first();
      expect(again.request.body).toMatchObject({ revision: 6, [sent]: 'As I read it' });
      again.flush(...stale({ ...present, revision: 8 }));
      await at.settle();
      await at.press('Drop it and show the present state');
      expect(at.boxes()[box]).toBe('');
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

describe('The closing of an assessment that was cancelled', () => {
  const cancelled = {
    reason: 'The deal fell through',
    message: 'Thank you all the same.',
    by: 'Dana Whitfield',
    at: BEFORE,
  };

  it('says who cancelled it and why, beside what can be done', async () => {
    const at = await tab({ ...CANCELLED, cancelled });
    for (const words of [cancelled.reason, cancelled.message, cancelled.by, '27 Nov 2026'])
      expect(at.text()).toContain(words);
    expect(at.text()).toContain('Bring the assessment back');
  });

  it('says what ended a follow-up by itself, and promises nothing that nobody asks any more', async () => {
    const ended = { reason: null, message: null, by: null, at: null };
    const stuck = 'It has ended: by a later intake none of its questions is asked any more.';
    const followUp = { allowedMoves: [], stuck, row: { state: 'cancelled', followsId: 'a-0' } };
    const at = await tab({ ...followUp, cancelled: ended });
    expect(at.text()).toContain(stuck);
    expect(at.text()).not.toContain('sent anew');
    await at.read({ ...followUp, cancelled });
    expect(at.text()).toContain('sent anew');
    await at.read({ ...followUp, cancelled, mayBeAsked: false });
    expect(at.text()).not.toContain('sent anew');
  });

  it('offers no bringing back where the engagement or its vendor is over', async () => {
    const over = { allowedMoves: [], row: { state: 'cancelled' }, cancelled };
    const at = await tab({ ...over, mayBeAsked: false });
    expect(at.text()).toContain('It cannot be brought back');
  });
});
