import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AuditPage } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { EmptyNote } from '../../ui/empty-note';
import { Notices } from '../../ui/notices';
import { readProblem } from '../../ui/problem';
import { ProblemPanel } from '../../ui/problem-panel';
import { AuditClient } from './audit-client';
import { AuditLines } from './audit-lines';
import { LinesSkeleton } from './lines-skeleton';

export type HistoryKind = 'vendor' | 'engagement' | 'assessment' | 'contract' | 'finding';

/** What happened to one object, the latest first; earlier lines are added beneath. */
@Component({
  selector: 'cs-object-history',
  imports: [AuditLines, EmptyNote, LinesSkeleton, MatButton, ProblemPanel],
  template: `
    @if (problem(); as refused) {
      <cs-problem-panel class="cs-panel" [problem]="refused" (retry)="first.reload()" />
    } @else if (shown(); as page) {
      @if (page.items.length > 0) {
        <cs-audit-lines [withObject]="false" [lines]="page.items" />
      } @else {
        <cs-empty-note
          text="Nothing has been recorded about this yet."
          i18n-text="@@object-history.nothing-has-been-recorded"
        />
      }
      @if (page.next !== null) {
        <p>
          <button matButton="outlined" type="button" [disabled]="loading()" (click)="showEarlier(page.next)">
            @if (loading()) {
              <ng-container i18n="@@object-history.loading">Loading …</ng-container>
            } @else {
              <ng-container i18n="@@object-history.show-earlier">Show earlier</ng-container>
            }
          </button>
        </p>
      }
    } @else {
      <cs-lines-skeleton />
    }
  `,
  host: { class: 'cs-stack' },
})
export class ObjectHistory {
  readonly kind = input.required<HistoryKind>();
  readonly id = input.required<string>();

  readonly #client = inject(AuditClient);
  readonly #notices = inject(Notices);
  protected readonly first = this.#client.history(this.kind, this.id);
  protected readonly loading = signal(false);
  protected readonly shown = linkedSignal<AuditPage | null>(() =>
    this.first.hasValue() ? this.first.value() : null,
  );
  protected readonly problem = computed(() =>
    this.first.status() === 'error' ? readProblem(this.first.error()) : null,
  );

  protected async showEarlier(cursor: string): Promise<void> {
    this.loading.set(true);
    try {
      const earlier = await firstValueFrom(this.#client.earlierHistory(this.kind(), this.id(), cursor));
      this.shown.update((page) => ({
        items: [...(page?.items ?? []), ...earlier.items],
        next: earlier.next,
      }));
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.loading.set(false);
    }
  }
}
