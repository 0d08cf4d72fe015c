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

type RatingState = 'assessed' | 'not-assessed' | 'not-scorable';

const NOTES: Readonly<Record<RatingState, string | null>> = {
  assessed: null,
  'not-assessed': $localize`:@@rating-chip.not-assessed:not assessed`,
  'not-scorable': $localize`:@@rating-chip.not-scorable:not scorable`,
};

@Component({
  selector: 'cs-rating-chip',
  imports: [Icon],
  template: `
    <cs-icon [path]="icon()" />
    <span
      >{{ text() }}
      @if (level() && note(); as words) {
        <span class="note">{{ words }}</span>
      }
    </span>
  `,
  styleUrl: './chip.scss',
  styles: `
    .note {
      font-weight: 400;
      white-space: nowrap;
    }

    .note::before {
      content: '· ' / '';
    }
  `,
  host: { '[attr.data-level]': 'level()', '[attr.data-tone]': 'level() ? null : "quiet"' },
})
export class RatingChip {
  readonly level = input.required<Level | null>();
  /** Without a score the rating rests on the inherent level, and says so. */
  readonly state = input<RatingState>('assessed');

  protected readonly note = computed(() => NOTES[this.state()]);
  protected readonly text = computed(() => LEVEL_WORDS[this.level() ?? 'not-assessed']);
  protected readonly icon = computed(() => {
    const level = this.level();
    return level ? LEVEL_ICONS[level] : mdiCircleOffOutline;
  });
}
