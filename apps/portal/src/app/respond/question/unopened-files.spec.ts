import { TestBed } from '@angular/core/testing';
import type { EvidenceFile } from '@countersign/api-types';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { EvidencePanel } from './evidence-panel';

const FILE: EvidenceFile = {
  id: 'e-1',
  question: 'Q-1',
  name: 'Report.pdf',
  size: 1200,
  mediaType: 'application/pdf',
  unopened: null,
  sha256: '00',
  uploadedAt: '2026-11-23T02:05:31Z',
  uploadedBy: 'Sam Ortiz',
  verified: false,
  revision: 0,
  expiresOn: null,
  reliedOn: false,
  withdrawnAt: null,
  withdrawnBy: null,
  reading: null,
};

describe('The files a vendor has attached', () => {
  it('say which of them are not opened, and why', async () => {
    const locked: EvidenceFile = { ...FILE, id: 'e-2', name: 'Plan.docx', unopened: 'password' };
    const client = new FakeRespondClient(
      anAssessment({ evidence: [{ question: 'Q-1', total: 2, items: [FILE, locked] }] }),
    );
    TestBed.configureTestingModule({
      providers: [AssessmentStore, Autosave, { provide: RespondClient, useValue: client }],
    });
    const store = TestBed.inject(AssessmentStore);
    await store.open('a-1');
    const page = TestBed.createComponent(EvidencePanel);
    page.componentRef.setInput('question', store.questionnaire().questions[0]);
    await page.whenStable();
    const lines = [...(page.nativeElement as HTMLElement).querySelectorAll('li')];
    const notes = lines.map((line) => line.querySelector('.unopened')?.textContent ?? null);
    expect(notes).toEqual([
      null,
      'Locked with a password. It is kept as it is; Countersign does not open it. Tell Bay State Credit Union the password in some other way, not here.',
    ]);
  });
});
