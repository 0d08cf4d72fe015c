import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { BesideClient } from '../assessment/beside-client';
import { BesideStore } from '../assessment/beside-store';
import { Autosave } from '../assessment/autosave';
import { RespondClient } from '../respond-client';
import type { Beside } from '@countersign/api-types';
import type { RespondentAssessment } from '../assessment/respondent-assessment';
import { anAssessment, answered } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { Overview } from './overview';

async function overview(
  askedQuestions: string[] | null,
  own: Partial<RespondentAssessment> = {},
  beside: Beside = { questionnaires: [], hidden: 0, answers: [] },
): Promise<HTMLElement> {
  const client = new FakeRespondClient(anAssessment({ askedQuestions, ...own }));
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      Autosave,
      BesideStore,
      provideRouter([]),
      { provide: RespondClient, useValue: client },
      { provide: BesideClient, useValue: { read: () => Promise.resolve(beside) } },
    ],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  await TestBed.inject(BesideStore).load();
  const fixture = TestBed.createComponent(Overview);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

const sections = (page: HTMLElement) =>
  [...page.querySelectorAll('.sections a')].map((link) => link.getAttribute('href'));

const questionnaire = {
  id: 'a-1',
  opened: true,
  serviceName: 'Payroll',
  title: 'Security',
  state: 'answering',
  dueOn: '2026-12-01',
  submittedAt: null,
  followUp: false,
  inPart: false,
  complete: 1,
  shown: 3,
} as const;

describe('What one person is asked for', () => {
  it('is not said where there is one questionnaire', async () => {
    const page = await overview(null, {}, { questionnaires: [questionnaire], hidden: 0, answers: [] });
    expect(page.querySelector('#own-questionnaires')).toBeNull();
  });

  it('is listed with its state and what is next, this one without a way to itself', async () => {
    const other = {
      ...questionnaire,
      id: 'a-2',
      serviceName: 'Archive',
      state: 'returned',
      dueOn: '2026-12-09',
    } as const;
    const page = await overview(null, {}, { questionnaires: [questionnaire, other], hidden: 0, answers: [] });
    const lines = [...page.querySelectorAll('.own li')].map((line) =>
      line.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^Payroll ?Security 1 of 3 complete.*This one$/),
      expect.stringMatching(
        /^Archive ?Security Returned: questions to look at.*Look at the questions: Archive$/,
      ),
    ]);
    expect(page.textContent).not.toContain('addressed to you');
  });

  it('is counted, and shown after a code, where this browser has not opened it', async () => {
    const page = await overview(null, {}, { questionnaires: [questionnaire], hidden: 2, answers: [] });
    expect(page.textContent).toContain('2 more questionnaires are addressed to you');
    expect(page.textContent).toContain('Mail me the code');
  });
});

describe('The first page of an assessment', () => {
  it('lists every section of a questionnaire', async () => {
    const page = await overview(null);
    expect(sections(page)).toEqual([
      '/respond/assessments/a-1/sections/A',
      '/respond/assessments/a-1/sections/B',
    ]);
    expect(page.textContent).toContain('your first answers decide which ones appear');
  });

  it('names the law that makes them ask where one does, to a delegate too, who is told no facts', async () => {
    const why = async (law: string | null) => {
      TestBed.resetTestingModule();
      return (await overview(null, { law, facts: {} })).textContent;
    };
    expect(await why('201 CMR 17.03(2)(f)')).toContain('201 CMR 17.03(2)(f) obliges every organisation');
    expect(await why(null)).not.toContain('obliges every organisation');
  });

  it('lists of a follow-up only the sections that it asks of, and promises no first answers', async () => {
    const page = await overview(['Q-4']);
    expect(sections(page)).toEqual(['/respond/assessments/a-1/sections/B']);
    expect(page.textContent).toContain('You are asked only what has been opened since');
    expect(page.textContent).not.toContain('your first answers decide');
  });

  it('lists no returned question that is not asked any more, and leads to the last page to sign anew', async () => {
    const answers = { 'Q-1': answered('Payroll'), 'Q-2': answered('no'), 'Q-3': answered(3) };
    const line = { noteBy: 'Ruth Adler', asked: true, revision: 1, before: null };
    const kept = { keptBecause: null, keptBy: null, keptAt: null, keptRevision: 0 };
    const questions = ['Q-3', 'Q-5'].map((question) => ({ ...line, ...kept, question, note: 'Why?' }));
    const returned = { by: 'Ruth Adler', at: '2026-11-21T09:00:00Z', questions, closedQuestions: [] };
    const page = await overview(null, { state: 'returned', answers, returned });
    const links = [...page.querySelectorAll('.returned a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/respond/assessments/a-1/review#Q-5']);
  });

  it.each([
    ['still to do', null, 'Still to do', '1 of 2 complete'],
    ['looked at', 'It is so.', 'Looked at', 'Complete'],
  ])(
    'lists what was returned with its note, %s, and counts it so',
    async (_case, keptBecause, mark, counted) => {
      const answers = { 'Q-1': answered('Payroll'), 'Q-2': answered('no') };
      const line = {
        question: 'Q-1',
        note: 'Which service is it?',
        noteBy: 'Ruth Adler',
        asked: true,
        revision: 1,
        before: answers['Q-1'].value,
        keptBecause,
        keptBy: null,
        keptAt: null,
        keptRevision: 0,
      };
      const returned = {
        by: 'Ruth Adler',
        at: '2026-11-21T09:00:00Z',
        questions: [line],
        closedQuestions: ['Q-2'],
      };
      const page = await overview(null, { state: 'returned', answers, returned });
      const list = page.querySelector('.returned');
      expect(list?.textContent).toMatch(/Q-1 Describe the service\..*Which service is it\?.*Ruth Adler/s);
      expect(list?.textContent).toContain(mark);
      expect(page.querySelector('.sections li')?.textContent).toContain(counted);
      expect(page.textContent).not.toContain('in as many sittings');
    },
  );
});
