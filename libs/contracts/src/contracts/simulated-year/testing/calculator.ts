/**
 * What a contract's days are and who is told when, worked out a second time by counting day after day: nothing of the
 * product is imported here, so that a mistake of the one is not repeated by the other. Slow, and only for a spec.
 */

export type Day = string;

export type NoticeRule =
  | { readonly days: number }
  | { readonly months: number }
  | { readonly opens: number; readonly closes: number };

/** A contract as it lies on the table. */
export interface Paper {
  readonly name: string;
  readonly first: Day | null;
  readonly initial: { readonly months: number } | { readonly days: number } | { readonly until: Day } | null;
  readonly goesOn: 'itself' | 'agreement' | 'not' | 'endless' | 'nobody-knows';
  readonly renewalMonths: number;
  readonly mostRenewals: number | null;
  readonly latestEnd: Day | null;
  /** Null where none is needed; 'nobody-knows' where it is not known. */
  readonly notice: NoticeRule | null | 'nobody-knows';
  /** Business days for delivery where it has to arrive; null where it has to be sent. */
  readonly delivery: number | null;
  readonly acts: readonly Act[];
  /** From this day another contract covers the same service. */
  readonly replacedFrom: Day | null;
}

/** Done on a day of the year, the first is 0. */
export type Act =
  | {
      readonly on: number;
      readonly decide: 'renew' | 'renegotiate' | 'end' | 'until-further-notice';
      readonly term: number;
    }
  | { readonly on: number; readonly send: 'notice' }
  | { readonly on: number; readonly accept: 'late' }
  | { readonly on: number; readonly withdraw: 'notice' }
  | { readonly on: number; readonly agreeUntil: Day }
  | { readonly on: number; readonly amendTerm: number; readonly lastDay: Day }
  | {
      readonly on: number;
      readonly amendTerm: number;
      readonly noticeDays: number;
      readonly reopens: boolean;
    };

export interface Expected {
  readonly state: 'not-started' | 'in-term' | 'ended' | 'held-over' | 'evergreen' | 'unknown';
  readonly due: readonly [term: number, on: Day] | null;
  readonly outcome: readonly [kind: string, day: Day | null] | null;
}

export interface Told {
  readonly day: Day;
  readonly mail: string;
  readonly part: number;
  readonly target: Day;
  readonly rung: number;
}

const DAY = 86_400_000;
const time = (day: Day) => Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10));
const dayAt = (at: number): Day => new Date(at).toISOString().slice(0, 10);
export const plus = (day: Day, days: number): Day => dayAt(time(day) + days * DAY);
const between = (from: Day, to: Day): number => Math.round((time(to) - time(from)) / DAY);

/** The same day of another month, or its last where it has fewer. */
export function plusMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

interface Term {
  readonly number: number;
  readonly first: Day;
  readonly last: Day;
  readonly after: 'next' | 'agreed' | 'end' | 'ask' | 'unknown';
  readonly opens: Day | null;
  readonly sendFrom: Day | null;
  readonly given: Day | null;
  readonly send: Day | null;
}

interface Notice {
  readonly sent: Day;
  ends: Day | null;
  endsTerm: number | null;
  late: Day | null;
  lateTerm: number | null;
}

interface Change {
  readonly agreed: Day;
  readonly term: number;
  readonly lastDay?: Day;
  readonly noticeDays?: number;
  readonly reopens?: boolean;
}

interface OpenLadder {
  readonly ladder: string;
  readonly part: number;
  readonly target: Day;
  readonly short: boolean;
}

const LONG = [-120, -90, -60, -30, -14, -7, -1, 0, 1];
const SHORT = [-14, -7, -1, 0];

/** One contract through its year. */
export class Diary {
  private readonly decisions = new Map<number, string>();
  private notice: Notice | null = null;
  private readonly agreed: Day[] = [];
  private readonly changes: Change[] = [];
  private readonly open = new Map<string, OpenLadder>();
  private lastSeen: Day | null = null;

  constructor(
    private readonly paper: Paper,
    private readonly start: Day,
    private readonly holidays: ReadonlySet<Day>,
  ) {}

  actsOn(day: Day): readonly Act[] {
    return this.paper.acts.filter(({ on }) => plus(this.start, on) === day);
  }

