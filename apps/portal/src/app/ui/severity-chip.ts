import { Component, computed, input } from '@angular/core';
import type { Level, Severity } from '@countersign/api-types';
import { mdiAlertOctagonOutline, mdiAlertOutline, mdiChevronDown, mdiMinus } from '@mdi/js';
import { Icon } from './icon';
import { SEVERITY_WORDS } from './words';

const SEVERITY_ICONS: Readonly<Record<Severity, string>> = {
  critical: mdiAlertOctagonOutline,
  high: mdiAlertOutline,
  medium: mdiMinus,
  low: mdiChevronDown,
};

/** The colours of ratings, so that one word has one colour; those of progress and of dates are others. */
const SEVERITY_LEVELS: Readonly<Record<Severity, Level | null>> = {
  critical: 'very-high',
  high: 'high',
  medium: 'moderate',
  low: null,
};

@Component({
  selector: 'cs-severity-chip',
  imports: [Icon],
  template: `<cs-icon [path]="icon()" />{{ words().text }}`,
  styleUrl: './chip.scss',
  host: { '[attr.data-level]': 'level()' },
})
export class SeverityChip {
  readonly severity = input.required<Severity>();
  protected readonly words = computed(() => SEVERITY_WORDS[this.severity()]);
  protected readonly level = computed(() => SEVERITY_LEVELS[this.severity()]);
  protected readonly icon = computed(() => SEVERITY_ICONS[this.severity()]);
}
