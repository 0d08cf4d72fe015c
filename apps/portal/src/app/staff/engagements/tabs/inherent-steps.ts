import { Component, computed, input } from '@angular/core';
import type { InherentRisk } from '@countersign/api-types';
import { RatingChip } from '../../../ui/rating-chip';
import { TierChip } from '../../../ui/tier-chip';
import { wholePoints } from '../risk-numbers';

const STARTING_LIKELIHOOD = 50;

@Component({
  selector: 'cs-inherent-steps',
  imports: [RatingChip, TierChip],
  templateUrl: './inherent-steps.html',
  styleUrl: './steps.scss',
  host: { class: 'cs-panel' },
})
export class InherentSteps {
  readonly risk = input.required<InherentRisk>();
  protected readonly points = wholePoints;
  protected readonly start = STARTING_LIKELIHOOD;
  protected readonly impactRaised = computed(
    () => this.risk().impactHundredths !== this.risk().impactBeforeFloorsHundredths,
  );
  protected readonly likelihoodRaised = computed(
    () => this.risk().likelihood !== this.risk().likelihoodBeforeFloors,
  );
}
