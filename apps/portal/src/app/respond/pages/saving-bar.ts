import { Component, computed, effect, inject, signal } from '@angular/core';
import { mdiCheck, mdiCloudAlertOutline, mdiCloudSyncOutline, mdiLockOutline } from '@mdi/js';
import { Icon } from '../../ui/icon';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { DraftKeeper } from '../assessment/draft-keeper';
import { savingWords } from '../assessment/save-state';
import { NextUnanswered } from './next-unanswered';

const SETTLED_AFTER = 1_500;

/** Stays in view while answering: which service, how far, and whether everything is saved. */
@Component({
  selector: 'cs-saving-bar',
  imports: [Icon, NextUnanswered],
  template: `
    <div class="bar">
      <div class="inner">
        <span class="service">{{ store.assessment().serviceName }}</span>
        <span class="progress">
          <progress
            [max]="store.progress().shown || 1"
            [value]="store.progress().complete"
            aria-label="Questions complete"
            i18n-aria-label="@@saving-bar.questions-complete"
          ></progress>
          <span i18n="@@saving-bar.of-complete"
            >{{ store.progress().complete }} of {{ store.progress().shown
            }}<span class="long"> complete</span></span
          >
          <cs-next-unanswered />
        </span>
        <span class="saving" [class.warn]="warns()"><cs-icon [path]="icon()" /> {{ words() }}</span>
        @if (keepsNothing()) {
          <span i18n="@@saving-bar.this-browser-keeps-nothing" class="refused"
            >This browser keeps nothing that is typed. Please leave this page open until it says
            “Saved”.</span
          >
        }
        <span class="cs-visually-hidden" role="status">{{ spoken() }}</span>
      </div>
    </div>
  `,
  styleUrl: './saving-bar.scss',
})
export class SavingBar {
  protected readonly store = inject(AssessmentStore);
  readonly #autosave = inject(Autosave);
  readonly #keeper = inject(DraftKeeper);

  protected readonly warns = computed(() =>
    ['retrying', 'conflict', 'invalid'].includes(this.#autosave.overall()),
  );
  protected readonly words = computed(() =>
    this.store.answerable()
      ? savingWords(this.#autosave.saving())
      : $localize`:@@saving-bar.read-only:Read only`,
  );
  protected readonly icon = computed(() => {
    if (!this.store.answerable()) return mdiLockOutline;
    if (this.warns()) return mdiCloudAlertOutline;
    return this.#autosave.overall() === 'saving' ? mdiCloudSyncOutline : mdiCheck;
  });
  /** Private browsing, or a full disk: saves go on, and a crash would lose what is not saved. */
  protected readonly keepsNothing = computed(() => this.#keeper.refused() && this.store.answerable());
  protected readonly spoken = signal('');

  constructor() {
    // read out only once the state has settled: "Saving… Saved" after each word would drown everything else
    effect((onCleanup) => {
      const saving = this.#autosave.saving();
      if (saving.overall === 'untouched' || saving.overall === 'saving') return;
      const timer = setTimeout(() => this.spoken.set(savingWords(saving)), SETTLED_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
