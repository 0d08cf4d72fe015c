import { Component, computed, inject } from '@angular/core';
import { AssessmentStore } from '../assessment/assessment-store';
import { DraftKeeper } from '../assessment/draft-keeper';
import { SetAsideText } from '../question/set-aside-text';

/** Where nothing can be answered any more: what was typed too late, to copy, until it is dismissed. */
@Component({
  selector: 'cs-unsaved-texts',
  imports: [SetAsideText],
  template: `
    @if (texts().length > 0) {
      <section aria-labelledby="unsaved-texts-title">
        <h2 i18n="@@unsaved-texts.not-part-of" id="unsaved-texts-title">
          What you typed that is not part of the answers
        </h2>
        @if (keeper.refused()) {
          <p i18n="@@unsaved-texts.on-this-page" class="cs-muted">
            It stands on this page only and is gone when you leave it: please copy what you need.
          </p>
        } @else {
          <p i18n="@@unsaved-texts.kept-in-this-browser" class="cs-muted">
            It is kept in this browser only, for up to 90 days, until you dismiss it or sign out. Nobody else
            sees it.
          </p>
        }
        @for (text of texts(); track text.id) {
          <cs-set-aside-text [text]="text" [named]="true" />
        }
      </section>
    }
  `,
  styles: `
    section {
      display: grid;
      gap: var(--cs-space-3);
      max-inline-size: 60rem;
      margin-block-end: var(--cs-space-5);
      padding: var(--cs-space-4) var(--cs-space-5);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-large);
    }

    @media print {
      section {
        display: none;
      }
    }
  `,
})
export class UnsavedTexts {
  readonly #store = inject(AssessmentStore);
  protected readonly keeper = inject(DraftKeeper);
  protected readonly texts = computed(() => {
    const texts = this.#store.aside();
    // while answering, a text stands with its question
    return this.#store.answerable()
      ? texts.filter(({ question }) => !this.#store.visible().has(question))
      : texts;
  });
}
