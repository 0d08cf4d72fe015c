import { Component, computed, input } from '@angular/core';
import type { VendorContact } from '@countersign/api-types';
import { mdiEmailAlertOutline } from '@mdi/js';
import { InstantPipe } from '../../ui/dates';
import { Icon } from '../../ui/icon';

/** Which people of a vendor get no mail, and what is done about it. */
@Component({
  selector: 'cs-undelivered-mail',
  imports: [Icon, InstantPipe],
  template: `
    @for (contact of unreached(); track contact.id) {
      <p class="cs-panel cs-with-icon">
        <cs-icon [path]="sign" />
        @if (contact.undelivered.refused) {
          <span i18n="@@undelivered-mail.refused"
            >Nothing has been sent to {{ contact.name }} at {{ contact.email }} since
            {{ contact.undelivered.since | instant }}: the mail server said that there is no such mailbox.
            Correct the address or replace the contact. If the mailbox exists again, an administrator frees it
            under Settings, Suppressed addresses.</span
          >
        } @else {
          <span i18n="@@undelivered-mail.failed"
            >The mail of {{ contact.undelivered.since | instant }} to {{ contact.name }} at
            {{ contact.email }} was not delivered. The mail server’s answer: “{{
              contact.undelivered.reply
            }}”. Check the address with the vendor, then correct it or replace the contact.</span
          >
        }
      </p>
    }
  `,
  styles: ':host { overflow-wrap: anywhere; } :host:empty { display: none; }',
  host: { class: 'cs-stack' },
})
export class UndeliveredMail {
  readonly contacts = input.required<readonly VendorContact[]>();

  protected readonly sign = mdiEmailAlertOutline;
  protected readonly unreached = computed(() =>
    this.contacts().flatMap(({ id, name, email, active, undelivered }) =>
      active && undelivered !== null ? [{ id, name, email, undelivered }] : [],
    ),
  );
}
