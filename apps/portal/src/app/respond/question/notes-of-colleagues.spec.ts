import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ColleagueNote } from '@countersign/api-types';
import { AssessmentStore } from '../assessment/assessment-store';
import { ColleagueNotes } from '../assessment/colleague-notes';
import type { RespondentAssessment } from '../assessment/respondent-assessment';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { NotesOfColleagues } from './notes-of-colleagues';

const THEIRS: ColleagueNote = {
  id: 'n-1',
  question: 'A-1',
  text: 'Ask Quentin.',
  by: 'Dela Gate',
  own: false,
  at: '2026-11-22T10:00:00Z',
  editedAt: null,
  revision: 1,
};
const OWN: ColleagueNote = { ...THEIRS, id: 'n-2', text: 'He is away.', by: 'Vera', own: true, revision: 3 };

async function notes(own: Partial<RespondentAssessment> = {}, refusal: HttpErrorResponse | null = null) {
  const question = anAssessment().questionnaire.questions[0]?.id ?? '';
  const act = () => (refusal === null ? Promise.resolve() : Promise.reject(refusal));
  const client = {
    read: () => Promise.resolve(anAssessment(own)),
    colleagueNotes: jest.fn(() => Promise.resolve([THEIRS, OWN].map((note) => ({ ...note, question })))),
    writeColleagueNote: jest.fn(act),
    changeColleagueNote: jest.fn(act),
    withdrawColleagueNote: jest.fn(act),
  };
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      ColleagueNotes,
      provideRouter([]),
      { provide: RespondClient, useValue: client },
    ],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  const fixture = TestBed.createComponent(NotesOfColleagues);
  fixture.componentRef.setInput('questionId', question);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const text = (): string => (page.textContent ?? '').replace(/\s+/g, ' ');
  const press = async (label: string): Promise<void> => {
    [...page.querySelectorAll('button')].find((one) => one.textContent?.includes(label))?.click();
    await fixture.whenStable();
  };
  const write = async (words: string, place = `[id="${question}-note"]`): Promise<void> => {
    const field = page.querySelector<HTMLTextAreaElement>(place);
    if (field === null) throw new Error('nowhere to write');
    field.value = words;
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  return { ...client, question, page, text, press, write };
}

describe('Notes among colleagues beside a question', () => {
  it('say who wrote what and who does not read them, and offer one’s own to be edited alone', async () => {
    const { text, page } = await notes();
    expect(text()).toContain('Dela Gate');
    expect(text()).toContain('Ask Quentin.');
    expect(text()).toContain('Bay State Credit Union does not see them');
    expect(
      [...page.querySelectorAll('button')].filter((one) => one.textContent?.includes('Edit')),
    ).toHaveLength(1);
  });

  it('are added, changed upon the revision that was seen, and withdrawn', async () => {
    const { press, write, question, page, ...client } = await notes();
    await write('Since when?');
    await press('Add the note');
    expect(client.writeColleagueNote).toHaveBeenCalledWith('a-1', { question, text: 'Since when?' });
    expect(page.querySelector<HTMLTextAreaElement>(`[id="${question}-note"]`)?.value).toBe('');
    await press('Edit');
    await write('He is back.', '[id="note-n-2"]');
    await press('Save the note');
    expect(client.changeColleagueNote).toHaveBeenCalledWith('a-1', 'n-2', {
      text: 'He is back.',
      revision: 3,
    });
    await press('Withdraw');
    expect(client.withdrawColleagueNote).toHaveBeenCalledWith('a-1', 'n-2');
  });

  it('keep what was typed where it was refused, and say why', async () => {
    const refusal = new HttpErrorResponse({
      status: 409,
      error: { code: 'notes-full', detail: 'There are as many.' },
    });
    const { press, write, text, question, page } = await notes({}, refusal);
    await write('One more');
    await press('Add the note');
    expect(text()).toContain('There are as many.');
    expect(page.querySelector<HTMLTextAreaElement>(`[id="${question}-note"]`)?.value).toBe('One more');
    expect(TestBed.inject(ColleagueNotes).unsent()).toBe(true);
  });

  it('are read and no longer written once the answers are submitted', async () => {
    const { text, page } = await notes({ state: 'submitted' });
    expect(text()).toContain('Ask Quentin.');
    expect(page.querySelector('textarea, button')).toBeNull();
  });
});
