import { TestBed } from '@angular/core/testing';
import { contractSchedule, contractStanding } from '@countersign/domain';
import { formatDay } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import {
  draftFieldFor,
  draftOf,
  EMPTY_TERMS,
  TERM_FIELDS,
  type TermsDraft,
  termsOf,
  termsProblem,
} from './terms-draft';
import { TermsPreview } from './terms-preview';

const TODAY = '2026-11-22';
const DRAFT: TermsDraft = {
  ...EMPTY_TERMS,
  firstDayKnown: 'yes',
  effectiveOn: '2024-03-15',
  initialKind: 'months',
  initialMonths: '12',
  renewalKind: 'auto',
  renewalMonths: '12',
  noticeKind: 'days',
  noticeDays: '90',
  noticeBasis: 'received-by',
  deliveryDays: '3',
};
const NO_HOLIDAYS = { holidays: new Set<string>() };

async function previewOf(draft: TermsDraft, holidays: readonly string[] = []): Promise<string> {
  TestBed.configureTestingModule({
    providers: [{ provide: SessionStore, useValue: { today: () => TODAY } }],
  });
  const page = TestBed.createComponent(TermsPreview);
  page.componentRef.setInput('terms', termsOf(draft));
  page.componentRef.setInput('calendar', { holidays: new Set(holidays) });
  await page.whenStable();
  return (page.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');
}

describe('The preview of a new contract', () => {
  it.each<[string, Partial<TermsDraft>]>([
    ['days, received by', {}],
    ['months, sent by', { noticeKind: 'months', noticeMonths: '2', noticeBasis: 'sent-by' }],
    ['a window', { noticeKind: 'window', opensDays: '90', closesDays: '60' }],
    ['a typed last day', { initialKind: 'last-day', initialLastDay: '2024-12-31' }],
  ])('says what the domain computes for %s', async (_what, changes) => {
    const draft = { ...DRAFT, ...changes };
    const terms = termsOf(draft);
    if (terms === null) {
      throw new Error('The draft states complete terms.');
    }
    const standing = contractStanding(terms, NO_HOLIDAYS, TODAY, { stillServed: true });
    const running = contractSchedule(terms, NO_HOLIDAYS, { until: '2028-11-22' }).filter(
      ({ lastDay }) => lastDay >= TODAY,
    );
    const text = await previewOf(draft);
    expect(text).toContain(formatDay(standing.actionableTerm?.lastSendDay ?? ''));
    for (const term of running) {
      expect(text).toContain(`Term ${term.number}`);
      expect(text).toContain(formatDay(term.lastDay));
      expect(text).toContain(`Send notice by${formatDay(term.lastSendDay ?? '')}`);
    }
  });

  it('names Wednesday 9 December 2026 for ninety days, received, three business days', async () => {
    expect(await previewOf(DRAFT)).toContain('Last day to send notice for term 3Wed 9 Dec 202617 days left');
  });

  it('counts the days off of the organisation, as saving does', async () => {
    expect(await previewOf(DRAFT, ['2026-12-09', '2026-12-10'])).toContain(
      'Last day to send notice for term 3Mon 7 Dec 2026',
    );
  });

  it('lists what is not known yet as work, and guesses nothing', async () => {
    const text = await previewOf({ ...DRAFT, noticeKind: 'unknown', renewalKind: 'unknown' });
    expect(text).toContain('Not known yet, and listed as work once it is saved');
    expect(text).toContain('how it renews and how much notice it needs');
    expect(text).not.toContain('Send notice by');
  });

  it('waits until the terms are stated', async () => {
    expect(await previewOf(EMPTY_TERMS)).toContain('appear here');
  });
});

describe('The terms of a new contract', () => {
  it('are refused in the words of the domain, at the field that they are about', () => {
    expect(termsProblem({ ...DRAFT, effectiveOn: '' }, 'effectiveOn')).toBe(
      'Effective date: give the day on which the contract takes effect, or say that it is not known yet.',
    );
    expect(termsProblem({ ...DRAFT, noticeDays: '1.5' }, 'noticeDays')).toContain('whole number');
    expect(termsProblem({ ...DRAFT, noticeDays: '1.5' }, 'effectiveOn')).toBeNull();
  });

  it('begin empty: nothing is chosen for anybody, and each is asked for', () => {
    expect(Object.values(EMPTY_TERMS).every((value) => value === '')).toBe(true);
    expect(termsOf(EMPTY_TERMS)).toBeNull();
    const asked = TERM_FIELDS.filter((field) => termsProblem(EMPTY_TERMS, field) !== null);
    expect(asked).toEqual(['firstDayKnown', 'initialKind', 'renewalKind', 'noticeKind']);
  });

  it('may all be not known yet', () => {
    const unknown: TermsDraft = {
      ...EMPTY_TERMS,
      firstDayKnown: 'no',
      initialKind: 'unknown',
      renewalKind: 'unknown',
      noticeKind: 'unknown',
    };
    expect(termsOf(unknown)).toMatchObject({ effectiveOn: null, notice: { kind: 'unknown' } });
    expect(termsOf({ ...DRAFT, noticeBasis: 'unknown', deliveryDays: '' })).toMatchObject({
      noticeBasis: 'unknown',
      deliveryDays: 5,
    });
  });

  it('come back into the form as they were saved', () => {
    for (const changes of [
      {},
      { noticeKind: 'window', opensDays: '90', closesDays: '60' },
      { initialKind: 'last-day', initialLastDay: '2024-12-31', noticeBasis: 'sent-by' },
      { renewalKind: 'evergreen', noticeKind: 'none' },
      { firstDayKnown: 'no', noticeKind: 'unknown', maximumRenewals: '3' },
    ] as const) {
      const terms = termsOf({ ...DRAFT, ...changes });
      if (terms === null) {
        throw new Error('The draft states complete terms.');
      }
      expect(termsOf(draftOf(terms))).toEqual(terms);
    }
  });

  it('take no day of another century, and name the years that they take', () => {
    const years = 'give a day of the years 1950 to 2150.';
    const early = { ...DRAFT, effectiveOn: '1949-12-31', latestEnd: '2151-01-01' };
    expect(termsProblem(early, 'effectiveOn')).toBe(`Effective date: ${years}`);
    expect(termsProblem(early, 'latestEnd')).toBe(`Latest end: ${years}`);
    expect(termsOf(early)).toBeNull();
    expect(termsOf({ ...DRAFT, effectiveOn: '1950-01-01', latestEnd: '2150-12-31' })).not.toBeNull();
  });

  it('leave out what a chosen kind does not need', () => {
    const evergreen = termsOf({ ...DRAFT, renewalKind: 'evergreen', maximumRenewals: '3' });
    expect(evergreen?.renewal).toEqual({ kind: 'evergreen' });
    expect(evergreen?.maximumRenewals).toBeNull();
    expect(termsOf({ ...DRAFT, noticeBasis: 'sent-by', deliveryDays: '9' })?.deliveryDays).toBe(0);
  });

  it('place a refusal of the API at the field of the form', () => {
    expect(draftFieldFor('terms.initial.months')).toBe('terms.initialMonths');
    expect(draftFieldFor('title')).toBe('title');
  });
});