  /** Notes what somebody does about it. */
  act(act: Act, today: Day): void {
    if ('decide' in act) {
      this.decisions.set(act.term, act.decide);
    } else if ('send' in act) {
      this.notice = this.weigh(today);
      const number = this.notice.endsTerm ?? this.notice.lateTerm;
      if (number !== null) this.decisions.set(number, 'end');
    } else if ('accept' in act && this.notice !== null) {
      if (this.notice.endsTerm !== null) this.decisions.delete(this.notice.endsTerm);
      this.notice.ends = this.notice.late;
      this.notice.endsTerm = this.notice.lateTerm;
      this.decisions.set(this.notice.lateTerm ?? 0, 'end');
    } else if ('withdraw' in act && this.notice !== null) {
      this.decisions.delete(this.notice.endsTerm ?? this.notice.lateTerm ?? 0);
      this.notice = null;
    } else if ('agreeUntil' in act) {
      this.agreed.push(act.agreeUntil);
    } else if ('amendTerm' in act) {
      const before = this.terms().find(({ number }) => number === act.amendTerm)?.last;
      this.changes.push({ agreed: today, term: act.amendTerm, ...act });
      for (const [number] of this.decisions) {
        const after = this.terms().find((term) => term.number === number)?.last;
        if (number === act.amendTerm && before !== after) this.decisions.delete(number);
      }
    }
  }

  expect(today: Day): Expected {
    const terms = this.termsUnderNotice();
    return {
      state: this.state(terms, today),
      due: this.due(terms, today),
      outcome: this.outcome(terms, today),
    };
  }

  /** Who is told what, once the day's acts are done; `since` the day before, or the last before an outage. */
  tell(today: Day): readonly Told[] {
    const terms = this.termsUnderNotice();
    const wanted = this.wanted(terms, today);
    const told: Told[] = [];
    for (const [key, ladder] of [...this.open]) {
      const stays = wanted.some((one) => keyOf(one) === key && one.target === ladder.target);
      const moved = wanted.some((one) => keyOf(one) === key && one.target !== ladder.target);
      const owes = ladder.part !== 0 && ladder.target < today && !this.settled(terms, ladder.part);
      if (moved || (!stays && !owes)) this.open.delete(key);
    }
    const fresh = wanted.filter((one) => !this.open.has(keyOf(one)));
    for (const ladder of this.open.values()) told.push(...this.rungsOf(ladder, terms, today, this.lastSeen));
    for (const ladder of fresh) {
      this.open.set(keyOf(ladder), ladder);
      told.push(...this.rungsOf(ladder, terms, today, null));
    }
    this.lastSeen = today;
    return told;
  }

  /** Of several that are due at once only the latest; and no warning of a day that has passed. */
  private rungsOf(
    { ladder, part, target, short }: OpenLadder,
    terms: readonly Term[],
    today: Day,
    since: Day | null,
  ): Told[] {
    const due = rungsOf(ladder, short).filter((rung) => plus(target, rung) <= today);
    const rung = due.at(-1);
    if (rung === undefined || (since !== null && plus(target, rung) <= since)) return [];
    const mail = mailOf(ladder, rung);
    const term = terms.find(({ number }) => number === part);
    const warned = mail === 'contract-reminder' ? (term?.send ?? term?.last) : term?.last;
    const warns = ['contract-reminder', 'contract-ending', 'contract-window-open'].includes(mail);
    if (warns && warned !== undefined && warned < today) return [];
    return [{ day: today, mail, part, target, rung }];
  }

  private wanted(terms: readonly Term[], today: Day): OpenLadder[] {
    const wanted: OpenLadder[] = [];
    for (const term of terms) {
      if (this.settled(terms, term.number)) continue;
      for (const date of datesOf(term)) {
        if (date < plus(today, -1) || date > plus(today, 120)) continue;
        const actBy = term.after === 'next' || date !== term.last;
        const short = between(term.first, term.last) + 1 < 180;
        const ladder = actBy ? 'contract' : 'contract-end';
        wanted.push({ ladder, part: term.number, target: date, short });
        if (actBy && term.sendFrom !== null && term.sendFrom >= today) {
          wanted.push({ ladder: 'contract-window', part: term.number, target: term.sendFrom, short: false });
        }
      }
    }
    return [...wanted, ...this.wholes(terms, today)];
  }

