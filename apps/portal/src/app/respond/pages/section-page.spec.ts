import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { BesideClient } from '../assessment/beside-client';
import { BesideStore } from '../assessment/beside-store';
import { Colleagues } from '../assessment/colleagues';
import type { ReturnedLine } from '../assessment/respondent-assessment';
import { ColleagueNotes } from '../assessment/colleague-notes';
import { ReturnedAnswers } from '../assessment/returned-answers';
import type { EarlierAnswer } from '../assessment/beside-store';
import { RespondClient } from '../respond-client';
import { anAssessment, answered } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { SectionPage } from './section-page';

async function section(id: string, assessment = anAssessment(), earlier: readonly EarlierAnswer[] = []) {
  const client = new FakeRespondClient(assessment);
  const besideClient = {
    read: () => Promise.resolve({ questionnaires: [], hidden: 0, answers: earlier }),
    takeOver: (_id: string, wanted: readonly { question: string }[]) => {
      const taken = wanted.map(({ question }) => question);
      const values = earlier.filter(({ question }) => taken.includes(question));
      const answers = Object.fromEntries(
        values.map(({ question, value }) => [question, answered(value.answer)]),
      );
      client.assessment = { ...client.assessment, answers: { ...client.assessment.answers, ...answers } };
      return Promise.resolve({ taken, left: [] });
    },
  };
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      Autosave,
      BesideStore,
      ColleagueNotes,
      ReturnedAnswers,
      { provide: BesideClient, useValue: besideClient },
      provideRouter([]),
      { provide: RespondClient, useValue: client },
    ],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  await TestBed.inject(BesideStore).load();
  const fixture = TestBed.createComponent(SectionPage);
  fixture.componentRef.setInput('sectionId', id);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const choose = async (question: string, label: string): Promise<void> => {
    const options = [...page.querySelectorAll(`#${question} label`)];
    const option = options.find(({ textContent }) => textContent?.trim() === label);
    option?.querySelector('input')?.click();
    await fixture.whenStable();
  };
  const questions = (): string[] => [...page.querySelectorAll('fieldset')].map((field) => field.id);
  const announced = (): string => page.querySelector('[role=status]')?.textContent ?? '';
  const refresh = async (): Promise<void> => {
    await TestBed.inject(AssessmentStore).refresh();
    await fixture.whenStable();
  };
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  const type = async (question: string, text: string): Promise<void> => {
    const box = page.querySelector<HTMLTextAreaElement>(`#${question}-answer`);
    if (box === null) throw new Error(`${question} has no field.`);
    box.value = text;
    box.dispatchEvent(new Event('input'));
    box.dispatchEvent(new Event('blur'));
    await settle();
  };
  const press = async (words: string): Promise<void> => {
    [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(words))?.click();
    await settle();
  };
  return { page, client, choose, questions, announced, refresh, settle, type, press };
}

const returnedAssessment = (own: Partial<ReturnedLine> = {}) =>
  anAssessment({
    answers: { 'Q-4': answered('yes') },
    returned: {
      by: 'Tom Okafor',
      at: '2026-11-21T09:00:00Z',
      closedQuestions: [],
      questions: [
        {
          question: 'Q-4',
          note: 'Where is it?',
          noteBy: 'Tom Okafor',
          asked: true,
          revision: 1,
          before: answered('yes').value,
          keptBecause: null,
          keptBy: null,
          keptAt: null,
          keptRevision: 0,
          ...own,
        },
      ],
    },
  });

const earlier = (question: string, answer: string, own: Partial<EarlierAnswer> = {}): EarlierAnswer => ({
  question,
  value: answered(answer).value,
  revision: 2,
  by: 'Vera Vendor',
  at: '2025-11-21T09:00:00Z',
  assessmentId: 'a-0',
  serviceName: 'Archive',
  title: 'Security',
  submitted: true,
  sameService: false,
  ...own,
});

describe('What was answered in another questionnaire', () => {
  const offers = (page: HTMLElement) =>
    [...page.querySelectorAll('.offer')].map((offer) => offer.textContent?.replace(/\s+/g, ' ').trim());

  it('is offered with its source, fills nothing, and is taken over by one press', async () => {
    const { page, client, press } = await section('A', anAssessment(), [earlier('Q-1', 'It keeps files.')]);
    expect(offers(page)).toEqual([
      expect.stringMatching(
        /Answered for Archive.*It keeps files\..*Vera Vendor, .*2025.*in Security, submitted/,
      ),
    ]);
    expect(client.assessment.answers).toEqual({});
    await press('Take this answer over');
    expect(offers(page)).toEqual([]);
    expect(page.querySelector<HTMLTextAreaElement>('#Q-1-answer')?.value).toBe('It keeps files.');
  });

  it('of a whole section is taken over by one press', async () => {
    const { page, press } = await section('A', anAssessment(), [
      earlier('Q-1', 'It keeps files.', { sameService: true }),
      earlier('Q-2', 'no', { sameService: true }),
    ]);
    expect(page.textContent).toContain('Still true?');
    expect(page.textContent).toContain('2 earlier answers are offered above');
    await press('All of them are true');
    expect(offers(page)).toEqual([]);
    expect(page.textContent).toContain('Taken over. You can change each of them.');
  });

  it('is not offered where something is answered here', async () => {
    const here = anAssessment({ answers: { 'Q-1': answered('Payroll') } });
    const { page } = await section('A', here, [earlier('Q-1', 'It keeps files.')]);
    expect(offers(page)).toEqual([]);
  });
});

