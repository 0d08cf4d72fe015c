import { Component, inject, input, output, signal } from '@angular/core';
import { email, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Vendor } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { SessionStore } from '../../session/session-store';
import { EmptyNote } from '../../ui/empty-note';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { TextField } from '../../ui/form/text-field';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { VendorsClient } from './vendors-client';

const EMPTY = { name: '', email: '', title: '' };

@Component({
  selector: 'cs-vendor-contacts',
  imports: [EmptyNote, FormFrame, Icon, MatButton, TextField],
  templateUrl: './vendor-contacts.html',
  host: { class: 'cs-stack' },
})
export class VendorContacts {
  readonly vendor = input.required<Vendor>();
  readonly changed = output();

  readonly #vendors = inject(VendorsClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal(EMPTY);
  protected readonly session = inject(SessionStore);
  protected readonly adding = signal(false);
  protected readonly add = mdiPlus;

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@vendor-contacts.enter-the-contacts-name:Enter the contact’s name.`,
      });
      required(path.email, {
        message: $localize`:@@vendor-contacts.enter-the-contacts-email:Enter the contact’s email address.`,
      });
      email(path.email, {
        message: $localize`:@@vendor-contacts.enter-an-email-address:Enter an email address such as name@vendor.example.`,
      });
    },
    save: ({ name, email: address, title }) =>
      this.#vendors.addContact(this.vendor().id, {
        name: name.trim(),
        email: address.trim(),
        title: title.trim() || null,
      }),
    saved: (contact) => {
      this.#notices.done(
        $localize`:@@vendor-contacts.was-added-to-the:${contact.name}:name: was added to the contacts.`,
      );
      this.#draft.set(EMPTY);
      this.adding.set(false);
      this.changed.emit();
    },
  });
}
