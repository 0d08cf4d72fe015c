import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { SessionStore } from '../../session/session-store';
import { PassingOnPanel } from './passing-on-panel';

const PATH = '/api/assessments/a-1/passing-on';
const WAITING = {
  id: 'p-1',
  byName: 'Vera Vendor',
  toName: 'Nora Right',
  toEmail: 'nora@elsewhere.example',
  note: 'She leads security.',
  askedAt: '2026-11-22T10:00:00Z',
};

async function panel(waiting: typeof WAITING | null, may = true) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: SessionStore, useValue: { may: () => may } },
    ],
  });
  const http = TestBed.inject(HttpTestingController);
  const fixture = TestBed.createComponent(PassingOnPanel);
  fixture.componentRef.setInput('assessmentId', 'a-1');
  let changed = 0;
  fixture.componentInstance.changed.subscribe(() => changed++);
  const settled = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  };
  fixture.detectChanges();
  TestBed.tick();
  http.expectOne(PATH).flush({ waiting });
  await settled();
  await settled();
  const page = fixture.nativeElement as HTMLElement;
  const press = async (label: string): Promise<void> => {
    [...page.querySelectorAll('button')].find((one) => one.textContent?.trim() === label)?.click();
    await settled();
  };
  return { http, page, press, settled, changed: () => changed };
}

describe('A questionnaire that its contact wants to pass on', () => {
  it('shows nothing while nobody wants to', async () => {
    const { page } = await panel(null);
    expect(page.textContent?.trim()).toBe('');
  });

  it('says who names whom and in which words, and sends it by one click', async () => {
    const { http, page, press, changed } = await panel(WAITING);
    for (const told of ['Vera Vendor', 'Nora Right', 'nora@elsewhere.example', 'She leads security.'])
      expect(page.textContent).toContain(told);
    await press('Send it to Nora Right');
    http.expectOne(`${PATH}/p-1/agree`).flush(null, { status: 204, statusText: 'No Content' });
    expect(changed()).toBe(1);
  });

  it('tells whoever may not send that others agree', async () => {
    const { page } = await panel(WAITING, false);
    expect(page.querySelector('button')).toBeNull();
    expect(page.textContent).toContain('People with the role Procurement');
  });

  it('asks for the words that the contact is told before it refuses', async () => {
    const { page, press } = await panel(WAITING);
    await press('Refuse');
    expect(page.textContent).toContain('Vera Vendor gets these words by mail.');
  });

  const DECIDED = [
    { title: 'Conflict', status: 409, code: 'passing-on-over', detail: 'Kim Okafor agreed on 28 November.' },
    { status: 409, statusText: 'Conflict' },
  ] as const;

  it('tells the second of two who agree what was decided, until it is left', async () => {
    const { http, page, press, settled, changed } = await panel(WAITING);
    await press('Send it to Nora Right');
    http.expectOne(`${PATH}/p-1/agree`).flush(...DECIDED);
    await settled();
    http.expectOne(PATH).flush({ waiting: null });
    await settled();
    expect(changed()).toBe(1);
    expect(page.textContent).toContain('Kim Okafor agreed on 28 November.');
    expect(page.textContent).not.toContain('Send it to Nora Right');
    await press('Leave it');
    expect(page.textContent?.trim()).toBe('');
  });

  it('keeps the reason of the second of two who decide beside what was decided, until it is left', async () => {
    const { http, page, press, settled } = await panel(WAITING);
    await press('Refuse');
    const box = page.querySelector('textarea') as HTMLTextAreaElement;
    box.value = 'We know nobody there';
    box.dispatchEvent(new Event('input'));
    await press('Refuse it');
    http.expectOne(`${PATH}/p-1/refuse`).flush(...DECIDED);
    await settled();
    http.expectOne(PATH).flush({ waiting: null });
    await settled();
    expect(page.textContent).toContain('Kim Okafor agreed on 28 November.');
    expect(page.querySelector('textarea')?.value).toBe('We know nobody there');
    await press('Leave it');
    expect(page.textContent?.trim()).toBe('');
  });
});
