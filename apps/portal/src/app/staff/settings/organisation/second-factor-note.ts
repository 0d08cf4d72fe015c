import { Component, computed, input } from '@angular/core';
import { mdiAlertOutline } from '@mdi/js';
import { message } from '../../../language/message';
import { Icon } from '../../../ui/icon';

/** What requiring a second factor means for whom, before it is saved. */
@Component({
  selector: 'cs-second-factor-note',
  imports: [Icon],
  template: `
    <cs-icon [path]="sign" />
    <p i18n="@@second-factor-note.whoever-has-none-can">
      {{ whom() }} Whoever has none can do nothing but set one up, from the next click on. It does not lock
      anybody out: an administrator can reset a lost one.
    </p>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--cs-space-3);
      padding: var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }
  `,
  host: { role: 'status' },
})
export class SecondFactorNote {
  /** Null while it is not known. */
  readonly members = input.required<number | null>();

  protected readonly sign = mdiAlertOutline;
  protected readonly whom = computed(() => {
    const n = this.members();
    return n === null
      ? ''
      : message(
          $localize`:@@second-factor-note.whom:{n, plural, =0 {Every active member has a second factor already.} one {# active member has no second factor yet.} other {# active members have no second factor yet.}}`,
          { n },
        );
  });
}
