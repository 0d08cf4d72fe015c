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
    <h3 tabindex="-1">Keep these recovery codes</h3>
    <p>
      Each lets you in once, in place of your phone or passkey. They are shown now and never again: keep them
      where you find them without this device, and where nobody else does.
    </p>
    <section class="cs-print-alone">
      <p>Countersign recovery codes of {{ email() }}</p>
      <ul aria-label="Recovery codes">
        @for (code of codes(); track code) {
          <li>
            <code>{{ code }}</code>
          </li>
        }
      </ul>
    </section>
    <div class="cs-row">
      <button matButton="outlined" type="button" (click)="copy()"><cs-icon [path]="icons.copy" />Copy</button>
      <button matButton="outlined" type="button" (click)="download()">
        <cs-icon [path]="icons.download" />Download
      </button>
      <button matButton="outlined" type="button" (click)="print()">
        <cs-icon [path]="icons.print" />Print
      </button>
    </div>
    <div>
      <button matButton="filled" type="button" (click)="kept.emit()">I have kept them</button>
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
      this.#clipboard.copy(this.codes().join('\n')) ? 'The codes were copied.' : 'Please copy them by hand.',
    );
  }

  protected download(): void {
    const lines = [`Countersign recovery codes of ${this.email()}`, 'Each works once.', '', ...this.codes()];
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