  private wholes(terms: readonly Term[], today: Day): OpenLadder[] {
    const state = this.state(terms, today);
    const ends = this.notice !== null && this.notice.ends !== null;
    if (state === 'evergreen' && this.paper.first !== null) {
      const target = yearly(this.paper.first, today);
      const over = this.notice?.ends ?? null;
      if (over === null || target <= over)
        return [{ ladder: 'contract-review', part: 0, target, short: false }];
    }
    const current = terms.find(({ last }) => last >= today);
    if (!ends && current !== undefined && current.first <= today) {
      const from = [current.number + 1, current.number].map((number) => this.ruling(number)).find(isOpen);
      const since = terms.find(({ number }) => number === from?.[0])?.first;
      if (since !== undefined) {
        return [{ ladder: 'contract-review', part: 0, target: yearly(since, today), short: false }];
      }
    }
    const last = terms.at(-1)?.last;
    return state === 'held-over' && last !== undefined
      ? [{ ladder: 'contract-held-over', part: 0, target: plus(last, 1), short: false }]
      : [];
  }

  private state(terms: readonly Term[], today: Day): Expected['state'] {
    const { first, goesOn, replacedFrom } = this.paper;
    const over = replacedFrom !== null && replacedFrom <= today ? 'ended' : 'held-over';
    const ends = this.notice?.ends ?? null;
    if (ends !== null && ends < today) return over;
    if (first === null) return 'unknown';
    if (today < first) return 'not-started';
    if (goesOn === 'endless') return 'evergreen';
    if (goesOn === 'nobody-knows' && ends === null) return 'unknown';
    if (terms.some((term) => term.first <= today && today <= term.last)) return 'in-term';
    return terms.length > 0 ? over : 'unknown';
  }

  private due(terms: readonly Term[], today: Day): Expected['due'] {
    for (const term of terms) {
      if (term.last < today || this.settled(terms, term.number)) continue;
      const date = datesOf(term).find((day) => day >= today);
      if (date !== undefined) return [term.number, date];
    }
    return null;
  }

  private outcome(terms: readonly Term[], today: Day): Expected['outcome'] {
    if (this.notice !== null) {
      const { ends, late } = this.notice;
      return ends === null ? ['notice-late', late] : ['ends-by-notice', ends];
    }
    const current = terms.find(({ last }) => last >= today)?.number ?? (terms.at(-1)?.number ?? 0) + 1;
    let top = current;
    for (const term of terms.filter(({ number }) => number >= current)) {
      top = term.number;
      if (datesOf(term).some((date) => date >= today)) break;
      top = term.number + 1;
    }
    for (let number = top; number >= Math.max(1, current - 1); number -= 1) {
      const found = this.outcomeOf(terms, number, today);
      if (found !== null) return found;
    }
    return null;
  }

  private outcomeOf(terms: readonly Term[], number: number, today: Day): Expected['outcome'] {
    const term = terms.find((one) => one.number === number);
    if (term === undefined) return null;
    const next = terms.find((one) => one.number === number + 1);
    if (term.after === 'agreed') return ['renewed', terms.at(-1)?.last ?? null];
    const decided = this.ruling(number)?.[1];
    switch (decided) {
      case 'until-further-notice':
        return ['until-further-notice', null];
      case 'renegotiate':
        return ['renegotiating', term.last];
      case 'renew':
        return term.after === 'next' ? ['renewed', next?.last ?? null] : ['renewal-wished', term.last];
      case 'end': {
        if (term.after === 'end' || term.after === 'ask') return ['left-to-end', term.last];
        const given = term.given ?? term.last;
        const send = term.send ?? term.last;
        if (given < today) return ['notice-missed', given];
        return ['notice-not-sent', send < today ? given : send];
      }
      default:
        return null;
    }
  }

  private settled(terms: readonly Term[], number: number): boolean {
    if (this.notice !== null && this.notice.ends !== null) return true;
    const term = terms.find((one) => one.number === number);
    const decided = this.ruling(number)?.[1];
    if (decided === 'renew' || decided === 'until-further-notice') return term?.after === 'next';
    return decided === 'end' && (term?.after === 'end' || term?.after === 'ask');
  }

