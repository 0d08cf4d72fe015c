import { Component, computed, input } from '@angular/core';
import type { InherentRisk, ResidualRisk } from '@countersign/api-types';
import { RatingChip } from '../../../ui/rating-chip';
import { LEVEL_WORDS, RATING_STATE_WORDS } from '../../../ui/words';
import { wholeShare } from '../../../ui/risk-words';
import { wholePoints } from '../risk-numbers';

@Component({
  selector: 'cs-residual-steps',
  imports: [RatingChip],
  templateUrl: './residual-steps.html',
  styleUrl: './steps.scss',
  host: { class: 'cs-panel' },
})
export class ResidualSteps {
  readonly inherent = input.required<InherentRisk>();
  readonly residual = input.required<ResidualRisk>();
  protected readonly points = wholePoints;
  protected readonly levels = LEVEL_WORDS;
  protected readonly verified = computed(() => wholeShare(this.residual().verifiedHundredths ?? 0));
  protected readonly state = computed(() => RATING_STATE_WORDS[this.residual().state]);
  protected readonly raised = computed(() => this.residual().rating !== this.residual().calculated);
}
