import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { AnswerValue } from '@countersign/domain';
import { BrowserStore, type StoredEntry, type StoreKey } from '../assessment/browser-store';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { FakeBrowserStore } from '../testing/fake-browser-store';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { AssessmentFrame } from './assessment-frame';

const typed: AnswerValue = { answer: 'Payroll', followUps: {}, naReason: null };

/** Answers, and takes its time. */
class SlowStore extends FakeBrowserStore {
  override async under(prefix: StoreKey): Promise<readonly StoredEntry[]> {
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    return super.under(prefix);
  }
}

describe('A browser whose store answers late', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('holds the questionnaire back no longer than its patience, and what it kept is sent when it comes', async () => {
    const client = new FakeRespondClient(anAssessment());
    const browser = new SlowStore();
    const at = new Date().toISOString();
    await browser.put(['unsent', 'a-1', 'c-1', 'a tab that is gone', 'Q-1'], {
      value: typed,
      base: 0,
      sent: [],
      at,
    });
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: RespondClient, useValue: client },
        { provide: BrowserStore, useValue: browser },
      ],
    });
    TestBed.overrideComponent(AssessmentFrame, { set: { template: '{{ store.access() }}', imports: [] } });
    const frame = TestBed.createComponent(AssessmentFrame);
    frame.componentRef.setInput('assessmentId', 'a-1');
    frame.detectChanges();
    await jest.advanceTimersByTimeAsync(2_000);
    frame.detectChanges();
    expect((frame.nativeElement as HTMLElement).textContent).toBe('open');
    expect(client.requests).toEqual([]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(client.requests).toEqual([{ question: 'Q-1', value: typed, base: 0 }]);
  });
});
