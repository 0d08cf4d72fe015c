import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { Colleagues } from '../assessment/colleagues';
import { RespondClient } from '../respond-client';
import { AskingOrganisation } from '../shell/asking-organisation';
import { SignOut } from '../shell/sign-out';
import { anAssessment } from '../testing/an-assessment';
import { PassOnPage } from './pass-on';

async function passOnPage(own: Partial<Record<keyof RespondClient, jest.Mock>> = {}, state = 'answering') {
  const client = {
    read: () => Promise.resolve(anAssessment({ state: state as 'answering' })),
    ownPassingOn: jest.fn(() => Promise.resolve({ codeNeeded: true, waitsFor: null })),
    mailPassOnCode: jest.fn(() => Promise.resolve({ mailWaits: false })),
    passOn: jest.fn(() => Promise.resolve({ state: 'passed' })),
    ...own,
  };
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      Autosave,
      Colleagues,
      provideRouter([]),
      { provide: RespondClient, useValue: client },
    ],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  TestBed.inject(AskingOrganisation).wayOut.set(SignOut);
  const fixture = TestBed.createComponent(PassOnPage);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const text = (): string => (page.textContent ?? '').replace(/\s+/g, ' ');
  const press = async (label: string): Promise<void> => {
    [...page.querySelectorAll('button')].find((one) => one.textContent?.trim() === label)?.click();
    await fixture.whenStable();
  };
  const type = (field: string, entry: string): void => {
    const input = page.querySelector<HTMLInputElement>(`[name=${field}]`);
    if (input) input.value = entry;
  };
  const submit = async (): Promise<void> => {
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
  };
  return { ...client, page, text, press, type, submit };
}

const NORA = { name: 'Nora Right', email: 'nora@harbor.example', note: null, code: '123456' };

describe('Passing a questionnaire on', () => {
  it('asks for a code, says that the own link has ended, and leaves nothing to sign out of', async () => {
    const { press, type, submit, mailPassOnCode, passOn, text } = await passOnPage();
    await press('Mail me the code');
    expect(mailPassOnCode).toHaveBeenCalledWith('a-1');
    type('name', ' Nora Right ');
    type('email', NORA.email);
    type('code', NORA.code);
    await submit();
    expect(passOn).toHaveBeenCalledWith('a-1', NORA);
    expect(text()).toContain('Passed on to Nora Right');
    expect(text()).toContain('Your link has ended');
    expect(TestBed.inject(AskingOrganisation).wayOut()).toBeNull();
  });

  it('says that the organisation is asked first, and that one’s own link goes on', async () => {
    const passOn = jest.fn(() => Promise.resolve({ state: 'waiting' }));
    const { type, submit, text, page } = await passOnPage({
      passOn,
      ownPassingOn: jest.fn(() => Promise.resolve({ codeNeeded: false, waitsFor: null })),
    });
    expect(page.querySelector('[name=code]')).toBeNull();
    type('name', 'Nora Right');
    type('email', 'nora@elsewhere.example');
    await submit();
    expect(passOn).toHaveBeenCalledWith('a-1', { ...NORA, email: 'nora@elsewhere.example', code: null });
    expect(text()).toContain('Bay State Credit Union is asked first');
    expect(TestBed.inject(AskingOrganisation).wayOut()).toBe(SignOut);
  });

  it('says why it was refused, and keeps what was typed', async () => {
    const error = { code: 'code-wrong', detail: 'Check the six digits.' };
    const { type, submit, text, page } = await passOnPage({
      passOn: jest.fn(() => Promise.reject(new HttpErrorResponse({ status: 422, error }))),
    });
    type('name', 'Nora Right');
    await submit();
    expect(text()).toContain('Check the six digits.');
    expect(page.querySelector<HTMLInputElement>('[name=name]')?.value).toBe('Nora Right');
  });

  it('asks for nobody while the organisation has not answered', async () => {
    const { page, text } = await passOnPage({
      ownPassingOn: jest.fn(() => Promise.resolve({ codeNeeded: false, waitsFor: 'Nora Right' })),
    });
    expect(page.querySelector('form')).toBeNull();
    expect(text()).toContain('has not said yet whether it may go to Nora Right');
  });

  it('has nothing to pass on once the answers are submitted', async () => {
    const { page, text } = await passOnPage({}, 'submitted');
    expect(page.querySelector('form')).toBeNull();
    expect(text()).toContain('There is nothing to pass on');
  });
});
