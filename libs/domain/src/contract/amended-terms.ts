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
  /** From this term on no notice had passed, by the series before, when it was agreed. */
  readonly openFrom: number;
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
    this.original = seriesUnder(terms, rulings, until);
    let before = this.original;
    this.steps = inOrder.slice(followed).map((amendment) => {
      const agreedOn = numberOfDate(amendment.agreedOn);
      const openFrom = before.countBy(notices.noneBefore(agreedOn) - 1) + 1;
      addRuling(rulings, amendment);
      before = seriesUnder(terms, rulings, until);
      return { fromTerm: amendment.fromTerm, agreedOn, series: before, openFrom };
    });
    this.latest = this.steps.at(-1)?.series ?? this.original;
    this.count = this.latest.count;
  }

  periodOf(number: number): Period {
    return this.latest.periodOf(number);
  }

  /** The period whose notice days hold for a term: its own, or the one that stood when they passed. */
  noticePeriodOf(number: number): Period {
    const from = this.steps.findLastIndex(({ fromTerm }) => fromTerm > number) + 1;
    let before = this.steps[from - 1]?.series ?? this.original;
    let holds = before;
    let passed = false;
    for (let index = from; index < this.steps.length; index += 1) {
      const step = this.steps[index] as Step;
      // What had passed when one amendment was agreed had passed when the next one was.
      passed = before.count >= number && (passed || this.hadPassed(number, before, step));
      if (!passed) holds = step.series;
      before = step.series;
    }
    return holds.periodOf(number);
  }

  private hadPassed(number: number, before: Series, { openFrom, agreedOn }: Step): boolean {
    if (number >= openFrom || before.noticeOf(number).kind === 'none') return false;
    return this.notices.isPast(before.periodOf(number), agreedOn);
  }
}
