import { Component, computed, inject } from '@angular/core';
import { SessionStore } from '../../../session/session-store';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { LegalHolds } from './legal-holds';
import { RetentionClassCard } from './retention-class-card';
import { RetentionClient } from './retention-client';

@Component({
  selector: 'cs-retention-page',
  imports: [LegalHolds, ObjectState, PageHeader, RetentionClassCard],
  template: `
    <cs-page-header
      heading="Retention"
      i18n-heading="@@retention-page.retention"
      lead="How long each kind of data is kept, and what stops it from being disposed of."
      i18n-lead="@@retention-page.how-long-each-kind"
    />
    @if (retention.hasValue()) {
      <p i18n="@@retention-page.the-periods-are-this" class="law">
        The periods are this product’s usual ones, and yours to change: the law names no number of years. What
        has passed its period is disposed of as M.G.L. c. 93I s. 2 asks. This is information, not legal
        advice.
      </p>
      <div class="classes">
        @for (kept of retention.value().classes; track kept.class) {
          <cs-retention-class-card [kept]="kept" [mayChange]="mayChange()" (changed)="retention.reload()" />
        }
      </div>
      <cs-legal-holds
        [holds]="retention.value().holds"
        [mayChange]="mayChange()"
        (changed)="retention.reload()"
      />
    } @else {
      <cs-object-state [of]="retention" />
    }
  `,
  styles: `
    .law {
      max-inline-size: var(--cs-text-width);
      color: var(--mat-sys-on-surface-variant);
    }

    .classes {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
      gap: var(--cs-space-4);
      align-items: stretch;
    }

    cs-legal-holds {
      margin-block-start: var(--cs-space-4);
    }
  `,
  host: { class: 'cs-stack' },
})
export class RetentionPage {
  readonly #session = inject(SessionStore);
  protected readonly retention = inject(RetentionClient).retention();
  protected readonly mayChange = computed(() => this.#session.may('retention.manage'));
}
