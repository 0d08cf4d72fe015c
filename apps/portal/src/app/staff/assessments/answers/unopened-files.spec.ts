import { TestBed } from '@angular/core/testing';
import type { EvidenceFile } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { AssessmentsClient } from '../assessments-client';
import { EvidenceList } from './evidence-list';

const FILE: EvidenceFile = {
  id: 'e-1',
  question: 'MA-14',
  name: 'Report.pdf',
  size: 1200,
  mediaType: 'application/pdf',
  unopened: null,
  sha256: '00',
  uploadedAt: '2026-11-23T02:05:31Z',
  uploadedBy: 'Vera Vendor',
  verified: false,
  revision: 0,
  expiresOn: null,
  reliedOn: false,
  withdrawnAt: null,
  withdrawnBy: null,
  reading: null,
};

async function linesOf(...files: Partial<EvidenceFile>[]): Promise<HTMLElement[]> {
  TestBed.configureTestingModule({
    providers: [
      {
        provide: SessionStore,
        useValue: { may: () => true, today: () => '2026-11-24', timeZone: () => 'UTC' },
      },
      { provide: AssessmentsClient, useValue: {} },
    ],
  });
  const page = TestBed.createComponent(EvidenceList);
  page.componentRef.setInput('of', {
    question: 'MA-14',
    total: files.length,
    items: files.map((file) => ({ ...FILE, ...file })),
  });
  await page.whenStable();
  return [...(page.nativeElement as HTMLElement).querySelectorAll('li')];
}

describe('The evidence a reviewer reads', () => {
  it('says of a file that is not opened why, and to check it first', async () => {
    const [locked, plain] = await linesOf({ name: 'Plan.docx', unopened: 'password' }, {});
    expect(locked?.querySelector('.unopened')?.textContent).toContain('Locked with a password.');
    expect(locked?.querySelector('.unopened')?.textContent).toContain('check it with your own tools');
    expect(plain?.querySelector('.unopened')).toBeNull();
  });

  it('keeps the direction of a name to itself', async () => {
    const [line] = await linesOf({ name: 'דוח שנתי.pdf' });
    expect(line?.querySelector('a bdi')?.textContent).toBe('דוח שנתי.pdf');
  });
});
