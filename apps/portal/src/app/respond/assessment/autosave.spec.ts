import { TestBed } from '@angular/core/testing';
import type { AnswerValue } from '@countersign/domain';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { AssessmentStore } from './assessment-store';
import { Autosave } from './autosave';

function said(answer: unknown): AnswerValue {
  return { answer, followUps: {}, naReason: null };
}

async function aSheet(client = new FakeRespondClient(anAssessment())) {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [AssessmentStore, Autosave, { provide: RespondClient, useValue: client }],
  });
  const store = TestBed.inject(AssessmentStore);
  const autosave = TestBed.inject(Autosave);
  await store.open('a-1');
  return { client, store, autosave };
}

const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

describe('Autosave', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    sessionStorage.clear();
  });
  afterEach(() => jest.useRealTimers());

  it('saves typing once, after a pause, and names the revision it builds on', async () => {
    const { client, autosave } = await aSheet();
    autosave.edit('Q-1', said('P'), 'typing');
    await pass(300);
    autosave.edit('Q-1', said('Pay'), 'typing');
    await pass(599);
    expect(client.requests).toEqual([]);
    await pass(1);
    expect(client.requests).toEqual([{ question: 'Q-1', value: said('Pay'), base: 0 }]);
    autosave.edit('Q-1', said('Payroll'), 'typing');
    await pass(600);
    expect(client.requests.at(-1)).toEqual({ question: 'Q-1', value: said('Payroll'), base: 1 });
    expect(autosave.overall()).toBe('saved');
    expect(autosave.hasUnsaved()).toBe(false);
  });

  it('reads the answers anew where a question was closed by a return, and keeps what is typed', async () => {
    const { client, store, autosave } = await aSheet();
    const returned = {
      by: 'Ruth Adler',
      at: '2026-11-21T09:00:00Z',
      questions: [],
      closedQuestions: ['Q-1'],
    };
    client.assessment = { ...client.assessment, state: 'returned', returned };
    jest.spyOn(client, 'saveAnswer').mockResolvedValueOnce({ kind: 'not-open', fields: [] });
    autosave.edit('Q-1', said('Payroll'), 'at-once');
    await pass(0);
    expect(store.assessment().returned?.closedQuestions).toEqual(['Q-1']);
    expect(store.drafts()['Q-1']?.value).toEqual(said('Payroll'));
    autosave.saveNow('Q-1');
    await pass(0);
    expect(store.drafts()).toEqual({});
  });

  it('saves a choice at once', async () => {
    const { client, autosave } = await aSheet();
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    expect(client.requests).toHaveLength(1);
  });

  it('has one save under way per question, and the latest value wins', async () => {
    const { client, autosave } = await aSheet();
    client.hold();
    autosave.edit('Q-2', said('yes'), 'at-once');
    autosave.edit('Q-2', said('no'), 'at-once');
    autosave.edit('Q-2', said('yes'), 'at-once');
    autosave.edit('Q-2', said('no'), 'at-once');
    await pass(0);
    expect(client.requests).toHaveLength(1);
    client.release();
    await pass(0);
    expect(client.requests.map(({ value, base }) => [value.answer, base])).toEqual([
      ['yes', 0],
      ['no', 1],
    ]);
    expect(client.assessment.answers['Q-2']?.value.answer).toBe('no');
  });

  it('tries again with growing pauses while the line is down, and says so', async () => {
    const { client, autosave } = await aSheet();
    client.reachable = false;
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    expect(autosave.overall()).toBe('retrying');
    await pass(1_000);
    expect(client.requests).toHaveLength(2);
    await pass(1_999);
    expect(client.requests).toHaveLength(2);
    client.reachable = true;
    await pass(1);
    expect(client.requests).toHaveLength(3);
    expect(autosave.overall()).toBe('saved');
  });

  it('shows both answers when a colleague was faster, and overwrites nothing unasked', async () => {
    const { client, store, autosave } = await aSheet();
    client.answerByColleague('Q-2', 'no');
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    expect(autosave.states()['Q-2']).toMatchObject({
      kind: 'conflict',
      theirs: { by: 'Kim Lee', revision: 1, value: said('no') },
    });
    expect(store.answerOf('Q-2')).toEqual(said('yes'));
    expect(client.assessment.answers['Q-2']?.value.answer).toBe('no');
    await pass(60_000);
    expect(client.requests).toHaveLength(1);
  });

  it('puts mine upon theirs when asked to', async () => {
    const { client, autosave } = await aSheet();
    client.answerByColleague('Q-2', 'no');
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    autosave.useMine('Q-2');
    await pass(0);
    expect(client.requests.at(-1)).toMatchObject({ base: 1, value: said('yes') });
    expect(client.assessment.answers['Q-2']?.value.answer).toBe('yes');
    expect(autosave.states()['Q-2']?.kind).toBe('saved');
  });

  it('takes theirs when asked to', async () => {
    const { client, store, autosave } = await aSheet();
    client.answerByColleague('Q-2', 'no');
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    autosave.keepTheirs('Q-2');
    expect(store.answerOf('Q-2')).toEqual(said('no'));
    expect(autosave.hasUnsaved()).toBe(false);
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    expect(client.requests.at(-1)).toMatchObject({ base: 1 });
  });

  it('brings unsaved answers back after a reload, with the revision they were written upon', async () => {
    const first = await aSheet();
    first.client.reachable = false;
    first.autosave.edit('Q-1', said('Half a sentence'), 'typing');
    await pass(600);
    first.client.answerByColleague('Q-1', 'Another text');
    first.client.reachable = true;

    const again = await aSheet(new FakeRespondClient(first.client.assessment));
    expect(again.store.answerOf('Q-1')).toEqual(said('Half a sentence'));
    again.autosave.saveAllNow();
    await pass(0);
    expect(again.client.requests).toEqual([{ question: 'Q-1', value: said('Half a sentence'), base: 0 }]);
    expect(again.autosave.states()['Q-1']?.kind).toBe('conflict');
  });

  it('keeps a wrong value here, beside its reason, and sends nothing wrong', async () => {
    const { client, autosave, store } = await aSheet();
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    autosave.edit('Q-3', said(9_000), 'typing');
    await pass(600);
    expect(client.requests.map(({ question }) => question)).toEqual(['Q-2']);
    expect(autosave.states()['Q-3']?.kind).toBe('invalid');
    expect(store.answerOf('Q-3')).toEqual(said(9_000));
  });
});
