import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { SetUpPage } from './set-up-page';

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

describe('The page of the first run', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  const loader = () => TestbedHarnessEnvironment.loader(harness.fixture);
  const text = () => harness.routeNativeElement?.textContent ?? '';

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'set-up', component: SetUpPage }]),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create('/set-up#t=secret');
    await harness.fixture.whenStable();
  });

  afterEach(() => http.verify());

  async function begin(status: number): Promise<void> {
    http.verify();
    await (await loader().getHarness(MatButtonHarness.with({ text: 'Begin' }))).click();
    const asked = http.expectOne('/api/set-up/open');
    expect(asked.request.body).toEqual({ token: 'secret' });
    const ended = { code: 'link-ended', title: 'Ended', detail: 'No.', status };
    asked.flush(status === 204 ? null : ended, { status, statusText: 'x' });
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
  }

  async function box(label: string): Promise<MatInputHarness> {
    const field = await loader().getHarness(MatFormFieldHarness.with({ floatingLabelText: label }));
    return (await field.getControl(MatInputHarness)) as MatInputHarness;
  }

  it('suggests a short name, and leaves one that was written alone', async () => {
    await begin(204);
    await (await box('Name')).setValue('Larkspur Benefits, Inc.');
    expect(await (await box('Short name')).getValue()).toBe('larkspur-benefits');
    expect(text()).toContain('/o/larkspur-benefits');
    await (await box('Short name')).setValue('lark');
    await (await box('Name')).setValue('Larkspur Benefit Administrators');
    expect(await (await box('Short name')).getValue()).toBe('lark');
  });

  it('knows the zone of the browser, and refuses what is none', async () => {
    await begin(204);
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const zone = await box('Time zone');
    expect(await zone.getValue()).toBe(here);
    await zone.setValue('Atlantis');
    await zone.blur();
    expect(text()).toContain('Choose a time zone from the list');
  });

  it('says so before anything is typed when the link has ended', async () => {
    await begin(410);
    expect(text()).toContain('This link has ended');
  });
});
