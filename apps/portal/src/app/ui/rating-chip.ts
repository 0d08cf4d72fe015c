import { Component, computed, input } from '@angular/core';
import type { Level } from '@countersign/api-types';
import { mdiCircleOffOutline, mdiGauge, mdiGaugeEmpty, mdiGaugeFull, mdiGaugeLow } from '@mdi/js';
import { Icon } from './icon';
import { LEVEL_WORDS } from './words';

const LEVEL_ICONS: Readonly<Record<Level, string>> = {
  'very-low': mdiGaugeEmpty,
  low: mdiGaugeLow,
  moderate: mdiGauge,
  high: mdiGaugeFull,
  'very-high': mdiGaugeFull,
};

@Component({
  selector: 'cs-rating-chip',
  imports: [Icon],
  template: `
    <cs-icon [path]="icon()" />
    <span
      >{{ text() }}
      @if (level() && !assessed()) {
        <span i18n="@@rating-chip.not-assessed" class="note">not assessed</span>
      }
    </span>
  `,
  styleUrl: './chip.scss',
  styles: `
    .note {
      font-weight: 400;
      white-space: nowrap;
    }
  `,
  host: { '[attr.data-level]': 'level()', '[attr.data-tone]': 'level() ? null : "quiet"' },
})
export class RatingChip {
  readonly level = input.required<Level | null>();
  /** Without an assessment the rating shown is the inherent level, and says so. */
  readonly assessed = input(true);

  protected readonly text = computed(() => LEVEL_WORDS[this.level() ?? 'not-assessed']);
  protected readonly icon = computed(() => {
    const level = this.level();
    return level ? LEVEL_ICONS[level] : mdiCircleOffOutline;
  });
}
