import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ClauseState } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { ClauseCard } from './clause-card';

const PRESENT = {
  clause: 'CL-06',
  title: 'Confidentiality of personnel',
  purpose: 'People who see the data keep them to themselves.',
  presentWhen: null,
  modelText: 'The vendor binds its people.',
  level: 'required',
  status: 'present',
  because: [],
  gap: false,
  severity: null,
  toReview: false,
  inForce: true,
  quote: 'Everybody signs.',
  page: 4,
  exceptionUntil: null,
  exceptionReason: null,
  byLaw: false,
  markedBy: null,
  markedAt: null,
} as unknown as ClauseState;

describe('A clause of a contract', () => {
  let card: ComponentFixture<ClauseCard>;
  const root = () => card.nativeElement as HTMLElement;
  const text = () => root().textContent.replaceAll(/\s+/g, ' ');

  async function show(wishes: Partial<ClauseState> = {}): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { may: () => true, today: () => '2026-11-27' } },
      ],
    });
    card = TestBed.createComponent(ClauseCard);
    card.componentRef.setInput('contractId', 'c-1');
    card.componentRef.setInput('clause', { ...PRESENT, ...wishes });
    card.componentRef.setInput('mayMark', true);
    await card.whenStable();
  }

  it('is one line while it needs nothing, and shows the rest when asked', async () => {
    await show();
    expect(text()).toContain('Confidentiality of personnel');
    expect(text()).not.toContain('Everybody signs.');
    const more = root().querySelector<HTMLButtonElement>('[aria-label="Show the details"]');
    expect(more?.getAttribute('aria-expanded')).toBe('false');
    more?.click();
    await card.whenStable();
    expect(text()).toContain('Everybody signs.');
    expect(text()).toContain('Change the mark');
  });

  it.each([
    ['a gap', { status: 'missing', gap: true, inForce: false }],
    ['what nobody has read the contract for', { status: 'not-reviewed', toReview: true, inForce: false }],
    ['an exception', { status: 'excepted', inForce: false }],
    ['a clause that is not in force', { inForce: false }],
  ] as const)('is open where it is %s', async (_, wishes) => {
    await show(wishes);
    expect(text()).toContain('Model wording');
  });
});
