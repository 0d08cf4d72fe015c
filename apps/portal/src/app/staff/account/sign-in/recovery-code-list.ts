import { Clipboard } from '@angular/cdk/clipboard';
import { DOCUMENT } from '@angular/common';
import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiContentCopy, mdiDownload, mdiPrinter } from '@mdi/js';
import { SessionStore } from '../../../session/session-store';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';

/** Shown once; only their hashes are stored. */
@Component({
  selector: 'cs-recovery-code-list',
  imports: [Icon, MatButton],
  template: `
    <h3 i18n="@@recovery-code-list.keep-these-recovery-codes" tabindex="-1">Keep these recovery codes</h3>
    <p i18n="@@recovery-code-list.each-lets-you-in">
      Each lets you in once, in place of your phone or passkey. They are shown now and never again: keep them
      where you find them without this device, and where nobody else does.
    </p>
    <section class="cs-print-alone">
      <p i18n="@@recovery-code-list.countersign-recovery-codes-of">
        Countersign recovery codes of {{ email() }}
      </p>
      <ul aria-label="Recovery codes" i18n-aria-label="@@recovery-code-list.recovery-codes">
        @for (code of codes(); track code) {
          <li>
            <code>{{ code }}</code>
          </li>
        }
      </ul>
    </section>
    <div class="cs-row">
      <button matButton="outlined" type="button" (click)="copy()">
        <cs-icon [path]="icons.copy" /><ng-container i18n="@@recovery-code-list.copy">Copy</ng-container>
      </button>
      <button matButton="outlined" type="button" (click)="download()">
        <cs-icon [path]="icons.download" /><ng-container i18n="@@recovery-code-list.download"
          >Download</ng-container
        >
      </button>
      <button matButton="outlined" type="button" (click)="print()">
        <cs-icon [path]="icons.print" /><ng-container i18n="@@recovery-code-list.print">Print</ng-container>
      </button>
    </div>
    <div>
      <button
        i18n="@@recovery-code-list.i-have-kept-them"
        matButton="filled"
        type="button"
        (click)="kept.emit()"
      >
        I have kept them
      </button>
    </div>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--cs-space-3);
      padding: var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container);
    }

    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
      gap: var(--cs-space-2) var(--cs-space-4);
      padding: 0;
      list-style: none;
    }

    code {
      font-size: 1rem;
    }
  `,
  host: { class: 'cs-stack' },
})
export class RecoveryCodeList {
  readonly codes = input.required<readonly string[]>();
  readonly kept = output();

  readonly #clipboard = inject(Clipboard);
  readonly #document = inject(DOCUMENT);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  protected readonly email = computed(() => this.#session.member()?.email ?? '');
  protected readonly icons = { copy: mdiContentCopy, download: mdiDownload, print: mdiPrinter };

  protected copy(): void {
    this.#notices.done(
      this.#clipboard.copy(this.codes().join('\n'))
        ? $localize`:@@recovery-code-list.the-codes-were-copied:The codes were copied.`
        : $localize`:@@recovery-code-list.please-copy-them-by:Please copy them by hand.`,
    );
  }

  protected download(): void {
    const lines = [
      $localize`:@@recovery-code-list.countersign-recovery-codes-of:Countersign recovery codes of ${this.email()}:email:`,
      $localize`:@@recovery-code-list.each-works-once:Each works once.`,
      '',
      ...this.codes(),
    ];
    const url = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }));
    const link = this.#document.createElement('a');
    link.href = url;
    link.download = 'countersign-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(url);
  }

  protected print(): void {
    this.#document.defaultView?.print();
  }
}
