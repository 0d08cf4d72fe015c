import { TestBed } from '@angular/core/testing';
import type { AnswerValue, RespondentQuestion } from '@countersign/domain';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { FakeBrowserStore } from '../testing/fake-browser-store';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { AssessmentStore } from './assessment-store';
import { Autosave } from './autosave';
import { BrowserStore } from './browser-store';

const said = (files: readonly string[], comment?: string): AnswerValue => ({
  answer: files,
  followUps: {},
  naReason: null,
  ...(comment !== undefined && { comment }),
});

/** Q-1 is answered by files; one is attached. */
async function aSheet() {
  const assessment = anAssessment();
  const questions = assessment.questionnaire.questions.map((question): RespondentQuestion =>
    question.id === 'Q-1' ? { ...question, type: 'file' } : question,
  );
  const client = new FakeRespondClient({
    ...assessment,
    questionnaire: { ...assessment.questionnaire, questions },
    answers: {
      'Q-1': { value: said(['a.pdf']), revision: 1, by: 'Sam Ortiz', at: '2026-11-22T09:00:00Z' },
    },
  });
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      Autosave,
      { provide: RespondClient, useValue: client },
      { provide: BrowserStore, useValue: new FakeBrowserStore() },
    ],
  });
  const store = TestBed.inject(AssessmentStore);
  const autosave = TestBed.inject(Autosave);
  await store.open('a-1');
  /** As the server does when a file arrives: it names the files, and keeps what is written beside them. */
  const attached = (files: readonly string[], by: string, comment?: string) => {
    const revision = (client.assessment.answers['Q-1']?.revision ?? 0) + 1;
    const value = said(files, comment);
    const answers = { 'Q-1': { value, revision, by, at: '2026-11-22T10:00:00Z' } };
    client.assessment = { ...client.assessment, answers };
  };
  return { client, store, autosave, attached };
}

const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

describe('A comment beside files', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it.each(['Sam Ortiz', 'Kim Lee'])(
    'goes on while a file of %s arrives, whether or not the page has read of it',
    async (by) => {
      for (const read of [true, false]) {
        TestBed.resetTestingModule();
        const { client, store, autosave, attached } = await aSheet();
        autosave.edit('Q-1', said(['a.pdf'], 'Approved'), 'typing');
        attached(['a.pdf', 'b.pdf'], by);
        if (read) await store.refresh();
        await pass(600);
        expect(autosave.states()['Q-1']?.kind).toBe('saved');
        expect(client.assessment.answers['Q-1']?.value).toEqual(said(['a.pdf', 'b.pdf'], 'Approved'));
        expect(autosave.hasUnsaved()).toBe(false);
      }
    },
  );

  it('meets what a colleague has written there, as anywhere', async () => {
    for (const read of [true, false]) {
      TestBed.resetTestingModule();
      const { store, autosave, attached } = await aSheet();
      autosave.edit('Q-1', said(['a.pdf'], 'Mine'), 'typing');
      attached(['a.pdf'], 'Kim Lee', 'Theirs');
      if (read) await store.refresh();
      await pass(600);
      expect(autosave.states()['Q-1']).toMatchObject({
        kind: 'conflict',
        theirs: { value: said(['a.pdf'], 'Theirs') },
      });
      expect(store.answerOf('Q-1')).toEqual(said(['a.pdf'], 'Mine'));
    }
  });
});

describe('Files that this page has sent or taken away', () => {
  it('are nobody else’s doing; those of a colleague are', async () => {
    const { store, attached } = await aSheet();
    expect(store.isOwn('Q-1')).toBe(false);
    attached(['a.pdf', 'b.pdf'], 'Sam Ortiz');
    await store.readOwnFiles('Q-1');
    expect(store.isOwn('Q-1')).toBe(true);
    attached(['a.pdf', 'b.pdf', 'c.pdf'], 'Kim Lee');
    await store.refresh();
    expect(store.isOwn('Q-1')).toBe(false);
    attached(['a.pdf', 'b.pdf'], 'Kim Lee');
    attached(['a.pdf'], 'Sam Ortiz');
    await store.readOwnFiles('Q-1');
    expect(store.isOwn('Q-1')).toBe(false);
  });
});
