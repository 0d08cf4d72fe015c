import { Component, computed, input } from '@angular/core';
import type { Limit } from '@countersign/api-types';
import { mdiAlertOutline } from '@mdi/js';
import { Icon } from '../../../ui/icon';
import { LIMIT_WORDS, useInWords } from './limit-words';

/** What a limit is about, what is used of it, and what follows where that is more than is wanted. */
@Component({
  selector: 'cs-limit-note',
  imports: [Icon],
  template: `
    <p>{{ note() }}</p>
    @if (use(); as words) {
      <p class="use">{{ words }}</p>
    }
    @if (over()) {
      <p class="over" role="status">
        <cs-icon [path]="sign" />
        <span i18n="@@limit-note.less-than-is-used"
          >Less than is used: everything stays, and new files are refused until there is room.</span
        >
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-1);
      align-content: start;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-medium);
    }

    .use {
      color: var(--mat-sys-on-surface);
    }

    .over {
      display: flex;
      gap: var(--cs-space-2);
      padding: var(--cs-space-2) var(--cs-space-3);
      border-radius: var(--mat-sys-corner-small);
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }
  `,
})
export class LimitNote {
  readonly limit = input.required<Limit>();
  readonly wanted = input.required<number>();
  readonly organisationFiles = input.required<number>();

  protected readonly sign = mdiAlertOutline;
  protected readonly note = computed(() => LIMIT_WORDS[this.limit().name].note);
  protected readonly use = computed(() => useInWords(this.limit(), this.organisationFiles()));
  protected readonly over = computed(() => {
    const { used } = this.limit();
    return used !== null && used > this.wanted();
  });
}
