import type { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatCheckboxHarness } from '@angular/material/checkbox/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { SessionStore } from '../../../session/session-store';
import type { AssessmentView } from '../assessment-view';
import { CorrectForm } from './correct-form';

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

const CONTACT = { id: 'c-1', name: 'Vera Holm', email: 'vera@tamarisk.example', active: true };
/** What the form reads of it. */
const SENT = {
  id: 'a-1',
  contact: CONTACT,
  message: null,
  revision: 4,
  row: { vendorId: 'v-1', dueOn: '2026-12-20' },
} as unknown as AssessmentView;

describe('Correcting an assessment', () => {
  let page: ComponentFixture<CorrectForm>;
  let api: HttpTestingController;
  let loader: HarnessLoader;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { today: signal('2026-11-28') } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(CorrectForm);
    page.componentRef.setInput('assessment', SENT);
    page.detectChanges();
    api.expectOne('/api/vendors/v-1').flush({ contacts: [CONTACT] });
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
    loader = TestbedHarnessEnvironment.loader(page);
  });

  const enter = async (label: string, text: string) => {
    const field = await loader.getHarness(
      MatFormFieldHarness.with({ floatingLabelText: new RegExp(`^${label}`) }),
    );
    await (await field.getControl(MatInputHarness))?.setValue(text);
  };
  const save = async () =>
    (await loader.getHarness(MatButtonHarness.with({ text: 'Save the correction' }))).click();
  const told = async () =>
    Promise.all((await loader.getAllHarnesses(MatCheckboxHarness)).map((box) => box.getLabelText()));
  const sent = () => api.match({ method: 'PUT', url: '/api/assessments/a-1' });

  it('is not said to be done where nothing is changed', async () => {
    await enter('Reason', 'Looked at it again.');
    await save();
    expect(sent()).toEqual([]);
    expect((page.nativeElement as HTMLElement).textContent).toContain('Nothing is changed yet');
  });

  it('is a new invitation too, with all else as it was', async () => {
    await enter('Reason', 'It was lost.');
    await (await loader.getHarness(MatCheckboxHarness)).check();
    await save();
    expect(sent().map(({ request }) => request.body as unknown)).toEqual([
      {
        dueOn: '2026-12-20',
        contactId: 'c-1',
        message: null,
        reason: 'It was lost.',
        reasonShared: false,
        sentAgain: true,
        revision: 4,
      },
    ]);
  });

  it('asks whether the reason goes into a mail only where one goes out', async () => {
    expect(await told()).toEqual([expect.stringContaining('invitation again')]);
    await enter('Answers needed by', '2027-01-15');
    expect(await told()).toEqual([
      expect.stringContaining('Name the reason'),
      expect.stringContaining('invitation again'),
    ]);
  });

  it('takes no day that has passed', async () => {
    await enter('Answers needed by', '2026-11-28');
    await enter('Reason', 'The wrong month was typed.');
    await save();
    expect(sent()).toEqual([]);
    expect((page.nativeElement as HTMLElement).textContent).toContain('Choose a day after today.');
  });
});
