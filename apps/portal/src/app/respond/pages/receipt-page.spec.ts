import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { EvidenceFile } from '@countersign/api-types';
import { AssessmentStore } from '../assessment/assessment-store';
import { DraftKeeper } from '../assessment/draft-keeper';
import { anAssessment } from '../testing/an-assessment';
import { ReceiptPage } from './receipt-page';

const files = (from: number, to: number): EvidenceFile[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({
    id: `f-${from + n}`,
    question: 'Q-1',
    name: `Report ${from + n}.pdf`,
    size: 1_000,
    mediaType: 'application/pdf',
    unopened: null,
    sha256: 'x',
    uploadedAt: '2026-11-20T09:00:00Z',
    uploadedBy: 'Sam Ortiz',
    verified: false,
    revision: 0,
    expiresOn: null,
    reliedOn: true,
    withdrawnAt: null,
    withdrawnBy: null,
    reading: null,
  }));

describe('The receipt', () => {
  let page: ComponentFixture<ReceiptPage>;
  let api: HttpTestingController;
  let store: AssessmentStore;
  const attached = () =>
    (page.nativeElement as HTMLElement).querySelector('.files')?.textContent.replace(/\s+/g, ' ') ?? '';
  const path = '/api/respond/assessments/a-1/evidence?question=Q-1';

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        AssessmentStore,
        { provide: DraftKeeper, useValue: { read: () => ({}), write: () => undefined } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    store = TestBed.inject(AssessmentStore);
    store.adopt(anAssessment({ evidence: [{ question: 'Q-1', total: 40, items: files(1, 5) }] }));
    page = TestBed.createComponent(ReceiptPage);
    await settle();
  });

  it('names every file, page after page, and leaves the other pages short', async () => {
    expect(attached()).toContain('and 35 more');
    api.expectOne(path).flush({ items: files(1, 25), nextCursor: 'after-25', total: 40 });
    await settle();
    api.expectOne(`${path}&cursor=after-25`).flush({ items: files(26, 40), nextCursor: null, total: 40 });
    await settle();
    expect(attached()).toContain('Report 40.pdf');
    expect(attached()).not.toContain(' more');
    page.destroy();
    expect(store.evidence()[0]?.items).toHaveLength(5);
  });

  it('says who submitted', async () => {
    store.adopt(
      anAssessment({
        state: 'submitted',
        submittedAt: '2026-11-22T15:00:00Z',
        submittedBy: 'Sam Ortiz',
        receipt: 'CS-1234',
      }),
    );
    await settle();
    const lines = [...(page.nativeElement as HTMLElement).querySelectorAll('dl div')].map((line) =>
      line.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(lines).toContain('Submitted bySam Ortiz');
  });

  it('says how many more there are where they cannot be read', async () => {
    api.expectOne(path).flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(attached()).toContain('Report 5.pdf and 35 more');
  });
});
