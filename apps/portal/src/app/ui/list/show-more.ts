import { Component, computed, input, output } from '@angular/core';
import { message } from '../../language/message';

/** Under a list that shows the first few: how many more there are, a page at a time, and back to the few. */
@Component({
  selector: 'cs-show-more',
  template: `
    @if (left() > 0) {
      <button type="button" [disabled]="busy()" (click)="more.emit()">
        @if (busy()) {
          <ng-container i18n="@@show-more.reading">Reading …</ng-container>
        } @else {
          <ng-container i18n="@@show-more.show-more"
            >Show more<span class="cs-visually-hidden">{{ ofWhat() }}</span></ng-container
          >
        }
      </button>
      <span class="cs-muted">{{ standing() }}</span>
    }
    @if (shown() > first()) {
      <button i18n="@@show-more.show-fewer" type="button" (click)="fewer.emit()">
        Show fewer<span class="cs-visually-hidden">{{ ofWhat() }}</span>
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
  /** Whose files these are, for who hears the button without seeing the list: "MA-14". */
  readonly about = input('');
  readonly more = output();
  readonly fewer = output();

  protected readonly left = computed(() => this.total() - this.shown());
  protected readonly ofWhat = computed(() =>
    this.about() === '' ? '' : $localize`:@@show-more.for: for ${this.about()}:about:`,
  );
  protected readonly standing = computed(() =>
    message($localize`:@@show-more.standing:{shown} of {n, plural, one {# file} other {# files}} shown`, {
      shown: this.shown(),
      n: this.total(),
    }),
  );
}
