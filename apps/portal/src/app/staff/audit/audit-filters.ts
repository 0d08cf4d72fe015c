import { Component, computed, inject, input } from '@angular/core';
import { byName } from '../../language/formats';
import { ListDay } from '../../ui/list/list-day';
import { ListFilter } from '../../ui/list/list-filter';
import type { ListState } from '../../ui/list/list-state';
import { AuditClient } from './audit-client';
import { objectKindInWords } from './audited-objects';
import { eventInWords } from './event-words';

@Component({
  selector: 'cs-audit-filters',
  imports: [ListDay, ListFilter],
  template: `
    <cs-list-filter
      [list]="list()"
      name="actor"
      label="Who"
      i18n-label="@@audit-filters.who"
      [options]="actors()"
    />
    <cs-list-filter
      [list]="list()"
      name="what"
      label="What"
      i18n-label="@@audit-filters.what"
      [options]="whats()"
    />
    <cs-list-filter
      [list]="list()"
      name="objectKind"
      label="Kind of object"
      i18n-label="@@audit-filters.kind-of-object"
      [options]="kinds()"
    />
    <cs-list-day [list]="list()" name="from" label="From" i18n-label="@@audit-filters.from" />
    <cs-list-day [list]="list()" name="to" label="To" i18n-label="@@audit-filters.to" />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-3);
    }

    cs-list-filter {
      flex: 1 1 11rem;
      max-inline-size: 16rem;
    }

    @media (width < 48rem) {
      cs-list-filter {
        flex: 1 1 40%;
        max-inline-size: none;
      }
    }
  `,
})
export class AuditFilters {
  readonly list = input.required<ListState>();

  readonly #options = inject(AuditClient).options();
  readonly #choices = computed(() => (this.#options.hasValue() ? this.#options.value() : null));

  protected readonly actors = computed(() =>
    (this.#choices()?.actors ?? []).map(({ id, kind, name }) => ({
      value: id ?? kind,
      text: kind === 'job' ? $localize`:@@audit-filters.countersign-itself:Countersign itself` : name,
    })),
  );
  protected readonly whats = computed(() =>
    (this.#choices()?.whats ?? [])
      .map((what) => ({ value: what, text: eventInWords(what) }))
      .sort((a, b) => byName(a.text, b.text)),
  );
  protected readonly kinds = computed(() =>
    (this.#choices()?.objectKinds ?? [])
      .map((kind) => ({ value: kind, text: objectKindInWords(kind) }))
      .sort((a, b) => byName(a.text, b.text)),
  );
}
