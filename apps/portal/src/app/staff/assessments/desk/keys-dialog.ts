import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { DESK_ACTS, DESK_KEYS, DESK_KEY_WORDS, DeskKeys } from './desk-keys';

/** What each key of the desk does, and the switch that turns them off. */
@Component({
  selector: 'cs-keys-dialog',
  imports: [MatButton, MatCheckbox, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 i18n="@@keys-dialog.keys-of-the-desk" mat-dialog-title>Keys of the review desk</h2>
    <mat-dialog-content>
      <dl>
        @for (act of acts; track act) {
          <div>
            <dt>
              @for (key of keys[act]; track key) {
                <kbd>{{ key }}</kbd>
              }
            </dt>
            <dd>{{ words[act] }}</dd>
          </div>
        }
      </dl>
      <p i18n="@@keys-dialog.when-they-work" class="cs-muted">
        They do nothing while you type or a dialog is open. In the list, the arrow keys move as well.
      </p>
      <mat-checkbox [checked]="desk.on()" (change)="desk.turn($event.checked)">
        <ng-container i18n="@@keys-dialog.single-letters">Single-letter keys in this browser</ng-container>
      </mat-checkbox>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button i18n="@@keys-dialog.close" matButton="filled" type="button" mat-dialog-close>Close</button>
    </mat-dialog-actions>
  `,
  styles: `
    dl {
      display: grid;
      gap: var(--cs-space-2);
    }

    dl div {
      display: grid;
      grid-template-columns: 4.5rem minmax(0, 1fr);
      gap: var(--cs-space-3);
      align-items: baseline;
    }

    kbd {
      display: inline-block;
      min-inline-size: 1.5rem;
      margin-inline-end: 0.25rem;
      padding: 0 0.375rem;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-extra-small);
      font: var(--mat-sys-label-medium);
      text-align: center;
    }

    p {
      margin-block: var(--cs-space-4) var(--cs-space-2);
    }
  `,
})
export class KeysDialog {
  protected readonly desk = inject(DeskKeys);
  protected readonly acts = DESK_ACTS;
  protected readonly keys = DESK_KEYS;
  protected readonly words = DESK_KEY_WORDS;
}
