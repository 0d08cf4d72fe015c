import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ErasurePreview } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { ErasePerson } from './erase-person';

const PREVIEW: ErasurePreview = {
  name: 'Ada Byrne',
  email: 'ada@vendor.example',
  counts: { rows: 41, files: 1, unsearchedFiles: 3 },
  blockedBy: null,
};

describe('Erasing a person', () => {
  let page: ComponentFixture<ErasePerson>;
  let api: HttpTestingController;
  const shown = () => page.nativeElement as HTMLElement;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { may: () => true } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(ErasePerson);
    page.detectChanges();
    api.expectOne('/api/members/overview').flush({ members: [], invitations: [] });
    await page.whenStable();
  });

  async function choose(preview: ErasurePreview): Promise<void> {
    page.componentInstance['choose']({ kind: 'contact', id: 'c-1' });
    page.detectChanges();
    api.expectOne('/api/data-jobs/erasure-preview?kind=contact&id=c-1').flush(preview);
    await page.whenStable();
  }

  async function write(label: string, text: string): Promise<void> {
    const field = [...shown().querySelectorAll('mat-form-field')].find((each) =>
      each.textContent.includes(label),
    );
    const box = field?.querySelector('input');
    if (box) {
      box.value = text;
      box.dispatchEvent(new Event('input'));
    }
    await page.whenStable();
  }

  async function send(): Promise<void> {
    shown().querySelector('form')?.dispatchEvent(new Event('submit'));
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  }

  it('shows what would go before it asks for anything', async () => {
    await choose(PREVIEW);
    expect(shown().textContent).toContain('Ada Byrne, ada@vendor.example');
    expect(shown().textContent).toContain(
      'What stands in 41 records, 1 file of their own, and every other file that names them',
    );
  });

  it('says which files the name is not looked for in, where there are any', async () => {
    await choose(PREVIEW);
    expect(shown().textContent).toContain('3 files of all vendors (PDF, ZIP, Office, pictures)');
  });

  it('says nothing of files that are not searched where there are none', async () => {
    await choose({ ...PREVIEW, counts: { ...PREVIEW.counts, unsearchedFiles: 0 } });
    expect(shown().textContent).not.toContain('Not searched');
  });

  it('asks for the name exactly', async () => {
    await choose(PREVIEW);
    await write('Why', 'Asked for in writing');
    await write('Type the name', 'ada byrne');
    await send();
    api.expectNone('/api/data-jobs/erasure');
    expect(shown().textContent).toContain('Type “Ada Byrne” exactly as it stands.');
    await write('Type the name', 'Ada Byrne');
    await send();
    expect(api.expectOne('/api/data-jobs/erasure').request.body).toEqual({
      kind: 'contact',
      id: 'c-1',
      reason: 'Asked for in writing',
    });
  });

  it('says what stands in the way and offers no step', async () => {
    await choose({ ...PREVIEW, blockedBy: 'A legal hold stands on Fernhill Payroll.' });
    expect(shown().textContent).toContain('A legal hold stands on Fernhill Payroll.');
    expect(shown().querySelector('form')).toBeNull();
  });
});
