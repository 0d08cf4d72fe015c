import { contractStanding, type ContractTerms } from '@countersign/domain';
import type { TermDecision } from '../../../ui/words';
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

function on(today: string, changes: Partial<ContractTerms>, decision: TermDecision | null = null) {
  const terms = { ...TERMS, ...changes };
  const standing = contractStanding(terms, { holidays: new Set() }, today, { engagementOpen: true });
  const { label, day, urgent, notes } = actionableDay({
    terms,
    standing,
    today,
    decision,
    noticeSentOn: null,
  });
  return { label, day, urgent, notes };
}

describe('The day on which somebody has to act', () => {
  it('is the last day to send a notice where the contract renews by itself', () => {
    expect(on('2026-10-01', {})).toEqual({
      label: 'Last day to send notice for term 1',
      day: 'Tue 27 Oct 2026',
      urgent: true,
      notes: ['It must be given by Sun 1 Nov 2026.'],
    });
    expect(on('2026-10-01', {}, 'renew').urgent).toBe(false);
  });

  it('is the last day where it ends by itself, and no notice is spoken of', () => {
    expect(on('2026-12-15', { renewal: { kind: 'none' } }, 'renew')).toEqual({
      label: 'Term 1 ends by itself on',
      day: 'Thu 31 Dec 2026',
      urgent: true,
      notes: ['Nothing has to be sent to end it. To go on, agree a further term before that day.'],
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
});