describe('A section of the questionnaire', () => {
  it('shows a question as soon as an answer asks for it, and says so', async () => {
    const { questions, choose, announced } = await section('A');
    expect(questions()).toEqual(['Q-1', 'Q-2']);
    await choose('Q-2', 'Yes');
    expect(questions()).toEqual(['Q-1', 'Q-2', 'Q-3']);
    expect(announced()).toBe('1 more question now applies.');
    await choose('Q-2', 'No');
    expect(questions()).toEqual(['Q-1', 'Q-2']);
    expect(announced()).toBe('1 question no longer applies.');
  });

  it('asks how a gap is covered, and no longer when the gap is gone', async () => {
    const { page, choose } = await section('B');
    await choose('Q-4', 'No');
    expect(page.querySelector('label[for=Q-4-compensatingControl]')?.textContent).toContain('Which control');
    expect(page.querySelector('#Q-4-targetDate')?.getAttribute('type')).toBe('date');
    await choose('Q-4', 'Yes');
    expect(page.querySelector('#Q-4-compensatingControl')).toBeNull();
  });

  it('asks for a reason and an explanation where a question does not apply', async () => {
    const { page, client, choose } = await section('B');
    await choose('Q-4', 'Not applicable');
    await choose('Q-4', 'We have no such system');
    expect(client.requests.at(-1)?.value).toMatchObject({ answer: 'na', naReason: { reason: 'no_system' } });
    expect(page.querySelector('#Q-4-na-explanation')).not.toBeNull();
  });

  it('asks for no document where the vendor holds none of it', async () => {
    const asked = anAssessment();
    const questionnaire = {
      ...asked.questionnaire,
      questions: asked.questionnaire.questions.map((one) => ({ ...one, evidence: 'required' as const })),
    };
    const panels = async (answer: string) => {
      TestBed.resetTestingModule();
      const answers = { 'Q-2': answered(answer) };
      const { page } = await section('A', anAssessment({ questionnaire, answers }));
      return page.querySelectorAll('#Q-2 cs-evidence-panel').length;
    };
    expect(await panels('yes')).toBe(1);
    // a yes-no question offers no "not applicable" of its own: only a dispute over the scope does
    expect(await panels('na')).toBe(0);
  });

  it('leaves the attestation to the last page', async () => {
    const { questions } = await section('B');
    expect(questions()).toEqual(['Q-4']);
  });

  it('takes a file at a question that was returned, whatever the questionnaire asks for', async () => {
    expect((await section('B')).page.querySelector('#Q-4 input[type=file]')).toBeNull();
    TestBed.resetTestingModule();
    const { page } = await section('B', returnedAssessment());
    expect(page.querySelector('#Q-4 input[type=file]')).not.toBeNull();
  });

  it('takes a comment beside an answer and not beside words, and keeps it with the answer', async () => {
    const { page, client, choose } = await section('A');
    const add = () => page.querySelector<HTMLButtonElement>('#Q-2 cs-answer-comment button');
    expect(page.querySelector('#Q-1 cs-answer-comment')).toBeNull();
    expect(add()).toBeNull();
    await choose('Q-2', 'Yes');
    add()?.click();
    await choose('Q-2', 'Yes');
    const words = page.querySelector<HTMLTextAreaElement>('#Q-2 cs-answer-comment textarea');
    if (words === null) throw new Error('Nothing takes a comment.');
    words.value = 'Two of them.';
    words.dispatchEvent(new Event('input'));
    words.dispatchEvent(new Event('blur'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(client.requests.at(-1)?.value).toMatchObject({ answer: 'yes', comment: 'Two of them.' });
  });

  it('says which rule a question comes from, and what that asks', async () => {
    const { page } = await section('A');
    const why = page.querySelector('#Q-1 .why')?.textContent.replace(/\s+/g, ' ');
    expect(why).toContain('Why this is asked');
    expect(why).toContain('201 CMR 17.03(1) Keep a program.');
  });

  it('prints citations in their human form', async () => {
    const { page } = await section('A');
    expect(page.querySelector('#Q-1 .citations')?.textContent).toBe('201 CMR 17.03(1)');
  });

  it('keeps a reason that is being written when the answers are read anew, and when they are closed', async () => {
    const { page, client, refresh } = await section('B', returnedAssessment());
    const button = [...page.querySelectorAll('button')].find(({ textContent }) =>
      textContent?.includes('We stand by this answer'),
    );
    button?.click();
    await refresh();
    const box = page.querySelector<HTMLTextAreaElement>('#Q-4-stands');
    if (box === null) throw new Error('There is no place for the reason.');
    box.value = 'The programme is in';
    box.dispatchEvent(new Event('input'));
    await refresh();
    expect(page.querySelector<HTMLTextAreaElement>('#Q-4-stands')?.value).toBe('The programme is in');
    expect(TestBed.inject(ReturnedAnswers).unsaved()).toEqual(['Q-4']);
    client.assessment = { ...client.assessment, state: 'submitted', returned: null };
    await refresh();
    expect(page.querySelector('textarea')).toBeNull();
    expect(page.querySelector('cs-returned-note')?.textContent).toContain('The programme is in');
  });

  it('shows both reasons where a colleague has said why the answer stands, and sends nothing before one is chosen', async () => {
    const { page, client, refresh } = await section('B', returnedAssessment());
    const press = async (words: string) => {
      const all = [...page.querySelectorAll('button')];
      all.find(({ textContent }) => textContent?.trim() === words)?.click();
      await refresh();
    };
    await press('We stand by this answer');
    const write = (words: string) => {
      const box = page.querySelector<HTMLTextAreaElement>('#Q-4-stands');
      if (box === null) throw new Error('There is no place for the reason.');
      box.value = words;
      box.dispatchEvent(new Event('input'));
    };
    write('Mine');
    const theirs = {
      keptBecause: 'Theirs',
      keptBy: 'Sam Ortiz',
      keptAt: '2026-11-21T10:00:00Z',
      keptRevision: 1,
    };
    client.assessment = returnedAssessment(theirs);
    await refresh();
    const note = () => page.querySelector('cs-returned-note')?.textContent ?? '';
    expect(note()).toContain('This has been changed meanwhile');
    expect(note()).toContain('Theirs');
    await press('Keep the answer for this reason');
    expect(client.kept).toEqual([]);
    await press('Keep mine, then save');
    await press('Keep the answer for this reason');
    expect(client.kept).toEqual([{ because: 'Mine', revision: 1 }]);
    expect(page.querySelector('#Q-4-stands')).toBeNull();

    await press('Change the reason');
    write('Another one');
    client.assessment = returnedAssessment({ ...theirs, keptBecause: 'Theirs again', keptRevision: 5 });
    await refresh();
    await press('Take what is stored');
    expect(page.querySelector('#Q-4-stands')).toBeNull();
    expect(note()).toContain('Theirs again');
    expect(client.kept).toHaveLength(1);
  });

  it('is read, not changed, once the answers are submitted', async () => {
    const value = { answer: 'yes', followUps: {}, naReason: null };
    const { page } = await section(
      'A',
      anAssessment({
        state: 'submitted',
        submittedAt: '2026-11-20T10:00:00Z',
        answers: { 'Q-2': { value, revision: 1, by: 'Sam Ortiz', at: '2026-11-19T10:00:00Z' } },
      }),
    );
    expect(page.querySelectorAll('input, textarea')).toHaveLength(0);
    expect(page.querySelector('#Q-2')?.textContent).toContain('Yes');
  });

  it('leaves the field to whoever is typing when a colleague was faster, and sets mine aside where theirs is kept', async () => {
    const { page, client, type, press } = await section('A');
    client.answerByColleague('Q-1', 'Theirs');
    await type('Q-1', 'Mine');
    expect(page.querySelector('cs-answer-conflict')?.textContent).toContain('Theirs');
    await type('Q-1', 'Mine, and more');
    expect(page.querySelector<HTMLTextAreaElement>('#Q-1-answer')?.value).toBe('Mine, and more');
    await press('Keep theirs');
    expect(page.querySelector<HTMLTextAreaElement>('#Q-1-answer')?.value).toBe('Theirs');
    expect(page.querySelector('cs-set-aside-text')?.textContent).toContain('Mine, and more');
    await press('Dismiss');
    expect(page.querySelector('cs-set-aside-text')).toBeNull();
  });

  it('names the colleague whose answer has come in', async () => {
    const { page, client, settle } = await section('A');
    client.answerByColleague('Q-2', 'yes');
    await TestBed.runInInjectionContext(() => new Colleagues()).look();
    await settle();
    expect(page.querySelector('#Q-2 cs-save-mark')?.textContent).toMatch(/Answered by Kim Lee, \d\d:\d\d/);
    expect(page.querySelector<HTMLInputElement>('#Q-2 input:checked')).not.toBeNull();
  });
});
