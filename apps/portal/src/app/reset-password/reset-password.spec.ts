import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ResetPassword } from './reset-password';

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

describe('The page of a password reset', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;

  async function visit(address: string): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'reset-password', component: ResetPassword }]),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create(address);
    await harness.fixture.whenStable();
  }

  const text = () => harness.routeNativeElement?.textContent ?? '';
  const type = async (password: string) => {
    const loader = TestbedHarnessEnvironment.loader(harness.fixture);
    await (await loader.getHarness(MatInputHarness)).setValue(password);
  };
  const press = async () => {
    const loader = TestbedHarnessEnvironment.loader(harness.fixture);
    await (await loader.getHarness(MatButtonHarness.with({ text: /Set the new password/ }))).click();
  };
  const refuse = async (status: number, problem: object) => {
    const asked = http.expectOne('/api/password-reset/complete');
    expect(asked.request.body).toMatchObject({ token: 'secret' });
    asked.flush({ status, title: 'Refused', detail: 'No.', ...problem }, { status, statusText: 'x' });
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
  };

  it('asks nothing of the API by being visited, nor for a short password', async () => {
    await visit('/reset-password#t=secret');
    await type('too short');
    expect(text()).toContain('9 of 15 characters');
    await press();
    expect(text()).toContain('Choose at least 15 characters; these are 9.');
    http.verify();
  });

  it('says at the field why the API refuses a password, and lets another be tried', async () => {
    await visit('/reset-password#t=secret');
    await type('passwordpassword');
    await press();
    const message = 'is in a list of leaked passwords: choose another';
    await refuse(422, { code: 'invalid', fields: [{ field: 'password', message }] });
    expect(text()).toContain('This is in a list of leaked passwords: choose another.');
    await type('copper kettle on a pier');
    await press();
    http.expectOne('/api/password-reset/complete').flush(null, { status: 204, statusText: 'x' });
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
    expect(text()).toContain('Your new password holds');
  });

  it('offers another link when this one has ended', async () => {
    await visit('/reset-password#t=secret');
    await type('copper kettle on a pier');
    await press();
    await refuse(410, { code: 'link-ended' });
    expect(text()).toContain('This link has ended');
    expect(text()).toContain('Ask for another link');
  });

  it('says what to do when the link lacks its key', async () => {
    await visit('/reset-password');
    expect(text()).toContain('Please open the whole link');
  });
});
