import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { RecentMerge, Vendor } from '@countersign/api-types';
import { mdiCallMerge } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { aStep } from '../../session/step';
import { SessionStore } from '../../session/session-store';
import { InstantPipe } from '../../ui/dates';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { ProblemNote } from '../../ui/problem-note';
import { VendorsClient } from './vendors-client';

/** What was merged into a vendor and can still be taken back. */
@Component({
  selector: 'cs-recent-merges',
  imports: [Icon, InstantPipe, MatButton, ProblemNote],
  template: `
    @for (merge of vendor().recentMerges; track merge.id) {
      <section class="cs-panel cs-stack">
        <p class="cs-with-icon">
          <cs-icon [path]="sign" />
          <span i18n="@@recent-merges.was-merged"
            >{{ merge.byName }} merged {{ merge.vendorName }} into this vendor. Until
            {{ merge.undoUntil | instant }} that can be undone: what had moved goes back, with what was
            changed in it since.</span
          >
        </p>
        @if (session.may('vendor.write')) {
          <p>
            <button
              i18n="@@recent-merges.undo"
              matButton="outlined"
              type="button"
              [disabled]="step.running()"
              (click)="undo(merge)"
            >
              Undo the merge
            </button>
          </p>
        }
      </section>
    }
    @if (step.problem(); as problem) {
      <cs-problem-note [problem]="problem" />
    }
  `,
  styles: ':host { overflow-wrap: anywhere; } :host:empty { display: none; }',
  host: { class: 'cs-stack' },
})
export class RecentMerges {
  readonly vendor = input.required<Vendor>();
  readonly changed = output();

  readonly #vendors = inject(VendorsClient);
  readonly #notices = inject(Notices);
  protected readonly session = inject(SessionStore);
  protected readonly step = aStep();
  protected readonly sign = mdiCallMerge;

  protected undo(merge: RecentMerge): Promise<void> {
    return this.step.take(async () => {
      try {
        await firstValueFrom(this.#vendors.undoMerge(this.vendor().id, merge.id));
      } finally {
        this.changed.emit();
      }
      this.#notices.done(
        $localize`:@@recent-merges.is-back:${merge.vendorName}:name: is a vendor of its own again.`,
      );
    });
  }
}
