import {
  contractOutcome,
  contractSchedule,
  contractStanding,
  type ContractTerms,
  dueTermOf,
  type Notice,
  type Renewal,
  termsUnderNotice,
  unknownParts,
} from '@countersign/domain';
import type { TermDecision } from '../../ui/words';
import { contractNext } from './contract-next';
import type { ContractView } from './contract-view';
import { offeredActs } from './offered-acts';

const TODAY = '2026-11-22';
const CALENDAR = { holidays: new Set<string>() };
const AUTOMATIC: Renewal = { kind: 'auto', months: 12 };

interface Changes {
  readonly renewal?: Renewal;
  readonly effectiveOn?: string;
  readonly decision?: TermDecision;
  readonly notice?: Notice;
  readonly noticeSent?: boolean;
  readonly gaps?: number;
  readonly toReview?: number;
}

function aContract(changes: Changes): ContractView {
  const { renewal = AUTOMATIC, effectiveOn = '2024-03-15', decision, noticeSent = false, gaps = 0 } = changes;
  const { toReview = 0 } = changes;
  const terms: ContractTerms = {
    effectiveOn,
    serviceStartOn: null,
    initial: { kind: 'months', months: 12 },
    renewal,
    maximumRenewals: null,
    latestEnd: null,
    notice: changes.notice ?? { kind: 'days', days: 90 },
    noticeBasis: 'received-by',
    deliveryDays: 3,
    amendments: [],
    endedEarlyOn: null,
  };
  const before = contractStanding(terms, CALENDAR, TODAY, { stillServed: true });
  const termNumber = before.actionableTerm?.number ?? 1;
  const endsOn = before.actionableTerm?.lastDay ?? null;
  const decided = {
    decisions: decision ? [{ termNumber, decision }] : [],
    notice: noticeSent ? { sentOn: TODAY, endsOn, lateEndsOn: null } : null,
  };
  const under = termsUnderNotice(terms, decided.notice);
  const standing = contractStanding(under, CALENDAR, TODAY, { stillServed: true });
  const schedule = contractSchedule(under, CALENDAR, { until: '2028-11-22' });
  const due = dueTermOf(schedule, decided, TODAY);
  const outcome = contractOutcome(under, CALENDAR, TODAY, decided);
  return {
    id: 'c-1',
    row: {
      id: 'c-1',
      vendorId: 'v-1',
      vendorName: 'Fernhill Payroll',
      title: 'Master services agreement',
      reference: null,
      state: standing.state,
      signed: true,
      currentTermEnds: standing.currentTerm?.lastDay ?? null,
      actionableTermNumber: standing.actionableTerm?.number ?? null,
      lastNoticeDay: standing.actionableTerm?.lastNoticeDay ?? null,
      lastSendDay: standing.actionableTerm?.lastSendDay ?? null,
      actionableDate: standing.actionableDate,
      actionableEnding: standing.actionableTerm?.ending ?? null,
      lockedInUntil: standing.lockedInUntil,
      dueTermNumber: due?.termNumber ?? null,
      dueOn: due?.date ?? null,
      dueEnding: due?.ending ?? null,
      outcome: outcome === null ? null : { ...outcome, noticeSentOn: null, by: 'Piet Procter' },
      decision: decision ?? null,
      ownerName: null,
      ownerLeft: false,
      annualValue: null,
      costCentre: null,
      supplierNumber: null,
      unknownParts: unknownParts(terms),
      voided: null,
      gaps,
      toReview,
      reviewDueOn: toReview > 0 ? '2026-12-06' : null,
    },
    engagements: [],
    signedOn: '2024-03-01',
    terms,
    schedule: schedule.map((term) => ({ ...term, current: false, actionable: false })),
    standing,
    clauses: [],
    decisions: [],
    notices: [],
    agreedTerms: [],
    amendments: [],
    documents: [],
    details: {
      title: 'Master services agreement',
      reference: null,
      owner: null,
      annualValue: null,
      totalValue: null,
      oneOffValue: null,
      costCentre: null,
      supplierNumber: null,
    },
    revision: 1,
  };
}

const nextOf = (contract: ContractView, today = TODAY) =>
  contractNext(contract, today, offeredActs(contract, CALENDAR, today));

