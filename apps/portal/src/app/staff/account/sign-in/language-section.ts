import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { language, speakAs, type Languages } from '../../../language/reader';
import { Notices } from '../../../ui/notices';
import { AccountClient } from '../account-client';

/** In which language the product speaks and writes to the member. */
@Component({
  selector: 'cs-language-section',
  imports: [MatButton],
  template: `
    <h2 i18n="@@language-section.language">Language</h2>
    <p i18n="@@language-section.pages-and-mails">Pages and mails come to you in the language you choose.</p>
    <div class="cs-row">
      @for (one of choices(); track one.tag) {
        <button
          matButton="outlined"
          type="button"
          [attr.lang]="one.tag"
          [attr.aria-pressed]="one.tag === present"
          [disabled]="one.tag === present"
          (click)="choose(one.tag)"
        >
          {{ one.name }}
        </button>
      }
    </div>
  `,
  host: { class: 'cs-stack' },
})
export class LanguageSection {
  readonly languages = input.required<Languages>();
  readonly #client = inject(AccountClient);
  readonly #notices = inject(Notices);
  protected readonly present = language();
  protected readonly choices = computed(() =>
    Object.entries(this.languages()).map(([tag, { name }]) => ({ tag, name })),
  );

  protected choose(tag: string): void {
    this.#client.changeLanguage(tag).subscribe({
      next: () => speakAs(tag),
      error: (error: unknown) => this.#notices.failed(error),
    });
  }
}
