import { Component, input } from '@angular/core';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { RouterLink } from '@angular/router';

export interface Tab {
  readonly key: string;
  readonly text: string;
  readonly count?: number;
}

/** Tabs whose choice is `?tab=…`; the page reads it as its input `tab`. */
@Component({
  selector: 'cs-url-tabs',
  imports: [MatTabLink, MatTabNav, MatTabNavPanel, RouterLink],
  template: `
    <nav mat-tab-nav-bar mat-stretch-tabs="false" [tabPanel]="panel" [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.key) {
        <a
          mat-tab-link
          [routerLink]="[]"
          [queryParams]="{ tab: tab.key }"
          queryParamsHandling="merge"
          replaceUrl
          [active]="tab.key === selected()"
        >
          {{ tab.text }}
          @if (tab.count !== undefined) {
            <span class="count">{{ tab.count }}</span>
          }
        </a>
      }
    </nav>
    <mat-tab-nav-panel #panel><ng-content /></mat-tab-nav-panel>
  `,
  styles: `
    :host {
      display: block;
    }

    .count {
      margin-inline-start: 0.5rem;
      padding-inline: 0.4rem;
      border-radius: 0.625rem;
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface-variant);
      font-size: 0.75rem;
      line-height: 1.25rem;
    }

    @media (width < 40rem) {
      a {
        padding-inline: var(--cs-space-3);
      }
    }

    mat-tab-nav-panel {
      display: block;
      padding-block-start: var(--cs-space-5);
    }
  `,
})
export class UrlTabs {
  readonly tabs = input.required<readonly Tab[]>();
  readonly selected = input.required<string>();
  readonly label = input($localize`:@@url-tabs.sections:Sections`);
}
