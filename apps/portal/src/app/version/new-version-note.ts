import { Component, inject } from '@angular/core';
import { NewVersion } from './new-version';

@Component({
  selector: 'cs-new-version-note',
  template: `
    @if (version.trouble(); as trouble) {
      <aside role="alert" class="trouble">
        <p>{{ trouble }}</p>
        <button
          i18n="@@new-version-note.try-again"
          type="button"
          class="cs-button outlined"
          (click)="version.tryAgain()"
        >
          Try again
        </button>
      </aside>
    }
    @if (version.isHere()) {
      <aside role="status">
        <p i18n="@@new-version-note.a-new-version-of">
          <strong>A new version of Countersign is here.</strong> Save what you are at, then load it.
        </p>
        <button
          i18n="@@new-version-note.load-the-new-version"
          type="button"
          class="cs-button outlined"
          (click)="version.reload()"
        >
          Load the new version
        </button>
      </aside>
    }
  `,
  styles: `
    aside {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-1) var(--cs-space-4);
      align-items: center;
      justify-content: center;
      padding: var(--cs-space-2) var(--cs-space-4);
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }

    .trouble {
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }

    @media print {
      aside {
        display: none;
      }
    }
  `,
})
export class NewVersionNote {
  protected readonly version = inject(NewVersion);
}
