import type { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { SessionStore } from '../../session/session-store';
import { Absences } from './absences';

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

const MEMBERS = ['Dana Whitfield', 'Priya Raman', 'Tom Okafor'].map((name, at) => ({
  id: `m-${at}`,
  name,
  active: true,
}));

describe('An absence', () => {
  let page: ComponentFixture<Absences>;
  let api: HttpTestingController;
  let loader: HarnessLoader;

  /** Dana is signed in. */
  async function open(permissions: readonly string[]): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        {
          provide: SessionStore,
          useValue: {
            may: (permission: string) => permissions.includes(permission),
            member: signal(MEMBERS[0]),
            today: signal('2026-11-28'),
          },
        },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(Absences);
    page.detectChanges();
    api.expectOne('/api/absences').flush({ items: [] });
    api.expectOne('/api/members').flush({ items: MEMBERS });
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
    loader = TestbedHarnessEnvironment.loader(page);
    await press('Record an absence');
  }

  const press = async (text: string) => (await loader.getHarness(MatButtonHarness.with({ text }))).click();
  const field = (label: string) =>
    loader.getHarness(MatFormFieldHarness.with({ floatingLabelText: new RegExp(`^${label}`) }));
  async function offered(label: string): Promise<readonly string[]> {
    const select = await (await field(label)).getControl(MatSelectHarness);
    await select?.open();
    const texts = await Promise.all((await select?.getOptions())?.map((option) => option.getText()) ?? []);
    await select?.close();
    return texts;
  }
  async function choose(label: string, text: string): Promise<void> {
    const select = await (await field(label)).getControl(MatSelectHarness);
    await select?.clickOptions({ text });
  }
  async function give(label: string, day: string): Promise<void> {
    const input = await (await field(label)).getControl(MatInputHarness);
    await input?.setValue(day);
    await input?.blur();
  }
  const errors = async (label: string) => (await field(label)).getTextErrors();

  it('offers every other member as a deputy, and nobody else who is away', async () => {
    await open([]);
    expect(await offered('Deputy')).toEqual(['Priya Raman', 'Tom Okafor']);
  });

  it('offers an administrator for others whoever is not away, the administrator included', async () => {
    await open(['member.manage']);
    await choose('Who is away', 'Priya Raman');
    expect(await offered('Deputy')).toEqual(['Dana Whitfield', 'Tom Okafor']);
  });

  it('says which last days the API takes, before it is asked', async () => {
    await open([]);
    await give('Last day', '2026-11-27');
    expect(await errors('Last day')).toEqual([expect.stringContaining('28 Nov 2026')]);
    await give('First day', '2026-12-01');
    await give('Last day', '2027-12-03');
    expect(await errors('Last day')).toEqual([expect.stringMatching(/1 Dec 2026 to .*2 Dec 2027/)]);
    await give('Last day', '2027-12-02');
    expect(await errors('Last day')).toEqual([]);
  });
});
