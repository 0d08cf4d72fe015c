import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { BesideClient } from '../assessment/beside-client';
import { BesideStore } from '../assessment/beside-store';
import { ColleagueNotes } from '../assessment/colleague-notes';
import { ReturnedAnswers } from '../assessment/returned-answers';
import type { RespondentAssessment } from '../assessment/respondent-assessment';
import { RespondClient } from '../respond-client';
import { anAssessment, answered } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { ReviewPage } from './review-page';

const SIGNED = { name: 'Sam Ortiz', date: '2026-11-22', signature: 'Sam Ortiz' };

async function review(answers: RespondentAssessment['answers']) {
  const client = new FakeRespondClient(anAssessment({ answers }));
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      Autosave,
      BesideStore,
      ColleagueNotes,
      ReturnedAnswers,
      {
        provide: BesideClient,
        useValue: { read: () => Promise.resolve({ questionnaires: [], hidden: 0, answers: [] }) },
      },
      provideRouter([]),
      { provide: RespondClient, useValue: client },
    ],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  const visited = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
  const fixture = TestBed.createComponent(ReviewPage);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const dialog = page.querySelector('dialog');
  // jsdom draws no dialogs
  if (dialog)
    Object.assign(dialog, { showModal: () => dialog.setAttribute('open', ''), close: () => undefined });
  const button = (words: string): HTMLButtonElement => {
    const found = [...page.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === words,
    );
    if (!found) throw new Error(`There is no button "${words}".`);
    return found;
  };
  /** Whether pressing the button, which the keyboard always reaches, leads on. */
  const asks = () => {
    const submit = button('Submit the answers');
    submit.click();
    const open = dialog?.hasAttribute('open') ?? false;
    expect(submit.getAttribute('aria-disabled') === 'true').toBe(!open);
    return open;
  };
  return { page, client, visited, button, asks, fixture };
}

describe('The last page', () => {
  it('names what is missing, leads straight to it, and does not submit before', async () => {
    const { page, asks } = await review({ 'Q-1': answered('Payroll'), 'Q-2': answered('yes') });
    const links = [...page.querySelectorAll('cs-question-links a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/respond/assessments/a-1/sections/A#Q-3',
      '/respond/assessments/a-1/sections/B#Q-4',
    ]);
    expect(page.textContent).toContain('2 answers are missing or incomplete');
    expect(asks()).toBe(false);
  });

  it('asks for the follow-ups of a gap as well', async () => {
    const { page } = await review({
      'Q-1': answered('Payroll'),
      'Q-2': answered('no'),
      'Q-4': answered('no'),
      'Q-5': answered(SIGNED),
    });
    const links = [...page.querySelectorAll('cs-question-links a')].map(({ textContent }) =>
      textContent?.trim(),
    );
    expect(links).toEqual([
      'Q-4 Is there a written program? Still needed: Which control limits this today?; By which date?',
    ]);
  });

  it('waits for the signature', async () => {
    const { page, asks } = await review({
      'Q-1': answered('Payroll'),
      'Q-2': answered('no'),
      'Q-4': answered('yes'),
      'Q-5': answered({ name: 'Sam Ortiz', date: '2026-11-22' }),
    });
    expect(page.textContent).toContain('Please complete and sign the attestation');
    expect(asks()).toBe(false);
  });

  it('leads to an answer that cannot be saved as it stands', async () => {
    const { page, asks, fixture } = await review({
      'Q-1': answered('Payroll'),
      'Q-2': answered('yes'),
      'Q-3': answered(12),
      'Q-4': answered('yes'),
      'Q-5': answered(SIGNED),
    });
    const tooMany = { answer: 9_000, followUps: {}, naReason: null };
    TestBed.inject(Autosave).edit('Q-3', tooMany, 'at-once');
    await fixture.whenStable();
    expect(page.querySelector('#undecided-title + p + cs-question-links a')?.getAttribute('href')).toContain(
      '#Q-3',
    );
    expect(asks()).toBe(false);
    // once the question is hidden its draft holds nothing back
    TestBed.inject(Autosave).edit('Q-2', { answer: 'no', followUps: {}, naReason: null }, 'at-once');
    await fixture.whenStable();
    expect(asks()).toBe(true);
  });

  it('submits after asking once, and shows the receipt', async () => {
    const { client, visited, button, fixture } = await review({
      'Q-1': answered('Payroll'),
      'Q-2': answered('no'),
      'Q-4': answered('yes'),
      'Q-5': answered(SIGNED),
    });
    button('Submit the answers').click();
    expect(client.assessment.state).toBe('answering');
    button('Submit now').click();
    await fixture.whenStable();
    expect(client.assessment.state).toBe('submitted');
    expect(visited).toHaveBeenCalledWith(['/respond/assessments', 'a-1', 'receipt']);
  });

  it('signs nothing that a colleague answered after the button was pressed, and shows it first', async () => {
    const { page, client, button, fixture } = await review({
      'Q-1': answered('Payroll'),
      'Q-2': answered('no'),
      'Q-4': answered('yes'),
      'Q-5': answered(SIGNED),
    });
    button('Submit the answers').click();
    client.answerByColleague('Q-1', 'Payroll and pensions');
    button('Submit now').click();
    await fixture.whenStable();
    expect(client.assessment.state).toBe('answering');
    expect(page.textContent).toContain('Not submitted: others have answered');
    const others = page.querySelector('[aria-labelledby=others-title]');
    expect(others?.textContent).toContain('Payroll and pensions');
    expect(others?.textContent).toContain('Kim Lee');
    button('Submit the answers').click();
    button('Submit now').click();
    await fixture.whenStable();
    expect(client.assessment.state).toBe('submitted');
  });
});
