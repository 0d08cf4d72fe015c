import {
  contractOutcome,
  contractStanding,
  type ContractTerms,
  dueTermOf,
  keptSchedule,
  type StandingNotice,
  type TermDecision,
  termsUnderNotice,
} from '@countersign/domain';
import { actionableDay } from './actionable-day';

const TERMS: ContractTerms = {
  effectiveOn: '2026-01-01',
  serviceStartOn: null,
  initial: { kind: 'months', months: 12 },
  renewal: { kind: 'auto', months: 12 },
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'days', days: 60 },
  noticeBasis: 'received-by',
  deliveryDays: 3,
  amendments: [],
  endedEarlyOn: null,
};

const CALENDAR = { holidays: new Set<string>() };

function on(
  today: string,
  changes: Partial<ContractTerms>,
  decision: TermDecision | null = null,
  notice: StandingNotice | null = null,
) {
  const terms = termsUnderNotice({ ...TERMS, ...changes }, notice);
  const standing = contractStanding(terms, CALENDAR, today, { stillServed: true });
  const decided = { decisions: decision === null ? [] : [{ termNumber: 1, decision }], notice };
  const schedule = keptSchedule(terms, CALENDAR, today, standing.actionableTerm);
  const found = dueTermOf(schedule, decided, today);
  const term = schedule.find(({ number }) => number === found?.termNumber);
  const outcome = contractOutcome(terms, CALENDAR, today, decided);
  const { label, day, left, urgent, notes } = actionableDay({
    terms,
    standing,
    today,
    due: found === null || term === undefined ? null : { term, date: found.date },
    outcome: outcome && { ...outcome, noticeSentOn: notice?.sentOn ?? null, by: 'Piet Procter' },
  });
  return { label, day, left, urgent, notes };
}

describe('The day on which somebody has to act', () => {
  it('is the last day to send a notice where the contract renews by itself', () => {
    expect(on('2026-10-01', {})).toMatchObject({
      label: 'Last day to send notice for term 1',
      day: 'Tue 27 Oct 2026',
      urgent: true,
      notes: ['It must be given by Sun 1 Nov 2026.'],
    });
  });

  it('is the last day where it ends by itself, and no notice is spoken of', () => {
    expect(on('2026-12-15', { renewal: { kind: 'none' } }, 'renew')).toMatchObject({
      label: 'Term 1 ends by itself on',
      day: 'Thu 31 Dec 2026',
      urgent: true,
      notes: [
        'Renewal wished: a further term has to be agreed by Thu 31 Dec 2026.',
        'Nothing has to be sent to end it. To go on, agree a further term before that day.',
      ],
    });
  });

  it('is the day to ask by, then the last day, where a further term has to be agreed', () => {
    const renewal = { kind: 'by-agreement' as const, months: 12 };
    const notes = ['It ends with its last day unless a further term is agreed.'];
    expect(on('2026-10-01', { renewal })).toMatchObject({
      label: 'Last day to ask for a further term after term 1',
      day: 'Tue 27 Oct 2026',
      notes,
    });
    expect(on('2026-11-10', { renewal })).toMatchObject({
      label: 'Last day of term 1',
      day: 'Thu 31 Dec 2026',
      notes,
    });
  });

  it('says until when it is locked in once the notice day has passed, not while it can still arrive', () => {
    expect(on('2026-10-29', {}).notes).toEqual(['It must be given by Mon 1 Nov 2027.']);
    expect(on('2026-11-02', {}).notes).toContain(
      'The notice day of term 1 has passed: locked in until Fri 31 Dec 2027.',
    );
  });

  it('gives way to what was decided, which stays after its day', () => {
    for (const today of ['2026-10-01', '2026-12-15', '2027-03-01']) {
      expect(on(today, {}, 'renew')).toMatchObject({
        label: 'Decided by Piet Procter',
        day: 'Renewed until 31 Dec 2027',
        urgent: false,
        notes: ['Next to decide: term 2, by Wed 27 Oct 2027.'],
      });
    }
    const notice = { sentOn: '2026-10-01', endsOn: '2026-12-31', lateEndsOn: null };
    expect(on('2026-12-30', {}, 'end', notice)).toMatchObject({
      label: 'Notice sent on 1 Oct 2026 by Piet Procter',
      day: 'Ends on 31 Dec 2026',
      left: '1 day left',
    });
    expect(on('2027-02-01', {}, 'end', notice)).toMatchObject({
      label: 'Notice sent on 1 Oct 2026 by Piet Procter',
      day: 'Ended on 31 Dec 2026',
      left: '',
    });
  });

  it('says of a notice that nobody sent that it is missing, then that it was missed', () => {
    expect(on('2026-10-01', {}, 'end').notes[0]).toBe('Notice not yet sent: to be sent by Tue 27 Oct 2026.');
    expect(on('2026-11-02', {}, 'end')).toMatchObject({
      label: 'Last day to send notice for term 2',
      notes: expect.arrayContaining(['Notice missed: its last day was Sun 1 Nov 2026.']),
    });
  });
});
