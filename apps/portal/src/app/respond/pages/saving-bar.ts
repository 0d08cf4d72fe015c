import { Component, computed, effect, inject, signal } from '@angular/core';
import { mdiCheck, mdiCloudAlertOutline, mdiCloudSyncOutline, mdiLockOutline } from '@mdi/js';
import { Icon } from '../../ui/icon';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { OVERALL_WORDS } from '../assessment/save-state';

const SETTLED_AFTER = 1_500;

/** Stays in view while answering: which service, how far, and whether everything is saved. */
@Component({
  selector: 'cs-saving-bar',
  imports: [Icon],
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
        </span>
        <span class="saving" [class.warn]="warns()"><cs-icon [path]="icon()" /> {{ words() }}</span>
        <span class="cs-visually-hidden" role="status">{{ spoken() }}</span>
      </div>
    </div>
  `,
  styleUrl: './saving-bar.scss',
})
export class SavingBar {
  protected readonly store = inject(AssessmentStore);
  readonly #autosave = inject(Autosave);

  protected readonly warns = computed(() =>
    ['retrying', 'conflict', 'invalid'].includes(this.#autosave.overall()),
  );
  protected readonly words = computed(() =>
    this.store.answerable()
      ? OVERALL_WORDS[this.#autosave.overall()]
      : $localize`:@@saving-bar.read-only:Read only`,
  );
  protected readonly icon = computed(() => {
    if (!this.store.answerable()) return mdiLockOutline;
    if (this.warns()) return mdiCloudAlertOutline;
    return this.#autosave.overall() === 'saving' ? mdiCloudSyncOutline : mdiCheck;
  });
  protected readonly spoken = signal('');

  constructor() {
    // read out only once the state has settled: "Saving… Saved" after each word would drown everything else
    effect((onCleanup) => {
      const overall = this.#autosave.overall();
      if (overall === 'untouched' || overall === 'saving') return;
      const timer = setTimeout(() => this.spoken.set(OVERALL_WORDS[overall]), SETTLED_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
