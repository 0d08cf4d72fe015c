import { compareDates, type IsoDate } from '../dates/calendar';
import { numberOfDate } from '../dates/day-numbers';
import type { NoticeCount } from './notice-days';
import { addRuling, seriesUnder, type Period, type Ruling, type Series } from './series';
import { MOST_AMENDMENTS, type Amendment, type ContractTerms } from './terms';

interface Step {
  readonly fromTerm: number;
  /** As a day's number. */
  readonly agreedOn: number;
  readonly series: Series;
}

/** The amendments in the order in which they were agreed. */
export function amendmentsInOrder({ amendments }: ContractTerms): readonly Amendment[] {
  return [...amendments].sort((a, b) => compareDates(a.agreedOn, b.agreedOn));
}

/**
 * The periods of a contract under its amendments. Each rules over the terms as they stood before it, so one series is
 * kept for each, by its few stretches; of a term only what its own notice needs is looked up in them.
 */
export class AmendedTerms {
  readonly count: number;
  private readonly original: Series;
  private readonly steps: readonly Step[];
  private readonly latest: Series;

  constructor(terms: ContractTerms, until: IsoDate) {
    const inOrder = amendmentsInOrder(terms);
    // A contract of before there was a limit may have more; then those before the last sixty count as agreed at first.
    const followed = Math.max(0, inOrder.length - MOST_AMENDMENTS);
    const rulings = new Map<number, Ruling>();
    for (const amendment of inOrder.slice(0, followed)) addRuling(rulings, amendment);
    this.original = seriesUnder(terms, rulings, until);
    this.steps = inOrder.slice(followed).map((amendment) => {
      addRuling(rulings, amendment);
      const { fromTerm, agreedOn } = amendment;
      return { fromTerm, agreedOn: numberOfDate(agreedOn), series: seriesUnder(terms, rulings, until) };
    });
    this.latest = this.steps.at(-1)?.series ?? this.original;
    this.count = this.latest.count;
  }

  periodOf(number: number): Period {
    return this.latest.periodOf(number);
  }

  /** The period whose notice days hold for a term: its own, or the one that stood when they passed. */
  noticePeriodOf(number: number, notices: NoticeCount): Period {
    const from = this.steps.findLastIndex(({ fromTerm }) => fromTerm > number) + 1;
    let before = this.steps[from - 1]?.series ?? this.original;
    let period: Period | null = before.count < number ? null : before.periodOf(number);
    let passed = false;
    for (const { series, agreedOn } of this.steps.slice(from)) {
      const stood = before.count >= number && period !== null;
      // What had passed when one amendment was agreed had passed when the next one was.
      passed = stood && period !== null && (passed || notices.isPast(period, agreedOn));
      if (!passed) period = series.count < number ? null : series.periodOf(number);
      before = series;
    }
    return period ?? this.periodOf(number);
  }
}
