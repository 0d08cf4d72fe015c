import { Component, computed, input } from '@angular/core';
import {
  mdiAlertCircleOutline,
  mdiAlertOutline,
  mdiCheckCircleOutline,
  mdiCircleOutline,
  mdiProgressClock,
} from '@mdi/js';
import { Icon } from './icon';
import type { Tone, Words } from './words';

const TONE_ICONS: Readonly<Record<Tone, string>> = {
  quiet: mdiCircleOutline,
  busy: mdiProgressClock,
  good: mdiCheckCircleOutline,
  warn: mdiAlertOutline,
  bad: mdiAlertCircleOutline,
};

@Component({
  selector: 'cs-state-chip',
  imports: [Icon],
  template: `<cs-icon [path]="icon()" />{{ words().text }}`,
  styleUrl: './chip.scss',
  host: { '[attr.data-tone]': 'words().tone' },
})
export class StateChip {
  readonly words = input.required<Words>();
  protected readonly icon = computed(() => TONE_ICONS[this.words().tone]);
}
