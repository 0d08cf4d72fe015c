import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ForgotPassword } from './forgot-password';

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

describe('Whoever has forgotten their password', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'forgot-password', component: ForgotPassword }]),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
  };

  /** Asks, and reads what stands there once this was answered. */
  async function toldAfter(answer: { readonly mailWaits: boolean }): Promise<string> {
    harness = await RouterTestingHarness.create('/forgot-password');
    http.match('/api/session').forEach((request) => request.flush(null, { status: 503, statusText: 'Away' }));
    const loader = TestbedHarnessEnvironment.loader(harness.fixture);
    await (await loader.getHarness(MatInputHarness)).setValue('kim@buyer.example');
    const asking = (await loader.getHarness(MatButtonHarness.with({ text: 'Mail me the link' }))).click();
    await settled();
    http.expectOne('/api/password-reset').flush(answer);
    await asking;
    await settled();
    return harness.routeNativeElement?.textContent ?? '';
  }

  it('is sent to their mail', async () => {
    const text = await toldAfter({ mailWaits: false });
    expect(text).toContain('Look at your mail');
    expect(text).toMatch(
      /If kim@buyer.example is the address of a member who signs in with a\s+password, a link .* is\s+mailed to it/,
    );
  });

  it('is promised no mail while none leaves, and told whom to ask', async () => {
    const text = await toldAfter({ mailWaits: true });
    expect(text).toContain('No mail leaves at the moment');
    expect(text).toContain('ask your administrator');
    expect(text).not.toContain('Look at your mail');
  });
});
