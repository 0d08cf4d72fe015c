import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { EvidenceFile } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { EvidenceList } from './evidence-list';

const file = (number: number): EvidenceFile => ({
  id: `f-${number}`,
  question: null,
  name: `Report ${number}.pdf`,
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
});
const files = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => file(from + n));

describe('The files a reviewer reads', () => {
  let list: ComponentFixture<EvidenceList>;
  let api: HttpTestingController;
  const shown = () => list.nativeElement as HTMLElement;
  const boxes = () => [...shown().querySelectorAll<HTMLInputElement>('input[type=checkbox]')];

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await list.whenStable();
  }

  async function press(text: string): Promise<void> {
    [...shown().querySelectorAll('button')].find((each) => each.textContent.includes(text))?.click();
    await settle();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { may: () => true, today: () => '2026-11-22' } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    list = TestBed.createComponent(EvidenceList);
    list.componentRef.setInput('assessmentId', 'a-1');
    list.componentRef.setInput('of', { question: null, total: 40, items: files(1, 5) });
    await list.whenStable();
  });

  it('come a page at a time after the newest few, and a mark on a later one stays', async () => {
    expect(boxes()).toHaveLength(5);
    await press('Show more');
    api
      .expectOne('/api/assessments/a-1/evidence?general=true')
      .flush({ items: files(1, 25), nextCursor: 'after-25', total: 40 });
    await settle();
    await press('Show more');
    api
      .expectOne('/api/assessments/a-1/evidence?general=true&cursor=after-25')
      .flush({ items: files(26, 40), nextCursor: null, total: 40 });
    await settle();
    expect(boxes()).toHaveLength(40);
    boxes()[39]?.click();
    await settle();
    api.expectOne('/api/evidence/f-40/verified').flush({ ...file(40), verified: true });
    await settle();
    list.componentRef.setInput('of', { question: null, total: 40, items: files(1, 5) });
    await settle();
    expect(boxes()).toHaveLength(40);
    expect(boxes()[39]?.checked).toBe(true);
    await press('Show fewer');
    expect(boxes()).toHaveLength(5);
  });

  it('show what a colleague has said of one meanwhile: who and when, and another press is made on that', async () => {
    let readAnew = 0;
    list.componentInstance.verified.subscribe(() => (readAnew += 1));
    boxes()[0]?.click();
    await settle();
    const first = api.expectOne('/api/evidence/f-1/verified');
    expect(first.request.body).toMatchObject({ verified: true, revision: 0 });
    const detail = 'Rosa First has taken back on 27 November 2026 that this document is verified.';
    const present = { revision: 2, verified: false, by: 'Rosa First', at: '2026-11-27T09:00:00Z' };
    first.flush(
      { title: 'Conflict', status: 409, code: 'stale-revision', detail, present },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    expect(shown().textContent).toContain(detail);
    expect(boxes()[0]?.checked).toBe(false);
    expect(readAnew).toBe(1);
    const items = [{ ...file(1), revision: 2 }, ...files(2, 5)];
    list.componentRef.setInput('of', { question: null, total: 40, items });
    await settle();
    boxes()[0]?.click();
    await settle();
    const second = api.expectOne('/api/evidence/f-1/verified');
    expect(second.request.body).toMatchObject({ verified: true, revision: 2 });
    second.flush({ ...file(1), verified: true, revision: 3 });
    await settle();
    expect(shown().textContent).not.toContain(detail);
  });
});
