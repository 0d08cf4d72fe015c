import {
  contractOutcome,
  contractSchedule,
  decisionOn,
  dueTermOf,
  mayRenewUntilFurtherNotice,
  settlementOf,
  termsUnderNotice,
  type ContractTerms,
  type DecidedTerm,
  type StandingNotice,
  type TermDecision,
} from '../index';
import { aContract, calendar } from './a-contract';

const yearly = aContract({ notice: { kind: 'days', days: 60 } });
const byAgreement = aContract({
  notice: { kind: 'days', days: 60 },
  renewal: { kind: 'by-agreement', months: 12 },
});
const monthly = aContract({
  notice: { kind: 'days', days: 10 },
  initial: { kind: 'months', months: 1 },
  renewal: { kind: 'auto', months: 1 },
});

const decided = (...made: readonly (readonly [number, TermDecision])[]): DecidedTerm[] =>
  made.map(([termNumber, decision]) => ({ termNumber, decision }));

function on(
  today: string,
  stated: ContractTerms,
  decisions: readonly DecidedTerm[] = [],
  notice: StandingNotice | null = null,
) {
  const terms = termsUnderNotice(stated, notice);
  const schedule = contractSchedule(terms, calendar, { until: '2030-01-01' });
  const outcome = contractOutcome(terms, calendar, today, { decisions, notice });
  const due = dueTermOf(schedule, { decisions, notice }, today);
  return {
    outcome: outcome === null ? null : [outcome.kind, outcome.day],
    due: due === null ? null : [due.termNumber, due.date],
  };
}

describe('What was decided about a contract', () => {
  it('is nothing at first: the first term is due', () => {
    expect(on('2026-09-01', yearly)).toEqual({ outcome: null, due: [1, '2026-10-30'] });
  });

  it('to renew holds before its day, after it, and through the term that follows', () => {
    const renew = decided([1, 'renew']);
    const renewed = { outcome: ['renewed', '2027-12-31'], due: [2, '2027-11-01'] };
    for (const today of ['2026-09-01', '2026-10-31', '2026-12-31', '2027-01-01', '2027-10-01']) {
      expect(on(today, yearly, renew)).toEqual(renewed);
    }
    expect(on('2028-01-01', yearly, renew).outcome).toBeNull();
  });

  it('of the later term is the one that counts', () => {
    expect(on('2027-10-01', yearly, decided([1, 'renew'], [2, 'renegotiate']))).toEqual({
      outcome: ['renegotiating', '2027-12-31'],
      due: [2, '2027-11-01'],
    });
  });

  it('to end is a notice not yet sent, then missed; the next term is due', () => {
    const end = decided([1, 'end']);
    expect(on('2026-09-01', yearly, end)).toEqual({
      outcome: ['notice-not-sent', '2026-10-30'],
      due: [1, '2026-10-30'],
    });
    // Sunday, the last notice day: a notice by hand is still in time.
    expect(on('2026-11-01', yearly, end).outcome).toEqual(['notice-not-sent', '2026-11-01']);
    const missed = { outcome: ['notice-missed', '2026-11-01'], due: [2, '2027-11-01'] };
    for (const today of ['2026-11-02', '2027-03-01']) expect(on(today, yearly, end)).toEqual(missed);
  });

  it('leaves nothing due once the notice is sent, and says so after the contract has ended', () => {
    const notice = { sentOn: '2026-10-01', endsOn: '2026-12-31', lateEndsOn: null };
    for (const today of ['2026-10-01', '2026-12-15', '2027-06-01']) {
      expect(on(today, yearly, decided([1, 'end']), notice)).toEqual({
        outcome: ['ends-by-notice', '2026-12-31'],
        due: null,
      });
    }
  });

  it('is not carried out by a notice that came too late to end anything', () => {
    const notice = { sentOn: '2026-12-01', endsOn: null, lateEndsOn: '2026-12-31' };
    const terms = aContract({ notice: { kind: 'days', days: 60 }, renewal: { kind: 'unknown' } });
    expect(on('2026-12-05', terms, [], notice)).toEqual({
      outcome: ['notice-late', '2026-12-31'],
      due: [1, '2026-12-31'],
    });
  });

  it('to renew what is agreed term by term is a wish, and keeps it due', () => {
    expect(on('2026-11-10', byAgreement, decided([1, 'renew']))).toEqual({
      outcome: ['renewal-wished', '2026-12-31'],
      due: [1, '2026-12-31'],
    });
    const agreed = { ...byAgreement, agreedTerms: [{ lastDay: '2027-06-30', signedOn: '2026-11-11' }] };
    expect(on('2026-11-12', agreed, decided([1, 'renew']))).toEqual({
      outcome: ['renewed', '2027-06-30'],
      due: [2, '2027-04-30'],
    });
    expect(on('2027-02-01', agreed).outcome).toEqual(['renewed', '2027-06-30']);
  });

  it('to let end settles what ends unless both sides agree', () => {
    const left = { outcome: ['left-to-end', '2026-12-31'], due: null };
    for (const today of ['2026-11-10', '2027-02-01']) {
      expect(on(today, byAgreement, decided([1, 'end']))).toEqual(left);
      expect(on(today, aContract({ renewal: { kind: 'none' } }), decided([1, 'end']))).toEqual(left);
    }
  });

  it('until further notice settles every later term, up to the next decision', () => {
    const open = decided([3, 'until-further-notice']);
    for (const today of ['2026-03-05', '2026-08-01', '2029-01-01']) {
      expect(on(today, monthly, open)).toEqual({ outcome: ['until-further-notice', null], due: null });
    }
    expect(on('2026-08-01', monthly, [...open, ...decided([8, 'end'])])).toEqual({
      outcome: ['notice-not-sent', '2026-08-21'],
      due: [8, '2026-08-21'],
    });
    expect(on('2026-07-01', monthly, [...open, ...decided([8, 'renew'])]).due).toEqual([9, '2026-09-18']);
    expect(decisionOn([...open, ...decided([8, 'renew'])], 9)).toBeNull();
    expect(settlementOf({ number: 2, ending: 'renews' }, { decisions: open, notice: null })).toBeNull();
  });

  it('may be until further notice only for terms of up to three months', () => {
    const renewing = (months: number) => aContract({ renewal: { kind: 'auto', months } });
    expect([1, 3, 4, 12].map((months) => mayRenewUntilFurtherNotice(renewing(months)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(mayRenewUntilFurtherNotice(byAgreement)).toBe(false);
  });
});
