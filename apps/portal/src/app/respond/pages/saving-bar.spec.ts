import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { BrowserStore } from '../assessment/browser-store';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { FakeBrowserStore } from '../testing/fake-browser-store';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { SavingBar } from './saving-bar';

const PAYROLL = { answer: 'Payroll', followUps: {}, naReason: null };

async function bar() {
  const client = new FakeRespondClient(anAssessment());
  const browser = new FakeBrowserStore();
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      Autosave,
      provideRouter([]),
      { provide: RespondClient, useValue: client },
      { provide: BrowserStore, useValue: browser },
    ],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  const fixture = TestBed.createComponent(SavingBar);
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  await settle();
  const words = () => (fixture.nativeElement as HTMLElement).textContent ?? '';
  return { client, browser, settle, words, autosave: TestBed.inject(Autosave) };
}

describe('The bar that stays in view', () => {
  it('says when the last answer was saved', async () => {
    const { autosave, settle, words } = await bar();
    expect(words()).toContain('Answers are saved as you give them');
    autosave.edit('Q-1', PAYROLL, 'at-once');
    await settle();
    expect(words()).toMatch(/Saved \d\d:\d\d/);
  });

  it('counts what waits while the portal is not reached', async () => {
    const { client, autosave, settle, words } = await bar();
    client.reachable = false;
    autosave.edit('Q-1', PAYROLL, 'at-once');
    await settle();
    expect(words()).toContain('Not saved yet: 1 answer waiting, trying again');
  });

  it('says that the browser keeps nothing, and saves all the same', async () => {
    const { browser, autosave, settle, words } = await bar();
    browser.refused.set(true);
    autosave.edit('Q-1', PAYROLL, 'at-once');
    await settle();
    expect(words()).toContain('This browser keeps nothing that is typed');
    expect(words()).toMatch(/Saved \d\d:\d\d/);
  });
});