describe('What is next for a contract', () => {
  it('is the decision on the term, with the day by which notice must be sent', () => {
    const next = nextOf(aContract({}));
    expect(next.text).toContain('Decide on term 3');
    expect(next.text).toContain('by Wed 9 Dec 2026');
  });

  it('stays open while the term is only being renegotiated', () => {
    const next = nextOf(aContract({ decision: 'renegotiate' }));
    expect(next.settled).toBe(false);
    expect(next.text).toContain('Wed 9 Dec 2026');
  });

  it('is the notice once the term is to end, and nothing once the notice is sent', () => {
    expect(nextOf(aContract({ decision: 'end' })).action).toBe('Record the notice');
    expect(nextOf(aContract({ decision: 'end', noticeSent: true })).settled).toBe(true);
  });

  it('leads to no notice that would be refused: an unsigned contract is signed first, a window opens first', () => {
    const unsigned = nextOf({ ...aContract({ decision: 'end' }), signedOn: null });
    expect([unsigned.action, unsigned.page]).toEqual(['Record the signature', 'terms']);
    const notice = { kind: 'window', opensDays: 60, closesDays: 30 } as const;
    const early = nextOf(aContract({ decision: 'end', notice }));
    expect(early.text).toBe(
      'Send the notice for term 3 from Thu 14 Jan 2027 to Tue 9 Feb 2027, then record it here. One before its window is void.',
    );
    expect([early.action, early.params]).toEqual(['', null]);
  });

  it('leads to no further term where none can follow', () => {
    const over = aContract({ renewal: { kind: 'none' }, effectiveOn: '2025-03-15' });
    expect(nextOf(over).params).toEqual({ tab: 'terms', act: 'agree' });
    const ended = nextOf({ ...over, terms: { ...over.terms, endedEarlyOn: '2026-03-01' } });
    expect(ended.text).toContain('Record the contract that replaces it');
    expect([ended.action, ended.params]).toEqual(['', null]);
  });

  it('is to read the contract for its clauses before their gaps are spoken of', () => {
    const next = nextOf(aContract({ decision: 'renew', gaps: 1, toReview: 12 }));
    expect(next.text).toBe('Review the contract: 12 required clauses to look for by Sun 6 Dec 2026.');
    expect(next.params).toEqual({ tab: 'clauses', show: 'to-review' });
    const late = nextOf(aContract({ decision: 'renew', toReview: 1 }), '2026-12-07');
    expect(late.text).toBe(
      'Review the contract, overdue since Sun 6 Dec 2026: 1 required clause to look for.',
    );
  });

  it('is the clause gaps once the term is renewed', () => {
    expect(nextOf(aContract({ decision: 'renew', gaps: 2 })).text).toBe(
      'Close 2 clause gaps with the vendor.',
    );
    expect(nextOf(aContract({ decision: 'renew' })).settled).toBe(true);
  });

  it('says by when the next term is to be decided where a former one was renewed', () => {
    const next = nextOf(aContract({ decision: 'renew' }));
    expect(next.settled).toBe(true);
    expect(next.text).toBe('Term 4 is to be decided by Fri 10 Dec 2027, and no clause is missing.');
  });

  it('says of what ends by itself that nothing renews it, until it is left to end', () => {
    const next = (decision?: TermDecision) =>
      nextOf(
        aContract({ renewal: { kind: 'none' }, effectiveOn: '2026-03-15', ...(decision && { decision }) }),
      );
    expect(next().text).toBe(
      'Term 1 ends on Sun 14 Mar 2027 and does not renew by itself: decide whether to go on.',
    );
    expect(next('renew').text).toBe('Agree a further term before Sun 14 Mar 2027: nothing renews by itself.');
    expect(next('renew').params).toEqual({ tab: 'terms', act: 'agree' });
    expect(next('end').settled).toBe(true);
  });

  it('says by when to ask for a further term', () => {
    const renewal: Renewal = { kind: 'by-agreement', months: 12 };
    expect(nextOf(aContract({ renewal, effectiveOn: '2026-03-15' })).text).toBe(
      'Term 1 ends on Sun 14 Mar 2027 and does not renew by itself: decide whether to go on. Ask for a further term by Wed 9 Dec 2026.',
    );
  });

  it('is to find out what nobody knows, by its owner', () => {
    const next = nextOf(aContract({ renewal: { kind: 'unknown' } }));
    expect(next.text).toBe('Not known: how it renews. Procurement finds it out and completes the terms.');
    expect([next.action, next.page]).toEqual(['Complete the terms', 'terms']);
  });

  it('does not speak of a decided term where there is none', () => {
    expect(nextOf(aContract({ renewal: { kind: 'evergreen' } })).text).toBe(
      'No term has to be decided and no clause is missing.',
    );
  });
});
