import { Component, computed, input, output } from '@angular/core';
import { count } from '../words';

/** Under a list that shows the first few: how many more there are, a page at a time, and back to the few. */
@Component({
  selector: 'cs-show-more',
  template: `
    @if (left() > 0) {
      <button type="button" [disabled]="busy()" (click)="more.emit()">
        {{ busy() ? 'Reading …' : 'Show more' }}<span class="cs-visually-hidden">{{ about() }}</span>
      </button>
      <span class="cs-muted">{{ shown() }} of {{ amount() }} shown</span>
    }
    @if (shown() > first()) {
      <button type="button" (click)="fewer.emit()">
        Show fewer<span class="cs-visually-hidden">{{ about() }}</span>
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--cs-space-3);
      align-items: center;
    }

    :host:empty {
      display: none;
    }

    button {
      min-block-size: 44px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--mat-sys-primary);
      cursor: pointer;
      font: var(--mat-sys-label-large);
      text-decoration: underline;
      text-underline-offset: 0.18em;
    }
  `,
})
export class ShowMore {
  readonly shown = input.required<number>();
  readonly total = input.required<number>();
  /** How many are shown at first, and after "Show fewer". */
  readonly first = input.required<number>();
  readonly busy = input(false);
  /** Whose files these are, for who hears the button without seeing the list: " for MA-14". */
  readonly about = input('');
  readonly more = output();
  readonly fewer = output();

  protected readonly left = computed(() => this.total() - this.shown());
  protected readonly amount = computed(() => count(this.total(), 'file'));
}
