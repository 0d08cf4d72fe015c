import {
  afterRenderEffect,
  Component,
  type ElementRef,
  input,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiAlertOutline } from '@mdi/js';
import { Icon } from '../icon';
import type { Revised } from './revised';

/** What the panel needs of an edit on a revision, or of an act on what is shown. */
export type Meeting = Pick<
  Revised<{ readonly revision: number }, object>,
  'clashes' | 'setAside' | 'refusals' | 'keepMine' | 'takeTheirs' | 'putBack' | 'leaveAside'
> & {
  /** Something new is done to what was changed: what is "mine" is then what was shown when it was begun. */
  readonly act?: true;
};

/** For the form: what the panel says, the form says not once more. */
export type Meets = Meeting & { says(refusal: unknown): boolean };

let panels = 0;

/** Somebody else was faster: both values stand side by side, and whoever typed chooses. */
@Component({
  selector: 'cs-clash-note',
  imports: [Icon, MatButton],
  templateUrl: './clash-note.html',
  styleUrl: './clash-note.scss',
  host: { class: 'cs-stack' },
})
export class ClashNote {
  readonly revised = input.required<Meeting>();
  /** One has chosen, and the panel is gone. */
  readonly chosen = output();

  protected readonly panel = viewChild<ElementRef<HTMLElement>>('panel');
  protected readonly sign = mdiAlertOutline;
  /** Several forms may stand on one page. */
  protected readonly id = `cs-clash-${String(++panels)}`;

  constructor() {
    // Only whoever pressed the button is led here; whoever is typing is told, and goes on.
    afterRenderEffect(() => {
      if (this.revised().refusals() > 0) untracked(this.panel)?.nativeElement.focus();
    });
  }

  protected choose(choice: 'keepMine' | 'takeTheirs' | 'putBack' | 'leaveAside'): void {
    this.revised()[choice]();
    this.chosen.emit();
  }
}
