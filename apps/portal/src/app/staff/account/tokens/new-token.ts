import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiContentCopy } from '@mdi/js';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';

/** The token itself, shown this once. */
@Component({
  selector: 'cs-new-token',
  imports: [Icon, MatButton],
  template: `
    <h2 i18n="@@new-token.keep-the-token-now" tabindex="-1">Keep the token “{{ name() }}” now</h2>
    <p i18n="@@new-token.it-is-shown-this">
      It is shown this once. Put it where your program reads its secrets.
    </p>
    <p>
      <code>{{ token() }}</code>
    </p>
    <div class="cs-row">
      <button matButton="outlined" type="button" (click)="copy()">
        <cs-icon [path]="icon" /><ng-container i18n="@@new-token.copy">Copy</ng-container>
      </button>
      <button i18n="@@new-token.i-have-kept-it" matButton="filled" type="button" (click)="kept.emit()">
        I have kept it
      </button>
    </div>
  `,
  styles: `
    code {
      display: block;
      padding: var(--cs-space-3) var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container);
      overflow-wrap: anywhere;
    }
  `,
  host: { class: 'cs-stack' },
})
export class NewToken {
  readonly name = input.required<string>();
  readonly token = input.required<string>();
  readonly kept = output();

  readonly #clipboard = inject(Clipboard);
  readonly #notices = inject(Notices);
  protected readonly icon = mdiContentCopy;

  protected copy(): void {
    this.#notices.done(
      this.#clipboard.copy(this.token())
        ? $localize`:@@new-token.the-token-was-copied:The token was copied.`
        : $localize`:@@new-token.please-copy-it-by:Please copy it by hand.`,
    );
  }
}
