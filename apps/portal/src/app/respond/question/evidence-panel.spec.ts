import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { EvidenceFile } from '@countersign/api-types';
import { AssessmentStore } from '../assessment/assessment-store';
import { DraftKeeper } from '../assessment/draft-keeper';
import { anAssessment } from '../testing/an-assessment';
import { EvidencePanel } from './evidence-panel';

const MEBIBYTE = 1024 * 1024;
const file = (number: number, reliedOn = false): EvidenceFile => ({
  id: `f-${number}`,
  question: 'Q-1',
  name: `Report ${number}.pdf`,
  size: MEBIBYTE,
  mediaType: 'application/pdf',
  unopened: null,
  sha256: 'x',
  uploadedAt: '2026-11-20T09:00:00Z',
  uploadedBy: 'Sam Ortiz',
  verified: false,
  revision: 0,
  expiresOn: null,
  reliedOn,
  withdrawnAt: null,
  withdrawnBy: null,
  reading: null,
});
const files = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => file(from + n, from + n === 1));

describe('The files of a question', () => {
  let panel: ComponentFixture<EvidencePanel>;
  let api: HttpTestingController;
  let store: AssessmentStore;
  const shown = () => panel.nativeElement as HTMLElement;
  const names = () => [...shown().querySelectorAll('li .name')].map(({ textContent }) => textContent);
  const button = (text: string) =>
    [...shown().querySelectorAll('button')].find((each) => each.textContent.includes(text));

  async function press(text: string): Promise<void> {
    button(text)?.click();
    await settle();
  }

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await panel.whenStable();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        AssessmentStore,
        { provide: DraftKeeper, useValue: { read: () => ({}), write: () => undefined } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    store = TestBed.inject(AssessmentStore);
    store.adopt(
      anAssessment({
        evidence: [{ question: 'Q-1', total: 60, items: files(1, 5) }],
        maximumFiles: 100,
        usedFiles: 70,
        maximumFileBytes: 25 * MEBIBYTE,
        usedBytes: 60 * MEBIBYTE,
      }),
    );
    panel = TestBed.createComponent(EvidencePanel);
    panel.componentRef.setInput('question', store.question('Q-1'));
    await panel.whenStable();
  });

  it('are the newest few, then a page at a time, and the few again', async () => {
    expect(names()).toHaveLength(5);
    expect(shown().textContent).toContain('5 of 60 files shown');
    await press('Show more');
    api
      .expectOne('/api/respond/assessments/a-1/evidence?question=Q-1')
      .flush({ items: files(1, 25), nextCursor: 'after-25', total: 60 });
    await settle();
    expect(names()).toHaveLength(25);
    await press('Show more');
    api
      .expectOne('/api/respond/assessments/a-1/evidence?question=Q-1&cursor=after-25')
      .flush({ items: files(26, 50), nextCursor: 'after-50', total: 60 });
    await settle();
    expect(names()).toHaveLength(50);
    await press('Show fewer');
    expect(names()).toEqual(files(1, 5).map(({ name }) => name));
    store.addEvidence(file(61));
    await press('Show more');
    api.expectOne('/api/respond/assessments/a-1/evidence?question=Q-1');
  });

  it('stay as they are where no more can be read, with a word', async () => {
    await press('Show more');
    api
      .expectOne('/api/respond/assessments/a-1/evidence?question=Q-1')
      .flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(names()).toHaveLength(5);
    expect(shown().textContent).toContain('More files could not be read. Please try again.');
    expect(button('Show more')?.disabled).toBe(false);
  });

  it('that cannot be taken are named before they are sent, each with what to do', async () => {
    const choose = (chosen: File) => {
      const picker = shown().querySelector<HTMLInputElement>('input[type=file]');
      if (picker === null) throw new Error('There is no picker.');
      Object.defineProperty(picker, 'files', { value: [chosen], configurable: true });
      picker.dispatchEvent(new Event('change'));
    };
    const large = new File(['x'], 'large.pdf');
    Object.defineProperty(large, 'size', { value: 26 * MEBIBYTE });
    choose(new File(['x'], 'run.EXE'));
    choose(new File([''], 'empty.pdf'));
    choose(large);
    await settle();
    const lines = [...shown().querySelectorAll('cs-upload-line')].map(({ textContent }) => textContent);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('Files that end in .exe are not taken. Save it as PDF, then attach that.');
    expect(lines[1]).toContain('This file is empty.');
    expect(lines[2]).toContain('This file has 26 MiB; the limit is 25 MiB per file.');
  });

  it('say how much room is used as the server counts it, and what is withdrawn goes on to use it', async () => {
    const room = () => /\d+ of \d+ files and \d+ MiB/.exec(shown().textContent)?.[0];
    expect(room()).toBe('70 of 100 files and 60 MiB');
    store.dropEvidence(file(1, true));
    await settle();
    expect(room()).toBe('70 of 100 files and 60 MiB');
    store.dropEvidence(file(2));
    await settle();
    expect(room()).toBe('69 of 100 files and 59 MiB');
    store.addEvidence(file(61));
    await settle();
    expect(room()).toBe('70 of 100 files and 60 MiB');
    expect(names()[0]).toBe('Report 61.pdf');
    expect(shown().textContent).toContain('4 of 59 files shown');
    expect(shown().textContent).not.toContain('no further file is taken');
    for (let n = 62; n <= 91; n += 1) store.addEvidence(file(n));
    await settle();
    expect(shown().textContent).toContain('100 of 100 files and 90 MiB of 1 GiB');
    expect(shown().textContent).toContain('no further file is taken');
  });
});
