import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { DelegationsShown } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { DelegationsPanel } from './delegations-panel';

const PATH = '/api/assessments/a-1/delegations';
const SHOWN: DelegationsShown = {
  waiting: [
    {
      id: 'd-1',
      byName: 'Vera Vendor',
      toName: 'Dela Gate',
      toEmail: 'dela@elsewhere.example',
      note: 'She runs it.',
      part: 'Access control',
      askedAt: '2026-11-22T10:00:00Z',
    },
  ],
  delegates: [
    { name: 'Bo Unced', email: 'bo@harbor.example', part: 'Incidents', lastSeenAt: null, undelivered: true },
  ],
};

async function panel(shown: DelegationsShown, may = true) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: SessionStore, useValue: { may: () => may } },
    ],
  });
  const http = TestBed.inject(HttpTestingController);
  const fixture = TestBed.createComponent(DelegationsPanel);
  fixture.componentRef.setInput('assessmentId', 'a-1');
  const settled = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  };
  fixture.detectChanges();
  TestBed.tick();
  http.expectOne(PATH).flush(shown);
  await settled();
  await settled();
  const page = fixture.nativeElement as HTMLElement;
  const press = async (label: string): Promise<void> => {
    [...page.querySelectorAll('button')].find((one) => one.textContent?.includes(label))?.click();
    await settled();
  };
  return { http, page, press };
}

describe('What the vendor shares among colleagues', () => {
  it('shows nothing while it shares nothing', async () => {
    const { page } = await panel({ waiting: [], delegates: [] });
    expect(page.textContent?.trim()).toBe('');
  });

  it('says who is asked for what, and whose mail came back', async () => {
    const { page } = await panel(SHOWN);
    for (const told of [
      'Vera Vendor',
      'Dela Gate',
      'Access control',
      'She runs it.',
      'Bo Unced',
      'came back',
    ])
      expect(page.textContent).toContain(told);
  });

  it('lets procurement agree by one click, and asks for words before it refuses', async () => {
    const { http, page, press } = await panel(SHOWN);
    await press('Refuse');
    expect(page.textContent).toContain('The contact gets these words by mail.');
    await press('Leave it');
    await press('Let Dela Gate answer it');
    http.expectOne(`${PATH}/d-1/agree`).flush(null, { status: 204, statusText: 'No Content' });
  });

  it('tells whoever may not send that others agree', async () => {
    const { page } = await panel(SHOWN, false);
    expect(page.querySelector('button')).toBeNull();
    expect(page.textContent).toContain('People with the role Procurement');
  });
});