  /** Its own decision, or one until further notice that nothing has replaced since. */
  private ruling(number: number): readonly [number, string] | undefined {
    const latest = [...this.decisions].filter(([term]) => term <= number).sort(([a], [b]) => b - a)[0];
    if (latest === undefined) return undefined;
    return latest[0] === number || latest[1] === 'until-further-notice' ? latest : undefined;
  }

  private weigh(sent: Day): Notice {
    const { delivery, goesOn, first, initial, notice } = this.paper;
    const counted = delivery === null ? sent : this.businessDays(sent, delivery, 1);
    const none = { sent, ends: null, endsTerm: null, late: null, lateTerm: null };
    if (
      goesOn === 'endless' &&
      first !== null &&
      initial !== null &&
      notice !== null &&
      typeof notice === 'object'
    ) {
      const ends = 'days' in notice ? plus(counted, notice.days) : counted;
      const initialEnd = this.endOfInitial(first);
      return { ...none, ends: ends > initialEnd ? ends : initialEnd, endsTerm: 1 };
    }
    const found: Notice = { ...none };
    for (const term of this.terms().filter(({ last, after }) => last >= sent && after !== 'agreed')) {
      const bound = term.after === 'end' || term.after === 'ask' ? term.last : (term.given ?? term.last);
      if (counted > bound) {
        found.late = term.last;
        found.lateTerm = term.number;
      } else {
        if (term.opens !== null && counted < term.opens) break;
        found.ends = term.last;
        found.endsTerm = term.number;
        break;
      }
    }
    return found;
  }

  private termsUnderNotice(): readonly Term[] {
    const ends = this.notice?.ends ?? null;
    if (ends === null) return this.terms();
    const nothing = { opens: null, sendFrom: null, given: null, send: null } as const;
    if (this.paper.goesOn === 'endless') {
      const first = this.paper.first ?? ends;
      return [{ number: 1, first, last: ends, after: 'end', ...nothing }];
    }
    const kept = this.terms().filter(({ first }) => first <= ends);
    return kept.map((term, index) =>
      index === kept.length - 1 ? { ...term, last: ends, after: 'end', ...nothing } : term,
    );
  }

  /** Six years of them, counted one after another from the first day. */
  private terms(changes: readonly Change[] = this.changes): readonly Term[] {
    const { first, initial, goesOn, mostRenewals, latestEnd, renewalMonths } = this.paper;
    if (first === null || initial === null || goesOn === 'endless') return [];
    const spans: { first: Day; last: Day; agreed: boolean }[] = [];
    const most = goesOn === 'itself' ? (mostRenewals ?? 999) + 1 : 1;
    let goesFurther = false;
    let anchor = first;
    let months = 0;
    for (let number = 1; number <= most; number += 1) {
      const begins = plusMonths(anchor, months);
      if (latestEnd !== null && begins > latestEnd) break;
      if (begins > plus(this.start, 6 * 366)) {
        goesFurther = true;
        break;
      }
      const moved = changes.findLast(
        ({ term, lastDay }) => term === number && lastDay !== undefined,
      )?.lastDay;
      if (moved !== undefined) {
        [anchor, months] = [plus(moved, 1), 0];
      } else if (number > 1) {
        months += renewalMonths;
      } else if ('months' in initial) {
        months = initial.months;
      } else {
        [anchor, months] = [plus(this.endOfInitial(first), 1), 0];
      }
      const last = plus(plusMonths(anchor, months), -1);
      spans.push({
        first: begins,
        last: latestEnd !== null && last > latestEnd ? latestEnd : last,
        agreed: false,
      });
    }
    for (const last of this.agreed) {
      spans.push({ first: plus(spans.at(-1)?.last ?? last, 1), last, agreed: true });
    }
    const further = goesFurther ? { agreed: false } : undefined;
    return spans.map((span, index) => this.termOf(span, index + 1, spans[index + 1] ?? further, changes));
  }

  private termOf(
    { first, last }: { first: Day; last: Day },
    number: number,
    next: { agreed: boolean } | undefined,
    changes: readonly Change[],
  ): Term {
    const after = this.after(next, last);
    const bare = { number, first, last, after };
    if (after === 'end') return { ...bare, opens: null, sendFrom: null, given: null, send: null };
    return { ...bare, ...this.noticeDays(number, last, changes) };
  }

