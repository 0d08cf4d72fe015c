import { booleanAttribute, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiAlertOutline } from '@mdi/js';
import { Icon } from '../icon';

/** A field on which what is typed here and what is stored by now disagree. */
export interface Clash {
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Somebody else was faster: both values stand side by side, and whoever typed chooses. */
@Component({
  selector: 'cs-clash-note',
  imports: [Icon, MatButton],
  templateUrl: './clash-note.html',
  styleUrl: './clash-note.scss',
})
export class ClashNote {
  readonly clashes = input.required<readonly Clash[]>();
  /** Where something new is done to what was changed: `mine` is then what was shown when it was begun. */
  readonly act = input(false, { transform: booleanAttribute });
  readonly keepMine = output();
  readonly takeTheirs = output();

  protected readonly sign = mdiAlertOutline;
}
