import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { refusalOf, RespondClient, serverTrouble } from '../respond-client';

/** That this vendor declined, and the way back while nobody has gone on without it. */
@Component({
  selector: 'cs-declined-notice',
  imports: [InstantPipe, MatButton],
  template: `
    @if (declined(); as declined) {
      <section class="notice" aria-labelledby="declined-title">
        <h2 id="declined-title" tabindex="-1">
          @if (declined.scope === 'service') {
            <ng-container i18n="@@declined-notice.anything-about"
              >{{ declined.by }} declined to answer about {{ store.assessment().serviceName }} on
              {{ declined.at | instant }}</ng-container
            >
          } @else {
            <ng-container i18n="@@declined-notice.this-questionnaire"
              >{{ declined.by }} declined this questionnaire on {{ declined.at | instant }}</ng-container
            >
          }
        </h2>
        <blockquote>{{ declined.because }}</blockquote>
        <p i18n="@@declined-notice.what-follows">
          {{ store.assessment().organisationName }} has been told and decides what follows. You do not have to
          do anything more. Changed your mind? Your answers so far are kept.
        </p>
        <p>
          <button
            i18n="@@declined-notice.answer-after-all"
            matButton="outlined"
            type="button"
            [disabled]="busy()"
            (click)="takeUp()"
          >
            Answer after all
          </button>
        </p>
      </section>
    }
    <p role="status">{{ trouble() }}</p>
  `,
  styles: `
    .notice {
      display: grid;
      gap: var(--cs-space-2);
      max-inline-size: 60rem;
      margin-block-end: var(--cs-space-5);
      padding: var(--cs-space-4) var(--cs-space-5);
      border-radius: var(--mat-sys-corner-large);
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }

    blockquote {
      margin: 0;
      padding-inline-start: var(--cs-space-4);
      border-inline-start: 3px solid currentColor;
      font: var(--mat-sys-body-large);
      white-space: pre-line;
    }

    button {
      --mat-button-outlined-label-text-color: var(--cs-on-warn);
      --mat-button-outlined-outline-color: var(--cs-on-warn);
    }
  `,
})
export class DeclinedNotice {
  protected readonly store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);

  protected readonly declined = computed(() => this.store.assessment().declined);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);

  protected async takeUp(): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      this.store.adopt(await this.#client.takeUp(this.store.assessment().id));
    } catch (error) {
      const refused = refusalOf(error);
      if (refused.kind === 'signed-out') this.store.signedOut();
      else if (refused.kind === 'conflict') await this.store.refresh();
      this.trouble.set(
        serverTrouble(
          refused,
          $localize`:@@declining-panel.not-sent:That did not reach us. Please try again in a moment.`,
        ),
      );
    } finally {
      this.busy.set(false);
    }
  }
}
