import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { DraftKeeper } from '../assessment/draft-keeper';
import { AskingOrganisation } from './asking-organisation';
import { RespondShell } from './respond-shell';
import { SignOut } from './sign-out';

describe('The frame of the vendor’s pages', () => {
  let page: ComponentFixture<RespondShell>;
  let api: HttpTestingController;
  const shown = () => page.nativeElement as HTMLElement;
  /** What this browser keeps is counted before anything is asked, and let go before anybody leaves. */
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  };
  const press = async () => {
    shown().querySelector('button')?.click();
    await settled();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'respond', children: [] }]),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(RespondShell);
  });

  it('offers to sign out once a questionnaire is open, and leads back to where links are opened', async () => {
    await page.whenStable();
    expect(shown().querySelector('button')).toBeNull();
    TestBed.inject(AskingOrganisation).name.set('Alder Insurance');
    TestBed.inject(AskingOrganisation).wayOut.set(SignOut);
    await page.whenStable();
    await press();
    api
      .expectOne({ method: 'POST', url: '/api/respond/sign-out' })
      .flush(null, { status: 204, statusText: 'No Content' });
    await settled();
    expect(TestBed.inject(Router).url).toBe('/respond#signed-out');
    expect(shown().querySelector('button')).toBeNull();
  });

  it('asks before what was typed and is not saved is deleted', async () => {
    TestBed.inject(AskingOrganisation).name.set('Alder Insurance');
    const draft = { value: { answer: 'Half', followUps: {}, naReason: null }, base: 0, at: '', sent: [] };
    await TestBed.inject(DraftKeeper).keep({ assessmentId: 'a-1', respondentId: 'c-1' }, 'Q-1', draft);
    TestBed.inject(AskingOrganisation).wayOut.set(SignOut);
    await page.whenStable();
    await press();
    api.expectNone('/api/respond/sign-out');
    expect(shown().textContent).toContain('One text that you typed here is not saved');
    [...shown().querySelectorAll('button')].find((one) => one.textContent.includes('and delete'))?.click();
    api.expectOne('/api/respond/sign-out').flush(null, { status: 204, statusText: 'No Content' });
    await settled();
    expect(TestBed.inject(DraftKeeper).held()).toBe(0);
  });

  it('says so when signing out does not reach the portal', async () => {
    TestBed.inject(AskingOrganisation).name.set('Alder Insurance');
    TestBed.inject(AskingOrganisation).wayOut.set(SignOut);
    await page.whenStable();
    await press();
    api.expectOne('/api/respond/sign-out').error(new ProgressEvent('error'));
    await settled();
    expect(shown().textContent).toContain('Not signed out');
  });
});
