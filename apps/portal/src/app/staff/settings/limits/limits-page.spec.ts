import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Limit, LimitsOverview } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { LimitsPage } from './limits-page';

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

const limit = (name: Limit['name'], unit: Limit['unit'], value: number, rest: Partial<Limit>): Limit => ({
  name,
  unit,
  value,
  defaultValue: value,
  least: 1,
  most: value * 10,
  used: null,
  ...rest,
});

const STORED: LimitsOverview = {
  organisationFiles: 14,
  revision: 0,
  limits: [
    limit('filesPerAssessment', 'files', 200, { least: 10, most: 1_000, used: 14 }),
    limit('bytesPerAssessment', 'bytes', GIBIBYTE, { least: 100 * MEBIBYTE, used: 300 * MEBIBYTE }),
    // As the operator has set it: no whole number of MiB.
    limit('bytesOfOrganisation', 'bytes', 10_000_000_000, {
      least: GIBIBYTE,
      most: 10_000_000_000,
      used: 2 * GIBIBYTE,
    }),
    limit('savesPerMinute', 'saves', 300, {}),
    limit('mailsByHandPerHour', 'mails', 6, {}),
  ],
};

describe('The limits of the organisation', () => {
  let page: ComponentFixture<LimitsPage>;
  let api: HttpTestingController;
  const shown = () => page.nativeElement as HTMLElement;
  const boxes = () => [...shown().querySelectorAll('input')];
  const button = (text: string) =>
    [...shown().querySelectorAll('button')].find((each) => each.textContent.includes(text));

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  }

  async function open(permissions: readonly string[]): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        {
          provide: SessionStore,
          useValue: { may: (permission: string) => permissions.includes(permission) },
        },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(LimitsPage);
    page.detectChanges();
    api.expectOne('/api/limits').flush(STORED);
    await page.whenStable();
  }

  async function type(place: number, text: string): Promise<void> {
    const box = boxes()[place];
    if (box) {
      box.value = text;
      box.dispatchEvent(new Event('input'));
    }
    await page.whenStable();
  }

  async function save(): Promise<void> {
    button('Save the limits')?.click();
    await settle();
  }

  it('are read with what is used, not changed, by a member who may not', async () => {
    await open(['audit.read']);
    expect(shown().querySelector('form')).toBeNull();
    expect(shown().textContent).toContain('2 GiB of 9.3 GiB');
    expect(shown().textContent).toContain('Most in one questionnaire now: 14 files');
    expect(shown().textContent).toContain('An administrator can change these limits.');
  });

  it('go back as they were read where they are not touched, the operator’s odd number too', async () => {
    await open(['organisation.manage']);
    await type(0, '150');
    await save();
    const { request } = api.expectOne({ method: 'PUT', url: '/api/limits' });
    expect(request.body).toEqual({
      filesPerAssessment: 150,
      bytesPerAssessment: GIBIBYTE,
      bytesOfOrganisation: 10_000_000_000,
      savesPerMinute: 300,
      mailsByHandPerHour: 6,
      revision: 0,
    });
  });

  it('below what is used say that everything stays and new files are refused', async () => {
    await open(['organisation.manage']);
    expect(shown().textContent).not.toContain('Less than is used');
    await type(0, '12');
    expect(shown().textContent).toContain(
      'Less than is used: everything stays, and new files are refused until there is room.',
    );
    await type(0, '14');
    expect(shown().textContent).not.toContain('Less than is used');
  });

  it.each(['9', '1001', '20.5', 'many', ''])(
    'do not leave the page beyond their bounds: "%s"',
    async (text) => {
      await open(['organisation.manage']);
      await type(0, text);
      await save();
      api.expectNone({ method: 'PUT', url: '/api/limits' });
      expect(shown().querySelector('[role=alert]')?.textContent).toContain('Files in one questionnaire');
    },
  );

  it('show both values when somebody else was faster, and keep mine on request', async () => {
    await open(['organisation.manage']);
    await type(0, '150');
    await save();
    const [files, ...others] = STORED.limits;
    const present = { ...STORED, revision: 1, limits: [{ ...files, value: 80 }, ...others] };
    const stale = { title: 'Conflict', status: 409, code: 'stale-revision', detail: 'Read again.', present };
    api
      .expectOne({ method: 'PUT', url: '/api/limits' })
      .flush(stale, { status: 409, statusText: 'Conflict' });
    await settle();
    const clash = shown().querySelector('.clash')?.textContent ?? '';
    expect(clash).toContain('150 files');
    expect(clash).toContain('80 files');
    button('Keep mine')?.click();
    await settle();
    await save();
    const { request } = api.expectOne({ method: 'PUT', url: '/api/limits' });
    expect(request.body).toMatchObject({ filesPerAssessment: 150, revision: 1 });
  });
});
