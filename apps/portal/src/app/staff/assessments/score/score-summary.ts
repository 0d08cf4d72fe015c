import { Component, computed, input } from '@angular/core';
import { assuranceLift } from '@countersign/domain';
import { RatingChip } from '../../../ui/rating-chip';
import { LEVEL_WORDS } from '../../../ui/words';
import { liftText } from '../../../ui/risk-words';
import type { AssessmentView } from '../assessment-view';
import { oneDecimal, wholePercent } from './score-numbers';

/** The score, what stands behind it, and what it comes to: always together. */
@Component({
  selector: 'cs-score-summary',
  imports: [RatingChip],
  templateUrl: './score-summary.html',
  styleUrl: './score-summary.scss',
  host: { role: 'region', '[attr.aria-label]': 'regionName' },
})
export class ScoreSummary {
  protected readonly regionName = $localize`:@@score-summary.score-summary:Score summary`;
  readonly assessment = input.required<AssessmentView>();

  protected readonly levels = LEVEL_WORDS;
  protected readonly verified = computed(() => {
    const hundredths = this.assessment().score?.verifiedHundredths ?? null;
    return hundredths === null ? null : wholePercent(hundredths);
  });
  protected readonly lift = computed(() => {
    const { score } = this.assessment();
    if (score === null || score.verifiedHundredths === null) return null;
    const lift = assuranceLift(score, score.questions);
    return lift === null || lift.questions.length === 0 ? null : liftText(lift);
  });
  protected readonly effectiveness = computed(() => {
    const hundredths = this.assessment().score?.ceHundredths ?? null;
    return hundredths === null ? null : oneDecimal(hundredths);
  });
  protected readonly confidence = computed(() => {
    const confidence = this.assessment().score?.confidence;
    return confidence
      ? {
          answered: wholePercent(confidence.answeredHundredths),
          evidenced: wholePercent(confidence.evidencedHundredths),
        }
      : null;
  });
  protected readonly knockouts = computed(() =>
    (this.assessment().score?.knockouts ?? []).filter((knockout) => knockout.open),
  );
  protected readonly raised = computed(() => {
    const residual = this.assessment().residual;
    return residual !== null && residual.rating !== residual.calculated;
  });
}
