import { Component, computed, inject, input } from '@angular/core';
import { type FactCatalogue, inherentRisk } from '@countersign/domain';
import { RatingChip } from '../../../ui/rating-chip';
import { TierChip } from '../../../ui/tier-chip';
import { wholePoints } from '../risk-numbers';
import { Rulebook } from '../rulebook';
import { type IntakeDraft, intakeOf, isComplete } from './intake-draft';

/** The inherent risk as it would be saved, computed here by the rules the server uses. */
@Component({
  selector: 'cs-risk-preview',
  imports: [RatingChip, TierChip],
  templateUrl: './risk-preview.html',
  styleUrl: './risk-preview.scss',
  host: { '[attr.aria-label]': 'regionName', role: 'region' },
})
export class RiskPreview {
  protected readonly regionName = $localize`:@@risk-preview.inherent-risk-as-stated:Inherent risk as stated so far`;
  readonly draft = input.required<IntakeDraft>();
  readonly catalogue = input.required<FactCatalogue>();

  protected readonly points = wholePoints;
  readonly #rulebook = inject(Rulebook);
  protected readonly steps = (family: string, code: string) => this.#rulebook.stepInWords(family, code);
  protected readonly risk = computed(() =>
    isComplete(this.draft()) ? inherentRisk(intakeOf(this.draft()), { catalogue: this.catalogue() }) : null,
  );
}
