import { Component, computed, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { Notices } from '../../ui/notices';
import { LEVEL_WORDS, TIER_WORDS } from '../../ui/words';
import { EngagementsClient } from '../engagements/engagements-client';

/** Told once: which engagements rose by a change of the formula alone, nothing else having changed. */
@Component({
  selector: 'cs-formula-note',
  imports: [MatButton, RouterLink],
  template: `
    @if (unseen().length > 0) {
      <section class="cs-panel">
        <h2>{{ heading() }}</h2>
        <p i18n="@@formula-note.why">
          Nothing of these engagements has changed: the rules weigh them otherwise. Their former scores are
          kept, and approvals and acceptances are held against the levels of the day of the change.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col" i18n="@@formula-note.engagement">Engagement</th>
              <th scope="col" i18n="@@formula-note.before">Before</th>
              <th scope="col" i18n="@@formula-note.now">Now</th>
            </tr>
          </thead>
          <tbody>
            @for (rise of unseen(); track rise.engagementId) {
              <tr>
                <td>
                  <a [routerLink]="['/engagements', rise.engagementId]"
                    >{{ rise.vendorName }}: {{ rise.engagementName }}</a
                  >
                </td>
                <td>{{ levels[rise.ratingBefore] }}, {{ tiers[rise.tierBefore] }}</td>
                <td>{{ levels[rise.ratingAfter] }}, {{ tiers[rise.tierAfter] }}</td>
              </tr>
            }
          </tbody>
        </table>
        @if (session.may('engagement.approve')) {
          <button matButton="filled" type="button" [disabled]="saving()" (click)="see()">
            <ng-container i18n="@@formula-note.seen">I have seen these</ng-container>
          </button>
        }
      </section>
    }
  `,
  styles: `
    table {
      inline-size: 100%;
      border-collapse: collapse;
      text-align: start;
    }

    th,
    td {
      padding: var(--cs-space-2);
      text-align: start;
    }
  `,
})
export class FormulaNote {
  readonly seen = output();

  readonly #client = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #rises = this.#client.formulaRises();
  protected readonly session = inject(SessionStore);
  protected readonly levels = LEVEL_WORDS;
  protected readonly tiers: Readonly<Record<number, string>> = TIER_WORDS;
  protected readonly saving = signal(false);
  protected readonly unseen = computed(() =>
    this.#rises.hasValue() ? this.#rises.value().items.filter(({ seenAt }) => seenAt === null) : [],
  );
  protected readonly heading = computed(() =>
    message(
      $localize`:@@formula-note.heading:{n, plural, one {One engagement rose by the new formula alone} other {# engagements rose by the new formula alone}}`,
      { n: this.unseen().length },
    ),
  );

  protected async see(): Promise<void> {
    this.saving.set(true);
    try {
      await firstValueFrom(this.#client.seeFormulaRises());
      this.#rises.reload();
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.saving.set(false);
      this.seen.emit();
    }
  }
}
