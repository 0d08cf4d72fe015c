import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../../../session/session-store';
import type { EngagementView } from '../engagement-view';
import { Rulebook } from '../rulebook';
import { AcceptancePanel } from './acceptance-panel';
import { ReassessmentPanel } from './reassessment-panel';
import { ScopePanel } from './scope-panel';
import { TierPanel } from './tier-panel';

const LINE = {
  assessmentId: 'a-1',
  side: 'dispute',
  fact: 'portable',
  label: 'Portable devices',
  question: 'MA-08',
  intake: true,
  answer: false,
  values: [],
  adopted: false,
  counts: false,
  forRisk: false,
};
const ACCEPTANCE = {
  id: 'r-1',
  state: 'valid',
  rating: 'high',
  knockouts: [],
  findings: [],
  reason: 'It is insured',
  until: '2027-03-01',
  by: 'Priya Raman',
  at: '2026-11-20T09:00:00Z',
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawnReason: null,
};
const OVERRIDE = {
  id: 'o-1',
  state: 'in-force',
  tier: 2,
  computedThen: 1,
  until: '2027-03-01',
  reason: 'A pilot',
  by: 'Priya Raman',
  at: '2026-11-20T09:00:00Z',
  liftedBy: null,
  liftedReason: null,
};

const engagement = (wishes: object) =>
  ({
    id: 'e-1',
    state: 'open',
    revision: 3,
    standing: { tier: 1, rating: 'high' },
    inherent: { tier: 1 },
    policy: { acceptanceMonths: 12, acceptanceFrom: 'high', cadenceMonths: 12 },
    openKnockouts: [],
    findings: [],
    gates: [],
    scope: [],
    acceptances: [],
    tierOverrides: [],
    ...wishes,
  }) as unknown as EngagementView;

/** A panel of an engagement whose page is read anew whenever the panel asks for it. */
async function panel<Panel extends { readonly changed: { subscribe(then: () => void): unknown } }>(
  type: Type<Panel>,
  before: object,
) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: SessionStore, useValue: { may: () => true, today: () => '2026-11-27' } },
      { provide: Rulebook, useValue: { valueLabel: (_fact: string, value: string) => value } },
    ],
  });
  const page = TestBed.createComponent(type);
  page.componentRef.setInput('engagement', engagement(before));
  let readAnew = 0;
  page.componentInstance.changed.subscribe(() => (readAnew += 1));
  const shown = page.nativeElement as HTMLElement;
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  };
  await settle();
  return {
    api: TestBed.inject(HttpTestingController),
    text: () => shown.textContent,
    box: () => shown.querySelector('textarea'),
    readings: () => readAnew,
    press: async (words: string) => {
      const all = [...shown.querySelectorAll('button')];
      all.findLast(({ textContent }) => textContent.trim() === words)?.click();
      await settle();
    },
    write: async (words: string) => {
      const box = shown.querySelector('textarea');
      if (box === null) throw new Error('There is no field for the reason.');
      box.value = words;
      box.dispatchEvent(new Event('input'));
      await settle();
    },
    read: async (after: object) => {
      page.componentRef.setInput('engagement', engagement(after));
      await settle();
    },
    settle,
  };
}

const refused = (code: string, detail: string) =>
  [
    { title: 'Conflict', status: 409, code, detail },
    { status: 409, statusText: 'Conflict' },
  ] as const;

