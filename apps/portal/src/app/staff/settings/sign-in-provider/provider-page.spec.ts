import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { OidcSettings } from '@countersign/api-types';
import { Confirm } from '../../../ui/confirm';
import { ProviderPage } from './provider-page';

const ADDRESS = '/api/organisation/oidc';

const STORED: OidcSettings = {
  issuer: 'https://login.buyer.example',
  clientId: 'countersign',
  hasSecret: true,
  secretSetAt: '2026-01-05T09:00:00.000Z',
  label: 'Buyer account',
  roleClaim: null,
  roleMapping: [],
  enabled: true,
  redirectUri: 'https://buyer.example/api/sign-in/oidc/callback',
  revision: 3,
};

const THEIRS: OidcSettings = {
  ...STORED,
  clientId: 'their-client',
  secretSetAt: '2026-02-06T09:00:00.000Z',
  label: 'Their words',
  revision: 4,
};

describe('The settings of the sign-in provider', () => {
  let page: ComponentFixture<ProviderPage>;
  let api: HttpTestingController;
  const shown = () => page.nativeElement as HTMLElement;
  const button = (text: string) =>
    [...shown().querySelectorAll('button')].find((each) => each.textContent.includes(text));
  const box = (label: string) =>
    [...shown().querySelectorAll('mat-form-field')]
      .find((field) => field.textContent.includes(label))
      ?.querySelector('input');
  const clashes = () =>
    [...shown().querySelectorAll('cs-clash-note dl > div')].map((row) =>
      row.textContent.replace(/\s+/g, ' '),
    );

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  }

  async function enter(label: string, text: string): Promise<void> {
    const field = box(label);
    if (!field) throw new Error(`There is no field "${label}".`);
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await settle();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Confirm, useValue: { ask: () => Promise.resolve(true) } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(ProviderPage);
    page.detectChanges();
    api.expectOne(ADDRESS).flush(STORED);
    await settle();
  });

  afterEach(() => {
    api.verify();
  });

  async function press(text: string): Promise<void> {
    button(text)?.click();
    await settle();
  }

  function refuse(method: string): void {
    const asked = api.expectOne((request) => request.method === method);
    asked.flush(
      { title: 'Conflict', code: 'stale-revision', present: THEIRS },
      { status: 409, statusText: 'Conflict' },
    );
  }

  it('shows both values where another was faster, a secret only as entered, and sends what is chosen', async () => {
    await enter('Words on the button', 'My words');
    await enter('Client secret', 'typed here');
    await press('Save');
    refuse('PUT');
    await settle();
    expect(clashes()).toEqual([
      expect.stringMatching(/Client secret.*Yours.*The one you entered.*Stored.*One entered .*2026/),
      expect.stringMatching(/Words on the button.*Yours.*My words.*Stored.*Their words/),
    ]);
    expect(shown().textContent).not.toContain('typed here');
    expect([box('Client id')?.value, box('Words on the button')?.value]).toEqual([
      'their-client',
      'My words',
    ]);

    await press('Keep mine, then save');
    await press('Save');
    const saved = api.expectOne((request) => request.method === 'PUT');
    expect(saved.request.body).toMatchObject({
      clientId: 'their-client',
      clientSecret: 'typed here',
      label: 'My words',
      revision: 4,
    });
    saved.flush({ ...THEIRS, label: 'My words', revision: 5 });
    await settle();
    expect(box('Client secret')?.value).toBe('');
  });

  it('keeps what is half typed where a removal is refused since another was faster', async () => {
    await enter('Words on the button', 'My words');
    await press('Remove the provider');
    const [removal] = api.match((request) => request.method === 'DELETE');
    expect(removal?.request.params.get('revision')).toBe('3');
    removal?.flush(
      { title: 'Conflict', code: 'stale-revision', present: THEIRS },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    expect(clashes()).toEqual([expect.stringMatching(/My words.*Their words/)]);
    expect(box('Words on the button')?.value).toBe('My words');
    await press('Take what is stored');
    expect(box('Words on the button')?.value).toBe('Their words');
  });
});
