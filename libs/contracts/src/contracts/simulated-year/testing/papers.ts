import { plus, plusMonths, type Act, type Day, type NoticeRule, type Paper } from './calculator';

const paper = (name: string, stated: Partial<Paper>): Paper => ({
  name,
  first: null,
  initial: { months: 12 },
  goesOn: 'itself',
  renewalMonths: 12,
  mostRenewals: null,
  latestEnd: null,
  notice: null,
  delivery: null,
  acts: [],
  replacedFrom: null,
  ...stated,
});

const days = (n: number): NoticeRule => ({ days: n });
const months = (n: number): NoticeRule => ({ months: n });

/** Forty contracts of every kind, on a day from which a year is counted. */
export function papers(start: Day): readonly Paper[] {
  const ago = (n: number) => plusMonths(start, -n);
  const at = (n: number) => plus(start, n);
  const decide = (on: number, what: Extract<Act, { decide: string }>['decide'], term: number): Act => ({
    on,
    decide: what,
    term,
  });
  const send = (on: number): Act => ({ on, send: 'notice' });
  const yearly = { first: ago(10), notice: days(60) } as const;
  const monthly = { initial: { months: 1 }, renewalMonths: 1, notice: days(10) } as const;
  const agreement = { goesOn: 'agreement', first: ago(9), notice: days(60), delivery: 3 } as const;
  const endless = { goesOn: 'endless', first: ago(26), notice: days(90), delivery: 3 } as const;
  return [
    paper('yearly, nobody decides', yearly),
    paper('yearly, renewed', { ...yearly, acts: [decide(5, 'renew', 1)] }),
    paper('yearly, renewed and then again', {
      ...yearly,
      acts: [decide(2, 'renew', 1), decide(250, 'renew', 2)],
    }),
    paper('yearly, to end and never sent', { ...yearly, first: ago(8), acts: [decide(3, 'end', 1)] }),
    paper('yearly, ended in time', { ...yearly, first: ago(8), acts: [decide(3, 'end', 1), send(20)] }),
    paper('yearly, ended by a notice alone', { ...yearly, first: ago(7), acts: [send(15)] }),
    paper('yearly, notice too late', { ...yearly, first: ago(11), acts: [send(4)] }),
    paper('yearly, notice too late and accepted', {
      ...yearly,
      first: ago(11),
      acts: [send(4), { on: 9, accept: 'late' }],
    }),
    paper('yearly, notice withdrawn', {
      ...yearly,
      first: ago(8),
      acts: [send(10), { on: 30, withdraw: 'notice' }],
    }),
    paper('yearly, renegotiated then renewed', {
      ...yearly,
      first: ago(7),
      acts: [decide(1, 'renegotiate', 1), decide(40, 'renew', 1)],
    }),
    paper('yearly, received by', { first: ago(9), notice: days(90), delivery: 5 }),
    paper('yearly, received by, three months', { first: ago(30), notice: months(3), delivery: 3 }),
    paper('yearly, no notice needed', { first: ago(6) }),
    paper('yearly, a window', { first: ago(8), notice: { opens: 90, closes: 30 } }),
    paper('yearly, a window that is used', {
      first: ago(8),
      notice: { opens: 90, closes: 30 },
      acts: [send(50)],
    }),
    paper('three years, then yearly', {
      first: ago(34),
      initial: { months: 36 },
      notice: months(2),
      delivery: 2,
    }),
    paper('until a day, then by half years', {
      first: ago(5),
      initial: { until: at(100) },
      renewalMonths: 6,
      notice: days(45),
    }),
    paper('for some days', { first: at(-200), initial: { days: 300 }, renewalMonths: 12, notice: days(30) }),
    paper('by half years, and one notice', {
      first: ago(4),
      initial: { months: 6 },
      renewalMonths: 6,
      notice: days(30),
      acts: [send(70)],
    }),
    paper('begins later', { first: at(40), notice: days(60) }),
    paper('monthly, nobody decides', { first: ago(3), ...monthly }),
    paper('monthly, until further notice', {
      first: ago(14),
      ...monthly,
      acts: [decide(0, 'until-further-notice', 15)],
    }),
    paper('monthly, until further notice, then ended', {
      first: ago(5),
      ...monthly,
      acts: [decide(2, 'until-further-notice', 6), send(150)],
    }),
    paper('by quarters, long notice', {
      first: ago(7),
      initial: { months: 3 },
      renewalMonths: 3,
      notice: days(100),
      acts: [decide(0, 'until-further-notice', 4)],
    }),
    paper('no renewal', { goesOn: 'not', first: ago(9), notice: days(30) }),
    paper('no renewal, left to end', { goesOn: 'not', first: ago(9), acts: [decide(10, 'end', 1)] }),
    paper('no renewal, a further term agreed', {
      goesOn: 'not',
      first: ago(9),
      acts: [{ on: 60, agreeUntil: at(300) }],
    }),
    paper('no renewal, replaced', { goesOn: 'not', first: ago(11), replacedFrom: at(31) }),
    paper('replaces it', { first: at(31), notice: days(30) }),
    paper('the last renewal', { first: ago(22), mostRenewals: 1, notice: days(60) }),
    paper('a latest end', { first: ago(15), latestEnd: at(200), notice: days(60) }),
    paper('by agreement, nobody asks', agreement),
    paper('by agreement, agreed in time', {
      ...agreement,
      acts: [decide(8, 'renew', 1), { on: 50, agreeUntil: at(330) }],
    }),
    paper('by agreement, agreed too late', { ...agreement, acts: [{ on: 120, agreeUntil: at(280) }] }),
    paper('by agreement, left to end', { ...agreement, acts: [decide(12, 'end', 1)] }),
    paper('without end', endless),
    paper('without end, ended', { ...endless, acts: [send(100)] }),
    paper('nobody knows how it goes on', { goesOn: 'nobody-knows', first: ago(10), notice: days(30) }),
    paper('nobody knows anything', { goesOn: 'nobody-knows', initial: null, notice: 'nobody-knows' }),
    paper('amended: the last day moves', {
      ...yearly,
      acts: [decide(4, 'renew', 1), { on: 20, amendTerm: 1, lastDay: at(150) }],
    }),
    paper('amended: less notice, the day stays passed', {
      first: ago(11),
      notice: days(90),
      acts: [{ on: 3, amendTerm: 1, noticeDays: 10, reopens: false }],
    }),
    paper('amended: less notice, reopened', {
      first: ago(11),
      notice: days(90),
      acts: [{ on: 3, amendTerm: 1, noticeDays: 10, reopens: true }],
    }),
  ];
}
