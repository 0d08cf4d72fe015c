import { TestBed } from '@angular/core/testing';
import type { AnswerValue } from '@countersign/domain';
import { RespondClient } from '../respond-client';
import { anAssessment, answered } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { FakeBrowserStore } from '../testing/fake-browser-store';
import { AssessmentStore } from './assessment-store';
import { Autosave } from './autosave';
import { BrowserStore } from './browser-store';
import { Colleagues } from './colleagues';
import { savingWords } from './save-state';

function said(answer: unknown): AnswerValue {
  return { answer, followUps: {}, naReason: null };
}

/** One visit with this browser; the same browser again is the next visit, or another tab. */
async function aSheet(client = new FakeRespondClient(anAssessment()), browser = new FakeBrowserStore()) {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      Autosave,
      { provide: RespondClient, useValue: client },
      { provide: BrowserStore, useValue: browser },
    ],
  });
  const store = TestBed.inject(AssessmentStore);
  const autosave = TestBed.inject(Autosave);
  await store.open('a-1');
  return { client, store, autosave, browser };
}

const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

describe('Autosave', () => {
  beforeEach(() => {
    jest.useFakeTimers();
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

    const again = await aSheet(new FakeRespondClient(first.client.assessment), first.browser);
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

  it('keeps typing from the first character on, and forgets it once the server has it', async () => {
    const first = await aSheet();
    first.autosave.edit('Q-1', said('H'), 'typing');
    const again = await aSheet(first.client, first.browser);
    expect(first.client.requests).toEqual([]);
    expect(again.store.answerOf('Q-1')).toEqual(said('H'));
    again.autosave.saveAllNow();
    await pass(0);
    expect(again.client.assessment.answers['Q-1']?.value).toEqual(said('H'));
    expect(await first.browser.under([])).toEqual([]);
  });

  it('shows nobody what somebody else has typed in this browser', async () => {
    const first = await aSheet();
    first.autosave.edit('Q-1', said('Between us'), 'typing');
    const other = await aSheet(new FakeRespondClient(anAssessment({ respondentId: 'c-2' })), first.browser);
    expect(other.store.drafts()).toEqual({});
    const own = await aSheet(first.client, first.browser);
    expect(own.store.answerOf('Q-1')).toEqual(said('Between us'));
  });

  it('takes the newer of two texts that were left in two tabs, and sets the other aside', async () => {
    const first = await aSheet();
    first.autosave.edit('Q-1', said('Older'), 'typing');
    const second = await aSheet(first.client, new FakeBrowserStore());
    await pass(10);
    second.autosave.edit('Q-1', said('Newer'), 'typing');
    for (const { key, value } of await second.browser.under([])) await first.browser.put(key, value);
    const third = await aSheet(first.client, first.browser);
    expect(third.store.answerOf('Q-1')).toEqual(said('Newer'));
    expect(third.store.aside()).toMatchObject([{ question: 'Q-1', value: said('Older'), because: 'newer' }]);
  });

  it('is in no conflict with its own save whose answer was lost, whatever was typed since', async () => {
    const { client, autosave } = await aSheet();
    client.losesReplies = true;
    autosave.edit('Q-1', said('Pay'), 'at-once');
    await pass(0);
    client.losesReplies = false;
    autosave.edit('Q-1', said('Payroll'), 'typing');
    await pass(1_000);
    await pass(0);
    expect(autosave.states()['Q-1']?.kind).toBe('saved');
    expect(client.requests.map(({ value, base }) => [value.answer, base])).toEqual([
      ['Pay', 0],
      ['Payroll', 0],
      ['Payroll', 1],
    ]);
    expect(client.assessment.answers['Q-1']).toMatchObject({ revision: 2, value: said('Payroll') });
  });

  it('sends what was typed back to the saved answer too, while nobody knows what is saved', async () => {
    const { client, autosave } = await aSheet(
      new FakeRespondClient(anAssessment({ answers: { 'Q-1': answered('Payroll') } })),
    );
    client.losesReplies = true;
    autosave.edit('Q-1', said('Payrol'), 'at-once');
    await pass(0);
    client.losesReplies = false;
    autosave.edit('Q-1', said('Payroll'), 'typing');
    await pass(1_000);
    await pass(0);
    expect(client.assessment.answers['Q-1']?.value).toEqual(said('Payroll'));
    expect(autosave.states()['Q-1']?.kind).toBe('saved');
  });

  it('loses no character that is typed while two answers are before the person', async () => {
    const { client, store, autosave, browser } = await aSheet();
    client.answerByColleague('Q-1', 'Theirs');
    autosave.edit('Q-1', said('Mine'), 'at-once');
    await pass(0);
    autosave.edit('Q-1', said('Mine, and more'), 'typing');
    await pass(5_000);
    expect(autosave.states()['Q-1']?.kind).toBe('conflict');
    expect(store.answerOf('Q-1')).toEqual(said('Mine, and more'));
    expect((await aSheet(client, browser)).store.answerOf('Q-1')).toEqual(said('Mine, and more'));
  });

  it('keeps mine in reach where theirs is kept, also after a reload, until it is dismissed', async () => {
    const first = await aSheet();
    first.client.answerByColleague('Q-1', 'Theirs');
    first.autosave.edit('Q-1', said('Mine'), 'at-once');
    await pass(0);
    first.autosave.keepTheirs('Q-1');
    expect(first.store.answerOf('Q-1')).toEqual(said('Theirs'));

    const again = await aSheet(first.client, first.browser);
    expect(again.store.aside()).toMatchObject([{ question: 'Q-1', value: said('Mine'), because: 'theirs' }]);
    again.autosave.putBack(again.store.aside()[0]!);
    await pass(0);
    expect(again.client.assessment.answers['Q-1']?.value).toEqual(said('Mine'));
    expect(again.store.aside()).toEqual([]);
    expect((await aSheet(first.client, first.browser)).store.aside()).toEqual([]);
  });

  it('keeps what was typed after a colleague submitted, also after a reload', async () => {
    const first = await aSheet();
    first.client.closeByColleague();
    first.autosave.edit('Q-1', said('Too late'), 'at-once');
    await pass(0);
    expect(first.store.answerable()).toBe(false);
    expect(first.store.tooLate()).toEqual(['Q-1']);
    const again = await aSheet(first.client, first.browser);
    expect(again.store.aside()).toMatchObject([{ value: said('Too late'), because: 'closed' }]);
    again.store.dismiss(again.store.aside()[0]?.id ?? '');
    expect((await aSheet(first.client, first.browser)).store.aside()).toEqual([]);
  });

  it('keeps what a tab left behind that was closed before the questionnaire was', async () => {
    const first = await aSheet();
    first.autosave.edit('Q-1', said('Half a sentence'), 'typing');
    first.client.closeByColleague();
    const again = await aSheet(first.client, first.browser);
    expect(again.store.drafts()).toEqual({});
    expect(again.store.aside()).toMatchObject([{ value: said('Half a sentence'), because: 'closed' }]);
  });

  it('says how many answers wait while the browser is offline, and asks nothing of the line', async () => {
    const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const { client, autosave } = await aSheet();
    autosave.edit('Q-1', said('Payroll'), 'at-once');
    autosave.edit('Q-2', said('yes'), 'at-once');
    await pass(0);
    expect(savingWords(autosave.saving())).toBe('Offline: 2 answers waiting');
    expect(client.requests).toEqual([]);
    onLine.mockReturnValue(true);
    dispatchEvent(new Event('online'));
    autosave.saveAllNow();
    await pass(0);
    expect(savingWords(autosave.saving())).toMatch(/^Saved \d\d:\d\d$/);
    onLine.mockRestore();
  });
});

describe('What colleagues do meanwhile', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const watched = async (client = new FakeRespondClient(anAssessment())) => {
    const sheet = await aSheet(client);
    const colleagues = TestBed.runInInjectionContext(() => new Colleagues());
    return { ...sheet, colleagues };
  };

  it('shows within seconds, except where somebody is writing', async () => {
    const { client, store, autosave } = await watched();
    client.answerByColleague('Q-2', 'yes');
    await pass(5_000);
    expect(store.answerOf('Q-2')).toEqual(said('yes'));
    expect(autosave.states()['Q-2']).toMatchObject({ kind: 'saved', by: 'Kim Lee' });

    client.answerByColleague('Q-1', 'Theirs');
    client.hold();
    autosave.edit('Q-1', said('Mine'), 'typing');
    await pass(5_000);
    expect(store.answerOf('Q-1')).toEqual(said('Mine'));
    client.release();
    await pass(0);
    expect(autosave.states()['Q-1']?.kind).toBe('conflict');
    client.answerByColleague('Q-1', 'Theirs again');
    await pass(5_000);
    expect(autosave.states()['Q-1']).toMatchObject({ theirs: { value: said('Theirs again') } });
  });

  it('closes the answers here within seconds, and keeps what was being written', async () => {
    const { client, store, autosave } = await watched();
    client.reachable = false;
    autosave.edit('Q-1', said('Mine'), 'typing');
    await pass(600);
    client.reachable = true;
    client.closeByColleague();
    await pass(5_000);
    expect(store.answerable()).toBe(false);
    expect(store.aside()).toMatchObject([{ value: said('Mine') }]);
  });

  it('is not asked while nobody looks, nor long after the last key', async () => {
    const { client } = await watched();
    const asked = jest.spyOn(client, 'latestSaves');
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await pass(60_000);
    expect(asked).not.toHaveBeenCalled();
    hidden.mockRestore();
    await pass(5_000);
    expect(asked).toHaveBeenCalledTimes(1);
    await pass(60 * 60_000);
    const until = asked.mock.calls.length;
    await pass(60 * 60_000);
    expect(asked).toHaveBeenCalledTimes(until);
    dispatchEvent(new Event('keydown'));
    expect(asked).toHaveBeenCalledTimes(until + 1);
  });
});
