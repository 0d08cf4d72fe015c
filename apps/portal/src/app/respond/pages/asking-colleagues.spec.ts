import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { DelegatedColleague } from '@countersign/api-types';
import { AssessmentStore } from '../assessment/assessment-store';
import type { RespondentAssessment } from '../assessment/respondent-assessment';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { AskingColleagues } from './asking-colleagues';

const DELA: DelegatedColleague = {
  id: 'i-1',
  name: 'Dela Gate',
  email: 'dela@harbor.example',
  sections: ['A'],
  questions: [],
  state: 'opened',
  by: 'Vera Vendor',
  askedAt: '2026-11-22T10:00:00Z',
  lastSeenAt: null,
  answered: 2,
  because: null,
};

async function asking({
  colleagues = [] as DelegatedColleague[],
  codeNeeded = true,
  own = {} as Partial<RespondentAssessment>,
  delegate = jest.fn(() => Promise.resolve({ state: 'delegated' })),
  question = undefined as string | undefined,
} = {}) {
  const client = {
    read: () => Promise.resolve(anAssessment(own)),
    ownDelegations: jest.fn(() => Promise.resolve({ codeNeeded, colleagues })),
    mailPassOnCode: jest.fn(() => Promise.resolve({ mailWaits: false })),
    takeDelegationBack: jest.fn(() => Promise.resolve()),
    delegate,
  };
  TestBed.configureTestingModule({
    providers: [AssessmentStore, provideRouter([]), { provide: RespondClient, useValue: client }],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  const fixture = TestBed.createComponent(AskingColleagues);
  fixture.componentRef.setInput('question', question);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  const text = (): string => (page.textContent ?? '').replace(/\s+/g, ' ');
  const press = async (label: string): Promise<void> => {
    [...page.querySelectorAll('button')].find((one) => one.textContent?.includes(label))?.click();
    await fixture.whenStable();
  };
  const type = (field: string, entry: string): void => {
    const input = page.querySelector<HTMLInputElement>(`[name=${field}]`);
    if (input === null) return;
    input.value = entry;
    input.dispatchEvent(new Event('input'));
  };
  const tick = async (label: string): Promise<void> => {
    const found = [...page.querySelectorAll('.choice')].find((one) => one.textContent?.includes(label));
    found?.querySelector('input')?.click();
    await fixture.whenStable();
  };
  const submit = async (): Promise<void> => {
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { ...client, page, text, press, type, tick, submit };
}

afterEach(() => document.body.replaceChildren());

describe('Asking colleagues', () => {
  it('asks for a part by name and address, after a code, and says what follows where the focus is', async () => {
    const { press, type, tick, submit, mailPassOnCode, delegate, text } = await asking();
    await press('Mail me the code');
    expect(mailPassOnCode).toHaveBeenCalledWith('a-1');
    type('name', ' Dela Gate ');
    type('email', DELA.email);
    type('code', '123456');
    await tick('A. ');
    await submit();
    expect(delegate).toHaveBeenCalledWith('a-1', {
      name: 'Dela Gate',
      email: DELA.email,
      sections: ['A'],
      questions: [],
      note: null,
      code: '123456',
    });
    expect(text()).toContain('gets a mail with a link of their own');
    expect(document.activeElement?.getAttribute('role')).toBe('status');
  });

  it('has chosen the question that somebody came from', async () => {
    const store = anAssessment();
    const question = store.questionnaire.questions[0]?.id ?? '';
    const { type, submit, delegate } = await asking({ question, codeNeeded: false });
    type('name', 'Dela');
    type('email', DELA.email);
    await submit();
    expect(delegate).toHaveBeenCalledWith(
      'a-1',
      expect.objectContaining({ sections: [], questions: [question] }),
    );
  });

  it('says of everybody how it stands, and takes a part back once that is confirmed by name', async () => {
    const { text, press, takeDelegationBack } = await asking({
      colleagues: [DELA, { ...DELA, id: 'i-2', name: 'Bo Unced', state: 'undelivered', answered: 0 }],
    });
    expect(text()).toContain('Has opened it, 2 questions answered');
    expect(text()).toContain('Mail to this address came back');
    await press('Take it back');
    expect(takeDelegationBack).not.toHaveBeenCalled();
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.activeElement?.id).toBe('confirm-i-1');
    await press('Take it back from Dela Gate');
    expect(takeDelegationBack).toHaveBeenCalledWith('a-1', 'i-1');
    expect(text()).toContain('the link of Dela Gate has ended');
  });

  it('ends the former link where an address is corrected, and not where it is mailed again', async () => {
    const { press, type, submit, delegate, takeDelegationBack } = await asking({
      colleagues: [DELA],
      codeNeeded: false,
    });
    await press('Correct, add or mail again');
    await submit();
    expect(delegate).toHaveBeenCalledWith(
      'a-1',
      expect.objectContaining({ email: DELA.email, sections: ['A'] }),
    );
    expect(takeDelegationBack).not.toHaveBeenCalled();
    await press('Correct, add or mail again');
    type('email', 'della@harbor.example');
    await submit();
    expect(takeDelegationBack).toHaveBeenCalledWith('a-1', 'i-1');
  });

  it('says why it was refused, and keeps what was typed and chosen', async () => {
    const error = { code: 'delegations-full', detail: 'Twenty colleagues are asked already.' };
    const { type, tick, submit, text, page } = await asking({
      codeNeeded: false,
      delegate: jest.fn(() => Promise.reject(new HttpErrorResponse({ status: 409, error }))),
    });
    type('name', 'Dela');
    await tick('A. ');
    await submit();
    expect(text()).toContain('Twenty colleagues are asked already.');
    expect(page.querySelector<HTMLInputElement>('[name=name]')?.value).toBe('Dela');
    expect(page.querySelector<HTMLInputElement>('.choice input')?.checked).toBe(true);
  });

  it('asks nobody once the answers are submitted, and is not for a delegate', async () => {
    const { page } = await asking({ own: { state: 'submitted' } });
    expect(page.querySelector('form')).toBeNull();
    TestBed.resetTestingModule();
    const { page: theirs, text } = await asking({ own: { part: { by: 'Vera' } } });
    expect(theirs.querySelector('form')).toBeNull();
    expect(text()).toContain('You were asked for a part');
  });
});
