import { compareDates, type IsoDate } from '../dates/calendar';
import { numberOfDate } from '../dates/day-numbers';
import type { NoticeCount } from './notice-days';
import { addRuling, seriesUnder, type Period, type Ruling, type Series } from './series';
import { MOST_AMENDMENTS, type Amendment, type ContractTerms, type TermEnding } from './terms';

/** The amendments in the order in which they were agreed. */
export function amendmentsInOrder({ amendments }: ContractTerms): readonly Amendment[] {
  return [...amendments].sort((a, b) => compareDates(a.agreedOn, b.agreedOn));
}

/**
 * The periods of a contract under its amendments. Each rules over the terms as they stood before it, so one series is
 * kept for each, by its few stretches; of the terms themselves only the ones then current are looked at.
 */
export class AmendedTerms {
  /** Of all terms. */
  readonly total: number;
  /** Of the terms that start by the day asked for. */
  readonly count: number;
  private readonly latest: Series;
  /** By number, the periods whose notice day had passed and stayed so. */
  private readonly passed = new Map<number, Period>();

  constructor(
    terms: ContractTerms,
    private readonly notices: NoticeCount,
    until: IsoDate,
  ) {
    const inOrder = amendmentsInOrder(terms);
    // A contract of before there was a limit may have more; then those before the last sixty count as agreed at first.
    const followed = Math.max(0, inOrder.length - MOST_AMENDMENTS);
    const rulings = new Map<number, Ruling>();
    for (const amendment of inOrder.slice(0, followed)) addRuling(rulings, amendment);
    let series = seriesUnder(terms, rulings);
    for (const amendment of inOrder.slice(followed)) {
      addRuling(rulings, amendment);
      const amended = seriesUnder(terms, rulings);
      this.keepPassed(amendment, series, amended);
      series = amended;
    }
    this.latest = series;
    this.total = series.count;
    this.count = series.countBy(numberOfDate(until));
  }

  periodOf(number: number): Period {
    return this.latest.periodOf(number);
  }

  endingOf(number: number): TermEnding {
    return this.latest.endingOf(number);
  }

  /** The period whose notice days hold for a term: its own, or the one that stood when they passed. */
  noticePeriodOf(number: number): Period {
    return this.passed.get(number) ?? this.periodOf(number);
  }

  private keepPassed({ agreedOn, reopens }: Amendment, before: Series, amended: Series): void {
    const agreed = numberOfDate(agreedOn);
    const number = before.countBy(agreed);
    if (number === 0 || number > amended.count) return;
    const period = before.periodOf(number);
    if (period.last < agreed) return;
    const stays = amended.periodOf(number).last === period.last && reopens !== true;
    if (!stays) this.passed.delete(number);
    else if (!this.passed.has(number) && this.notices.hasClosed(period, agreed)) {
      this.passed.set(number, period);
    }
  }
}
