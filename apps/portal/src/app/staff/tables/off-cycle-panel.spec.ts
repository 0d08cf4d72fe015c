import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { AssessmentState } from '@countersign/domain';
import { SessionStore } from '../../session/session-store';
import { OffCyclePanel, type OpenedQuestion } from './off-cycle-panel';

const TODAY = '2026-11-27';
const opened = (question: string, dueOn: string | null): OpenedQuestion => ({
  assessmentId: 'a-1',
  question,
  dueOn,
});

describe('Questions that a later intake has opened', () => {
  let panel: ComponentFixture<OffCyclePanel>;
  const root = () => panel.nativeElement as HTMLElement;
  const text = () => root().textContent.replaceAll(/\s+/g, ' ');
  const sends = () => root().querySelector('button[type=submit]') !== null;

  async function show(
    questions: readonly OpenedQuestion[],
    {
      state = 'closed',
      open = true,
      may = true,
      contacts = [{ id: 'c-1' }],
    }: {
      state?: AssessmentState;
      open?: boolean;
      may?: boolean;
      contacts?: readonly { readonly id: string; readonly active?: boolean }[];
    } = {},
  ): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { may: () => may, today: () => TODAY } },
      ],
    });
    panel = TestBed.createComponent(OffCyclePanel);
    panel.componentRef.setInput('assessmentId', 'a-1');
    panel.componentRef.setInput('vendorId', 'v-1');
    panel.componentRef.setInput('contactId', 'c-1');
    panel.componentRef.setInput('questions', questions);
    panel.componentRef.setInput('state', state);
    panel.componentRef.setInput('open', open);
    panel.detectChanges();
    const known = contacts.map((one) => ({
      active: true,
      name: one.id,
      email: `${one.id}@v.example`,
      ...one,
    }));
    for (const asked of TestBed.inject(HttpTestingController).match('/api/vendors/v-1'))
      asked.flush({ contacts: known });
    await panel.whenStable();
  }

  it('are told by the day to answer them, not one by one', async () => {
    await show([
      opened('MA-14', '2026-12-27'),
      opened('MA-15', '2026-12-27'),
      opened('MA-16', '2026-11-26'),
      opened('MA-17', null),
    ]);
    expect(text()).toContain('1 question is not sent yetMA-17');
    expect(text()).toMatch(
      /2 questions are with the vendor, to be answered by Sun 27 Dec 2026 ?MA-14, MA-15/,
    );
    expect(text()).toMatch(
      /1 question was to be answered by Thu 26 Nov 2026: it counts as unanswered ?MA-16/,
    );
    expect(root().querySelectorAll('li')).toHaveLength(0);
  });

  it('are sent by whoever may, where the vendor does not have the questionnaire itself', async () => {
    const unsent = [opened('MA-14', null)];
    await show(unsent);
    expect(sends()).toBe(true);
    TestBed.resetTestingModule();
    await show(unsent, { may: false });
    expect(sends()).toBe(false);
    expect(text()).toContain('People with the role Procurement send them');
    TestBed.resetTestingModule();
    await show(unsent, { state: 'returned' });
    expect(sends()).toBe(false);
    expect(text()).toContain('its form asks them');
    TestBed.resetTestingModule();
    await show(unsent, { open: false });
    expect(sends()).toBe(false);
    expect(text()).toContain('nothing is asked any more');
  });

  it.each([
    ['whoever answered before', [{ id: 'c-1' }, { id: 'c-2' }], 'c-1'],
    ['the only one who is left', [{ id: 'c-1', active: false }, { id: 'c-2' }], 'c-2'],
    ['nobody before one of several is chosen', [{ id: 'c-2' }, { id: 'c-3' }], null],
  ])('are sent to %s', async (_who, contacts, expected) => {
    await show([opened('MA-14', null)], { contacts });
    root().querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    panel.detectChanges();
    const sendings = TestBed.inject(HttpTestingController).match('/api/assessments/a-1/follow-ups');
    expect(sendings.map(({ request }) => (request.body as { contactId: string }).contactId)).toEqual(
      expected === null ? [] : [expected],
    );
    if (expected === null) expect(text()).toContain('Choose the contact who will answer.');
  });
});
