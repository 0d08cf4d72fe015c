import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

export interface ShowOption {
  readonly key: string;
  readonly text: string;
  readonly count: number;
}

/** A row of filters of which one holds; the choice is `?show=…`. */
@Component({
  selector: 'cs-show-filter',
  imports: [RouterLink],
  template: `
    <nav [attr.aria-label]="label()">
      @for (option of options(); track option.key) {
        <a
          [routerLink]="[]"
          [queryParams]="{ show: option.key === options()[0]?.key ? null : option.key }"
          queryParamsHandling="merge"
          replaceUrl
          [class.chosen]="option.key === selected()"
          [attr.aria-current]="option.key === selected() ? 'true' : null"
        >
          {{ option.text }} <span>{{ option.count }}</span>
        </a>
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
    }

    a {
      display: inline-flex;
      gap: 0.375rem;
      align-items: center;
      min-block-size: 2rem;
      padding: 0.125rem 0.75rem;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-medium);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-label-large);
      text-decoration: none;
    }

    a:hover {
      background: var(--mat-sys-surface-container);
    }

    .chosen {
      border-color: var(--mat-sys-secondary-container);
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }

    @media (width < 48rem) {
      nav {
        flex-wrap: nowrap;
        padding: 3px;
        overflow-x: auto;
      }

      a {
        flex: none;
      }
    }

    span {
      font-weight: 400;
      opacity: 0.9;
    }
  `,
})
export class ShowFilter {
  readonly options = input.required<readonly ShowOption[]>();
  readonly selected = input.required<string>();
  readonly label = input($localize`:@@show-filter.show:Show`);
}