describe('Whoever is second', () => {
  it('in lifting an override sees who has lifted it, and what was typed until it is left', async () => {
    const at = await panel(TierPanel, { tierOverrides: [OVERRIDE] });
    await at.press('Lift the override');
    await at.write('The pilot is over');
    await at.press('Lift it');
    at.api
      .expectOne('/api/engagements/e-1/tier-overrides/o-1/lift')
      .flush(...refused('override-lifted', 'Kim Okafor has lifted it.'));
    await at.settle();
    expect(at.readings()).toBe(1);
    await at.read({
      tierOverrides: [{ ...OVERRIDE, state: 'lifted', liftedBy: 'Kim Okafor', liftedReason: 'Over' }],
    });
    expect(at.text()).toContain('Kim Okafor has lifted it.');
    expect(at.text()).toContain('computed from the inherent risk');
    expect(at.box()?.value).toBe('The pilot is over');
    await at.press('Leave it');
    expect(at.box()).toBeNull();
  });

  it('in overriding the tier sees the override that stands beside what was typed', async () => {
    const at = await panel(TierPanel, {});
    await at.press('Override the tier');
    await at.write('Typed at length');
    expect(at.text()).not.toContain('by override until');
    await at.read({ tierOverrides: [OVERRIDE] });
    expect(at.text()).toContain('by override until');
    expect(at.text()).toContain('A pilot');
    expect(at.box()?.value).toBe('Typed at length');
    expect(at.text()).toContain('Lift the override');
  });

  it('in withdrawing an acceptance sees who has, and what was typed until it is left', async () => {
    const at = await panel(AcceptancePanel, { acceptances: [ACCEPTANCE] });
    await at.press('Withdraw the acceptance');
    await at.write('No longer insured');
    await at.press('Withdraw it');
    at.api
      .expectOne('/api/engagements/e-1/acceptances/r-1/withdraw')
      .flush(...refused('acceptance-withdrawn', 'Kim Okafor has withdrawn it.'));
    await at.settle();
    expect(at.readings()).toBe(1);
    const withdrawn = {
      withdrawnAt: '2026-11-27T09:00:00Z',
      withdrawnBy: 'Kim Okafor',
      withdrawnReason: 'Sold',
    };
    await at.read({ acceptances: [{ ...ACCEPTANCE, state: 'withdrawn', ...withdrawn }] });
    expect(at.text()).toContain('Kim Okafor has withdrawn it.');
    expect(at.text()).toContain('Sold');
    expect(at.box()?.value).toBe('No longer insured');
    await at.press('Leave it');
    expect(at.box()).toBeNull();
  });

  it('in calling an assessment still valid sees by when it is due now, and says it on that', async () => {
    const due = {
      assessmentId: 'a-1',
      submittedOn: '2025-12-01',
      dueOn: '2026-12-01',
      regularOn: '2026-12-01',
      extendableTo: '2027-06-01',
      why: 'cadence',
      changes: [],
      extension: null,
    };
    const at = await panel(ReassessmentPanel, { reassessment: due });
    await at.press('Say that it is still valid');
    await at.write('Nothing has changed');
    expect(at.readings()).toBe(0);
    const extension = {
      until: '2027-03-01',
      reason: 'The same service',
      by: 'Kim Okafor',
      at: '2026-11-27T09:00:00Z',
      ended: false,
    };
    await at.read({ reassessment: { ...due, extension } });
    expect(at.text()).toContain('Kim Okafor');
    expect(at.box()?.value).toBe('Nothing has changed');
    await at.read({ reassessment: null });
    expect(at.text()).toContain('Nothing is to be assessed again');
    expect(at.box()?.value).toBe('Nothing has changed');
  });

  it('in settling a difference sees who has, though nothing is open any more, and names the intake that is shown', async () => {
    const at = await panel(ScopePanel, { scope: [LINE] });
    await at.press('The intake stands');
    await at.write('We counted them');
    await at.press('The intake stands');
    const first = at.api.expectOne('/api/engagements/e-1/scope/settle');
    expect(first.request.body).toMatchObject({ fact: 'portable', reason: 'We counted them', revision: 3 });
    first.flush(...refused('stale-revision', 'Somebody else has changed this meanwhile.'));
    await at.settle();
    expect(at.readings()).toBe(1);
    await at.read({ scope: [LINE], revision: 4 });
    expect(at.box()?.value).toBe('We counted them');
    await at.press('The intake stands');
    const second = at.api.expectOne('/api/engagements/e-1/scope/settle');
    expect(second.request.body).toMatchObject({ reason: 'We counted them', revision: 4 });
    second.flush(...refused('settled-meanwhile', 'Kim Okafor has settled this.'));
    await at.settle();
    await at.read({ scope: [], revision: 4 });
    expect(at.text()).toContain('Kim Okafor has settled this.');
    expect(at.text()).toContain('This is no longer open.');
    expect(at.box()?.value).toBe('We counted them');
    await at.press('Leave it');
    expect(at.text()).not.toContain('Portable devices');
  });
});
