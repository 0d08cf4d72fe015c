import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Session } from '@countersign/api-types';
import { SignIn } from './sign-in';

@Component({ template: 'page' })
class Page {}

const NOBODY: Session = {
  member: null,
  organisation: null,
  today: '2026-11-22',
  demonstration: false,
  inboxUrl: null,
  setUpNeeded: false,
  severalOrganisations: false,
  language: 'en',
  secondFactor: 'none',
};
const MEMBER: Session = {
  ...NOBODY,
  member: { id: 'm', name: 'Miriam', email: 'miriam@harborline.example', roles: ['risk'], permissions: [] },
};
const HARBORLINE = { organisation: { name: 'Harborline', slug: 'harborline' }, oidc: null };

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

describe('The sign-in page', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideRouter(
          [
            { path: 'sign-in', component: SignIn },
            { path: 'o/:slug', component: SignIn },
            { path: 'dashboard', component: Page },
            { path: 'findings', component: Page },
            { path: 'second-factor', component: Page },
          ],
          withComponentInputBinding(),
        ),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => http.verify());

  const url = () => TestBed.inject(Router).url;
  const text = () => harness.routeNativeElement?.textContent ?? '';
  const loader = () => TestbedHarnessEnvironment.loader(harness.fixture);
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
  };
  const fill = async (...values: string[]) => {
    const boxes = await loader().getAllHarnesses(MatInputHarness);
    for (const [place, value] of values.entries()) await boxes[place]?.setValue(value);
  };
  const press = async (words: string | RegExp) => {
    await (await loader().getHarness(MatButtonHarness.with({ text: words }))).click();
    await settled();
  };

  async function visit(address: string, session: Partial<Session> = {}): Promise<void> {
    harness = await RouterTestingHarness.create(address);
    http.expectOne('/api/session').flush({ ...NOBODY, ...session });
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
  }

  async function giveOptions(options: unknown, status = 200): Promise<void> {
    http
      .expectOne(({ url: path }) => path === '/api/sign-in/options')
      .flush(options as object, {
        status,
        statusText: 'x',
      });
    await settled();
  }

  async function giveRightPassword(): Promise<void> {
    await fill('miriam@harborline.example', 'four unrelated words');
    await press('Sign in');
    http
      .expectOne('/api/sign-in')
      .flush({ session: null, secondFactor: { methods: ['totp', 'recovery-code'] } });
    await settled();
  }

  it('asks for the second factor where there is one, and then leads on to the page that was wanted', async () => {
    await visit('/sign-in?returnTo=%2Ffindings');
    await giveOptions(HARBORLINE);
    await giveRightPassword();
    expect(text()).toContain('six digits');
    await fill('123 456');
    await press('Confirm');
    const step = http.expectOne('/api/sign-in/second-factor');
    expect(step.request.body).toEqual({ code: '123456' });
    step.flush({ session: MEMBER, secondFactor: null });
    await settled();
    expect(url()).toBe('/findings');
  });

  it('refuses five digits by itself, and takes a recovery code as it was written down', async () => {
    await visit('/sign-in');
    await giveOptions(HARBORLINE);
    await giveRightPassword();
    await fill('12345');
    await press('Confirm');
    expect(text()).toContain('The code has six digits.');
    await press('Use a recovery code');
    await fill(' abcdef-123456-ghjkmn-789xyz ');
    await press('Confirm');
    const step = http.expectOne('/api/sign-in/second-factor');
    expect(step.request.body).toEqual({ code: 'abcdef-123456-ghjkmn-789xyz' });
    step.flush({ session: MEMBER, secondFactor: null });
    await settled();
    expect(url()).toBe('/dashboard');
  });

  it('begins again when the step took too long', async () => {
    await visit('/sign-in');
    await giveOptions(HARBORLINE);
    await giveRightPassword();
    await fill('123456');
    await press('Confirm');
    const ended = { code: 'step-ended', title: 'x', detail: 'y', status: 401 };
    http.expectOne('/api/sign-in/second-factor').flush(ended, { status: 401, statusText: 'x' });
    await settled();
    expect(text()).toContain('begin again with your password');
  });

  it('takes a member who lacks a required second factor to its enrolment, and remembers the page', async () => {
    await visit('/sign-in?returnTo=%2Ffindings');
    await giveOptions(HARBORLINE);
    await fill('miriam@harborline.example', 'four unrelated words');
    await press('Sign in');
    const session = { ...MEMBER, secondFactor: 'required' };
    http.expectOne('/api/sign-in').flush({ session, secondFactor: null });
    await settled();
    expect(url()).toBe('/second-factor?returnTo=%2Ffindings');
  });

  it('says how long to wait after too many tries', async () => {
    await visit('/sign-in');
    await giveOptions(HARBORLINE);
    await fill('miriam@harborline.example', 'wrong');
    await press('Sign in');
    const refusal = { code: 'too-many-tries', title: 'Too many tries', detail: 'Please wait.', status: 429 };
    http.expectOne('/api/sign-in').flush(refusal, {
      status: 429,
      statusText: 'x',
      headers: { 'Retry-After': '120' },
    });
    await settled();
    expect(text()).toContain('You can try again in 2 minutes.');
  });

  it('says when many sign in at once, and keeps what was typed for the next press', async () => {
    await visit('/sign-in');
    await giveOptions(HARBORLINE);
    await fill('miriam@harborline.example', 'four unrelated words');
    await press('Sign in');
    const detail = 'Many passwords are being checked at this moment: please try again in a few seconds.';
    const busy = { code: 'too-busy', title: 'Busy', detail, status: 503, retryAfterSeconds: 3 };
    const headers = { 'Retry-After': '3' };
    http.expectOne('/api/sign-in').flush(busy, { status: 503, statusText: 'x', headers });
    await settled();
    expect(text()).toContain(detail);
    await press('Sign in');
    const again = http.expectOne('/api/sign-in');
    expect(again.request.body).toMatchObject({
      email: 'miriam@harborline.example',
      password: 'four unrelated words',
    });
    again.flush({ session: MEMBER, secondFactor: null });
    await settled();
    expect(url()).toBe('/dashboard');
  });

  it('asks for the organisation where there are several, and goes to its own address', async () => {
    await visit('/sign-in?returnTo=%2Ffindings', { severalOrganisations: true });
    await settled();
    await fill('Harborline');
    // not through a harness: that would wait for the answer which only the test itself gives
    harness.routeNativeElement?.querySelector('form')?.requestSubmit();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(url()).toBe('/o/harborline?returnTo=%2Ffindings');
    await giveOptions(HARBORLINE);
    expect(text()).toContain('to Harborline');
    await fill('miriam@harborline.example', 'four unrelated words');
    await press('Sign in');
    const asked = http.expectOne('/api/sign-in');
    expect(asked.request.body).toMatchObject({ organisation: 'harborline' });
    asked.flush({ session: MEMBER, secondFactor: null });
    await settled();
    expect(url()).toBe('/findings');
  });

  it('names an organisation that is not there', async () => {
    await visit('/o/nowhere');
    await giveOptions({ code: 'not-found', title: 'x', detail: 'y', status: 404 }, 404);
    expect(text()).toContain('no organisation with the short name “nowhere”');
  });

  it('offers the organisation’s own sign-in as a link that comes back', async () => {
    await visit('/sign-in?returnTo=%2Ffindings&problem=oidc-no-role');
    await giveOptions({ ...HARBORLINE, oidc: { label: 'Harborline account' } });
    const link = [...(harness.routeNativeElement?.querySelectorAll('a') ?? [])].find((a) =>
      a.textContent.includes('Continue with Harborline account'),
    );
    expect(link?.getAttribute('href')).toBe('/api/sign-in/oidc?returnTo=%2Ffindings&organisation=harborline');
    expect(text()).toContain('gives you a role');
  });

  it('tells how to get the set-up link while there is no organisation', async () => {
    await visit('/sign-in', { setUpNeeded: true });
    await settled();
    expect(text()).toContain('not set up yet');
  });
});
