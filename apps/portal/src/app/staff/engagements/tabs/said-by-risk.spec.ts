import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ReassessmentView, TierOverrideView } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import type { EngagementView } from '../engagement-view';
import { ReassessmentPanel } from './reassessment-panel';
import { TierPanel } from './tier-panel';
import { UsePanel } from './use-panel';

const TODAY = '2026-11-27';

const OVERRIDE: TierOverrideView = {
  id: 'o-1',
  state: 'in-force',
  tier: 2,
  computedThen: 1,
  reason: 'A pilot of ten people',
  until: '2026-12-31',
  by: 'Kim Okafor',
  at: '2026-11-20T10:00:00.000Z',
  liftedBy: null,
  liftedReason: null,
};

const DUE: ReassessmentView = {
  dueOn: '2027-11-01',
  why: 'cadence',
  assessmentId: 'a-1',
  submittedOn: '2026-11-01',
  regularOn: '2027-11-01',
  changes: [],
  extendedUntil: null,
  extendableTo: '2028-05-01',
  extension: null,
};

const engagementWith = (wishes: object) =>
  ({
    id: 'e-1',
    state: 'open',
    inherent: { tier: 1 },
    standing: { tier: 1 },
    policy: { cadenceMonths: 12 },
    tierOverrides: [],
    reassessment: DUE,
    use: { state: 'in-use', since: '2025-01-01', endedOn: null, dataReturnedOn: null, importedOn: null },
    useWork: [],
    ...wishes,
  }) as unknown as EngagementView;

describe('What the role risk says of an engagement', () => {
  let api: HttpTestingController;
  let page: ComponentFixture<unknown>;

  async function open<T>(
    panel: Type<T>,
    wishes: object = {},
    permissions: readonly string[] = ['engagement.approve'],
  ): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        {
          provide: SessionStore,
          useValue: { may: (one: string) => permissions.includes(one), today: () => TODAY },
        },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(panel);
    page.componentRef.setInput('engagement', engagementWith(wishes));
    page.detectChanges();
    for (const asked of api.match('/api/catalogue'))
      asked.flush({ facts: { facts: {} }, library: {}, steps: {} });
    await page.whenStable();
  }

  const shown = () => (page.nativeElement as HTMLElement).textContent.replaceAll(/\s+/g, ' ');
  const buttons = () =>
    [...(page.nativeElement as HTMLElement).querySelectorAll('button')].map((each) =>
      each.textContent.trim(),
    );

  it('shows the computed tier beside the override, and that it has risen since', async () => {
    await open(TierPanel, {
      standing: { tier: 2 },
      tierOverrides: [{ ...OVERRIDE, computedThen: 3 }],
    });
    expect(shown()).toMatch(/Tier 2 ?by override until .*2026.*, computed 1: A pilot of ten people/);
    expect(shown()).toContain('was 3 when the override was set, and is 1 now');
    expect(buttons()).toEqual(['Lift the override']);
  });

  it('offers an override where none is in force, to whoever may decide', async () => {
    await open(TierPanel, { tierOverrides: [{ ...OVERRIDE, state: 'ended' }] });
    expect(shown()).toMatch(/Tier 1 ?computed from the inherent risk/);
    expect(shown()).toContain('Overrides of before');
    expect(buttons()).toEqual(['Override the tier']);
    TestBed.resetTestingModule();
    await open(TierPanel, {}, ['vendor.read']);
    expect(buttons()).toEqual([]);
  });

  it('says when a reassessment is due, why, and what follows', async () => {
    await open(ReassessmentPanel);
    expect(shown()).toContain('To come');
    expect(shown()).toContain('In tier 1 the policy lets them count for 12 months');
    expect(shown()).toContain('nobody can approve on them');
    expect(buttons()).toEqual(['Say that it is still valid']);
  });

  it('names what is new, and offers no second extension', async () => {
    const since = '2026-11-20';
    await open(ReassessmentPanel, {
      reassessment: {
        ...DUE,
        dueOn: since,
        why: 'material-change',
        changes: [
          { code: 'tier-higher', key: 'tier-higher', parameters: { before: '2', now: '1' }, since },
          { code: 'element-new', key: 'element-new:ssn', parameters: { element: 'ssn' }, since },
        ],
        extension: {
          until: '2027-12-01',
          reason: 'New report',
          by: 'Kim Okafor',
          at: OVERRIDE.at,
          ended: true,
        },
      },
    });
    expect(shown()).toContain('Overdue');
    expect(shown()).toContain('The tier has risen from 2 to 1.');
    expect(shown()).toContain('Protected data are new: ssn.');
    expect(shown()).toContain('because: New report');
    expect(buttons()).toEqual([]);
  });

  it('offers no extension once half the cadence has passed too', async () => {
    await open(ReassessmentPanel, { reassessment: { ...DUE, dueOn: '2025-01-01', extendableTo: TODAY } });
    expect(buttons()).toEqual([]);
  });

  it('lists what an imported use lacks, with the day by which it is to be in order', async () => {
    await open(UsePanel, {
      use: { ...engagementWith({}).use, importedOn: '2026-11-20' },
      useWork: [
        { what: 'clause-01', until: '2027-02-17' },
        { what: 'approval', until: '2027-02-17' },
      ],
    });
    expect(shown()).toMatch(/Recorded on .*2026.* as in use before/);
    expect(shown()).toMatch(/CL-01 over the protected data, by .*2027.*An approval in force, by .*2027/);
  });

  it('says who states the use: its owner, or procurement where nobody owns it who is here', async () => {
    const use = { state: 'not-stated', since: null, endedOn: null, dataReturnedOn: null, importedOn: null };
    const owner = { id: 'm-1', name: 'Kim Okafor' };
    for (const [wishes, said] of [
      [{ owner, standing: { ownerLeft: false } }, 'To be stated by Kim Okafor.'],
      [
        { owner, standing: { ownerLeft: true } },
        'To be stated by procurement: Kim Okafor, who owns it, is deactivated.',
      ],
      [{ owner: null, standing: { ownerLeft: false } }, 'To be stated by procurement: nobody owns it.'],
    ] as const) {
      await open(UsePanel, { use, ...wishes });
      expect(shown()).toContain(said);
      TestBed.resetTestingModule();
    }
  });
});
