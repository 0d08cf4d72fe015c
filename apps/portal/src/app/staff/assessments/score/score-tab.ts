import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { cite, type Effectiveness, textIn } from '@countersign/domain';
import { number } from '../../../language/formats';
import { EmptyNote } from '../../../ui/empty-note';
import { InherentSteps } from '../../engagements/tabs/inherent-steps';
import { ResidualSteps } from '../../engagements/tabs/residual-steps';
import type { AssessmentView } from '../assessment-view';
import { oneDecimal } from './score-numbers';

interface ScoreRow {
  readonly id: string;
  readonly title: string;
  readonly effectiveness: string;
  /** Weight earned and weight that counts, in points of weight. */
  readonly earned: string;
  readonly low: boolean;
}

const HALF = 5_000;

@Component({
  selector: 'cs-score-tab',
  imports: [EmptyNote, InherentSteps, ResidualSteps, RouterLink],
  templateUrl: './score-tab.html',
  styleUrl: './score-tab.scss',
  host: { class: 'cs-stack' },
})
export class ScoreTab {
  readonly assessment = input.required<AssessmentView>();

  protected readonly total = computed(() => {
    const score = this.assessment().score;
    return score === null
      ? null
      : rowOf('all', $localize`:@@score-tab.all-questions-together:All questions together`, score);
  });
  protected readonly sections = computed(() =>
    (this.assessment().score?.sections ?? [])
      .filter(({ denominator }) => denominator > 0)
      .map((section) => rowOf(section.id, `${section.id}. ${textIn(section.title)}`, section)),
  );
  protected readonly requirements = computed(() =>
    (this.assessment().score?.requirements ?? [])
      .filter(({ denominator }) => denominator > 0)
      .sort(worstFirst)
      .map((requirement) => ({
        ...rowOf(requirement.id, textIn(requirement.title), requirement),
        citation: cite(requirement.citation),
      })),
  );
}

/** What is not scored comes last; the rest stays in the rule's order. */
function worstFirst(one: Effectiveness, other: Effectiveness): number {
  return (one.ceHundredths ?? Infinity) - (other.ceHundredths ?? Infinity) || 0;
}

function rowOf(id: string, title: string, score: Effectiveness): ScoreRow {
  const { ceHundredths, numerator, denominator } = score;
  return {
    id,
    title,
    effectiveness:
      ceHundredths === null ? $localize`:@@score-tab.not-scored:not scored` : oneDecimal(ceHundredths),
    earned: $localize`:@@score-tab.earned:${weight(numerator)}:earned: of ${weight(denominator)}:counting:`,
    low: ceHundredths !== null && ceHundredths < HALF,
  };
}

/** Sums are weight x 10,000; shown with at most two decimals, rounded down. */
function weight(sum: number): string {
  return number(Math.floor(sum / 100) / 100, { maximumFractionDigits: 2 });
}