  private after(next: { agreed: boolean } | undefined, last: Day): Term['after'] {
    const { goesOn, latestEnd } = this.paper;
    if (next !== undefined) return next.agreed ? 'agreed' : 'next';
    if (latestEnd !== null && last === latestEnd) return 'end';
    if (goesOn === 'agreement') return 'ask';
    return goesOn === 'nobody-knows' ? 'unknown' : 'end';
  }

  /** A day that had passed when an amendment was agreed stays passed, unless that moves the end or opens it again. */
  private noticeDays(number: number, last: Day, changes: readonly Change[]) {
    const rule = changes.findLast(({ term, noticeDays }) => term <= number && noticeDays !== undefined);
    const before = rule === undefined ? undefined : changes.slice(0, changes.indexOf(rule));
    if (rule !== undefined && before !== undefined && rule.reopens !== true) {
      const then = this.terms(before).find((term) => term.first <= rule.agreed && rule.agreed <= term.last);
      const passed =
        then?.number === number && then.last === last && then.given !== null && then.given < rule.agreed;
      if (passed) return { opens: then.opens, sendFrom: then.sendFrom, given: then.given, send: then.send };
    }
    const notice = rule?.noticeDays === undefined ? this.paper.notice : { days: rule.noticeDays };
    return this.countNotice(last, notice);
  }

  private countNotice(last: Day, notice: Paper['notice']) {
    if (notice === null || notice === 'nobody-knows') {
      return { opens: null, sendFrom: null, given: null, send: null };
    }
    const opens = 'opens' in notice ? plus(last, 1 - notice.opens) : null;
    const given = this.givenBy(last, notice);
    return {
      opens,
      sendFrom: opens === null ? null : this.businessDays(opens, 0, 1),
      given,
      send: this.businessDays(given, this.paper.delivery ?? 0, -1),
    };
  }

  private givenBy(last: Day, notice: NoticeRule): Day {
    if ('days' in notice) return plus(last, -notice.days);
    if ('closes' in notice) return plus(last, -notice.closes);
    const one = plusMonths(last, -notice.months);
    const other = plus(plusMonths(plus(last, 1), -notice.months), -1);
    return one < other ? one : other;
  }

  private endOfInitial(first: Day): Day {
    const { initial } = this.paper;
    if (initial === null) throw new Error('Nobody knows how long it runs at first.');
    if ('until' in initial) return initial.until;
    return plus('days' in initial ? plus(first, initial.days) : plusMonths(first, initial.months), -1);
  }

  private businessDays(from: Day, count: number, step: 1 | -1): Day {
    const works = (day: Day) => {
      const weekday = new Date(time(day)).getUTCDay();
      return weekday !== 0 && weekday !== 6 && !this.holidays.has(day);
    };
    let day = from;
    while (!works(day)) day = plus(day, step);
    for (let left = count; left > 0; left -= 1) {
      day = plus(day, step);
      while (!works(day)) day = plus(day, step);
    }
    return day;
  }
}

const isOpen = (ruling: readonly [number, string] | undefined) => ruling?.[1] === 'until-further-notice';
const keyOf = ({ ladder, part }: Pick<OpenLadder, 'ladder' | 'part'>) => `${ladder} ${part}`;

function datesOf({ after, last, send }: Term): readonly Day[] {
  if (after === 'agreed') return [];
  if (after === 'end') return [last];
  if (after === 'next') return [send ?? last];
  return send === null || send === last ? [last] : [send, last];
}

/** The day of a review of each year, the one that is at most 30 days past. */
function yearly(start: Day, today: Day): Day {
  let years = 1;
  while (plus(plusMonths(start, 12 * years), 30) < today) years += 1;
  return plusMonths(start, 12 * years);
}

function rungsOf(ladder: string, short: boolean): readonly number[] {
  if (ladder === 'contract-window') return [0];
  if (ladder === 'contract-review') return [-30, 0, 30];
  if (ladder === 'contract-held-over') return Array.from({ length: 27 }, (_none, n) => 14 * n);
  return short ? SHORT : LONG;
}

function mailOf(ladder: string, rung: number): string {
  switch (ladder) {
    case 'contract':
      return rung > 0 ? 'contract-closed' : 'contract-reminder';
    case 'contract-end':
      return rung > 0 ? 'contract-ended' : 'contract-ending';
    case 'contract-window':
      return 'contract-window-open';
    default:
      return ladder;
  }
}
