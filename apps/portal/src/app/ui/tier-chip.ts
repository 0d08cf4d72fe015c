import { Component, computed, input } from '@angular/core';
import type { Tier } from '@countersign/api-types';
import { TIER_WORDS } from './words';

@Component({
  selector: 'cs-tier-chip',
  template: `{{ text() }}`,
  styleUrl: './chip.scss',
  host: { 'data-plain': '' },
})
export class TierChip {
  readonly tier = input.required<Tier | null>();
  protected readonly text = computed(() => {
    const tier = this.tier();
    return tier ? TIER_WORDS[tier] : $localize`:@@tier-chip.no-tier-yet:No tier yet`;
  });
}
