import { Component, computed, input } from '@angular/core';
import type { Severity } from '@countersign/api-types';
import { mdiAlertOctagonOutline, mdiAlertOutline, mdiChevronDown, mdiMinus } from '@mdi/js';
import { Icon } from './icon';
import { SEVERITY_WORDS } from './words';

const SEVERITY_ICONS: Readonly<Record<Severity, string>> = {
  critical: mdiAlertOctagonOutline,
  high: mdiAlertOutline,
  medium: mdiMinus,
  low: mdiChevronDown,
};

@Component({
  selector: 'cs-severity-chip',
  imports: [Icon],
  template: `<cs-icon [path]="icon()" />{{ words().text }}`,
  styleUrl: './chip.scss',
  host: { '[attr.data-tone]': 'words().tone' },
})
export class SeverityChip {
  readonly severity = input.required<Severity>();
  protected readonly words = computed(() => SEVERITY_WORDS[this.severity()]);
  protected readonly icon = computed(() => SEVERITY_ICONS[this.severity()]);
}
