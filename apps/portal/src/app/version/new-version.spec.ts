import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationError, provideRouter, Router } from '@angular/router';
import { NewVersion, newVersionInterceptor } from './new-version';
import { NewVersionNote } from './new-version-note';

const OWN = 'OWN00000';
const OTHER = '0TH-R_00';
const missing = new TypeError('Failed to fetch dynamically imported module: /chunk-B-7HiqwA.js');

describe('A tab that was opened before an upgrade', () => {
  let api: HttpTestingController;
  let version: NewVersion;
  let errors: unknown[];
  let reloads: (string | null)[];

  beforeEach(() => {
    const script = document.createElement('script');
    script.type = 'module';
    script.setAttribute('src', `/main-${OWN}.js`);
    document.head.append(script);
    errors = [];
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([newVersionInterceptor])),
        provideHttpClientTesting(),
        { provide: ErrorHandler, useValue: { handleError: (error: unknown) => errors.push(error) } },
        provideRouter([{ path: '**', children: [] }]),
      ],
    });
    api = TestBed.inject(HttpTestingController);
    version = TestBed.inject(NewVersion);
    reloads = [];
    version.reload = () => reloads.push(version.wanted());
  });

  afterEach(() => document.querySelectorAll('script[src]').forEach((script) => script.remove()));

  function answered(by: string | null, status = 200): void {
    TestBed.inject(HttpClient)
      .get('/api/session')
      .subscribe({ error: () => undefined });
    const headers: Record<string, string> = by === null ? {} : { 'countersign-portal': by };
    api.expectOne('/api/session').flush({}, { headers, status, statusText: 'told' });
  }

  async function goneTo(url: string, error: unknown, reach: (live: HttpTestingController) => void) {
    const met = version.meet(new NavigationError(1, url, error));
    reach(api);
    await met;
  }

  const live = (by: string) => (from: HttpTestingController) =>
    from.expectOne('/api/health/live').flush({}, { headers: { 'countersign-portal': by } });

  it.each([
    ['an answer', 200],
    ['a refusal', 401],
  ])('learns of it by %s, and says so', async (_what, status) => {
    const note = TestBed.createComponent(NewVersionNote);
    answered(OWN, status);
    answered(`THEIRSID ${OWN}`, status);
    answered(null, status);
    await note.whenStable();
    expect((note.nativeElement as HTMLElement).textContent).not.toContain('new version');
    answered(OTHER, status);
    await note.whenStable();
    const shown = note.nativeElement as HTMLElement;
    expect(shown.querySelector('[role=status]')?.textContent).toContain(
      'A new version of Countersign is here.',
    );
    shown.querySelector('button')?.click();
    expect(reloads).toEqual([null]);
  });

  it('goes on in the new one where the old page is gone', async () => {
    await goneTo('/vendors', missing, live(OTHER));
    expect(reloads).toEqual(['/vendors']);
    expect(version.trouble()).toBeNull();
  });

  it('leaves nobody in front of an empty page because the network is away, and goes on when it is back', async () => {
    const note = TestBed.createComponent(NewVersionNote);
    const shown = note.nativeElement as HTMLElement;
    await goneTo('/vendors', missing, (from) =>
      from.expectOne('/api/health/live').error(new ProgressEvent('error')),
    );
    await note.whenStable();
    expect(reloads).toEqual([]);
    expect(shown.querySelector('[role=alert]')?.textContent).toContain('What you have typed stays here');
    shown.querySelector('button')?.click();
    await note.whenStable();
    expect(TestBed.inject(Router).url).toBe('/vendors');
    expect(shown.querySelector('[role=alert]')).toBeNull();
    expect(version.wanted()).toBeNull();
  });

  it('stays where it is when a part did not come and nothing is new, and loads the page when it does not come again', async () => {
    await goneTo('/vendors', missing, live(OWN));
    expect(reloads).toEqual([]);
    expect(version.trouble()).toContain('could not be loaded');
    await goneTo('/contracts', missing, live(OWN));
    expect(reloads).toEqual([]);
    await goneTo('/contracts', missing, live(OWN));
    expect(reloads).toEqual(['/contracts']);
  });

  it('takes no other failure for an upgrade', async () => {
    await goneTo('/vendors', new Error('The vendor could not be read.'), (from) =>
      from.expectNone('/api/health/live'),
    );
    expect(reloads).toEqual([]);
    expect(version.trouble()).toBeNull();
    expect(errors).toEqual([new Error('The vendor could not be read.')]);
  });
});
