import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Session } from '@countersign/api-types';
import { Unavailable } from '../unavailable/unavailable';
import { SessionStore } from './session-store';
import { enrollingGuard, signedInGuard } from './signed-in-guard';
import { signedOutInterceptor } from './signed-out-interceptor';

@Component({ template: 'page' })
class Page {}

const SIGNED_OUT: Session = {
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
const SIGNED_IN: Session = {
  ...SIGNED_OUT,
  member: {
    id: 'm',
    name: 'Miriam Adeyemi',
    email: 'miriam@harbourline.example',
    roles: ['auditor'],
    permissions: ['vendor.read'],
  },
};

describe('A session', () => {
  let http: HttpTestingController;
  const url = () => TestBed.inject(Router).url;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'sign-in', component: Page },
          { path: 'unavailable', component: Unavailable },
          { path: 'second-factor', canActivate: [enrollingGuard], component: Page },
          { path: 'vendors', canActivate: [signedInGuard], component: Page },
        ]),
        provideHttpClient(withInterceptors([signedOutInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  async function visit(address: string, session: Session): Promise<void> {
    const harness = await RouterTestingHarness.create();
    const arrived = harness.navigateByUrl(address);
    await new Promise((resolve) => setTimeout(resolve));
    http.expectOne('/api/session').flush(session);
    await arrived;
  }

  it('is asked for before a page of the staff opens, and the page is remembered', async () => {
    await visit('/vendors?tier=1', SIGNED_OUT);
    expect(url()).toBe('/sign-in?returnTo=%2Fvendors%3Ftier%3D1');
  });

  it('opens the page and allows only what the member may', async () => {
    await visit('/vendors', SIGNED_IN);
    expect(url()).toBe('/vendors');
    const store = TestBed.inject(SessionStore);
    expect(store.may('vendor.read')).toBe(true);
    expect(store.may('vendor.write')).toBe(false);
  });

  it('that has ended leads to signing in, and back to where the member was', async () => {
    await visit('/vendors', SIGNED_IN);
    TestBed.inject(HttpClient)
      .get('/api/vendors')
      .subscribe({ error: () => undefined });
    http.expectOne('/api/vendors').flush(null, { status: 401, statusText: 'Unauthorized' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(url()).toBe('/sign-in?returnTo=%2Fvendors&ended=true');
    expect(TestBed.inject(SessionStore).member()).toBeNull();
  });

  it('that cannot be read says so in place of the page', async () => {
    const harness = await RouterTestingHarness.create();
    const arrived = harness.navigateByUrl('/vendors');
    await new Promise((resolve) => setTimeout(resolve));
    http.expectOne('/api/session').error(new ProgressEvent('error'));
    await arrived;
    expect(harness.routeNativeElement?.textContent).toContain('cannot be reached');
    expect(url()).toBe('/unavailable?returnTo=%2Fvendors');
  });

  it('goes on after a wrong code, which is said where it was entered', async () => {
    await visit('/vendors', SIGNED_IN);
    TestBed.inject(HttpClient)
      .post('/api/account/confirm', {})
      .subscribe({ error: () => undefined });
    const wrong = { code: 'second-factor-wrong', title: 'x', detail: 'y', status: 401 };
    http.expectOne('/api/account/confirm').flush(wrong, { status: 401, statusText: 'Unauthorized' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(url()).toBe('/vendors');
    expect(TestBed.inject(SessionStore).member()).not.toBeNull();
  });

  it('leads to the second factor before any page, once the organisation asks for one', async () => {
    await visit('/vendors', { ...SIGNED_IN, secondFactor: 'required' });
    expect(url()).toBe('/second-factor?returnTo=%2Fvendors');
  });

  it('leads there from the middle of the work as well', async () => {
    await visit('/vendors', SIGNED_IN);
    TestBed.inject(HttpClient)
      .get('/api/vendors')
      .subscribe({ error: () => undefined });
    const missing = { code: 'second-factor-required', title: 'x', detail: 'y', status: 403 };
    http.expectOne('/api/vendors').flush(missing, { status: 403, statusText: 'Forbidden' });
    await new Promise((resolve) => setTimeout(resolve));
    http.expectOne('/api/session').flush({ ...SIGNED_IN, secondFactor: 'required' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(url()).toBe('/second-factor?returnTo=%2Fvendors');
  });

  it('of a respondent is none of its business', async () => {
    await visit('/vendors', SIGNED_IN);
    TestBed.inject(HttpClient)
      .get('/api/respond/assessments/1')
      .subscribe({ error: () => undefined });
    http.expectOne('/api/respond/assessments/1').flush(null, { status: 401, statusText: 'Unauthorized' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(url()).toBe('/vendors');
  });
});
