import { Component, inject, input, output, signal } from '@angular/core';
import { email, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Contact, Vendor } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { aStep } from '../../session/step';
import { SessionStore } from '../../session/session-store';
import { EmptyNote } from '../../ui/empty-note';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { TextField } from '../../ui/form/text-field';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { ProblemNote } from '../../ui/problem-note';
import { ContactEditor } from './contact-editor';
import { ContactReplacement } from './contact-replacement';
import { VendorsClient } from './vendors-client';
import { within } from '../../ui/form/within';

const EMPTY = { name: '', email: '', title: '' };

@Component({
  selector: 'cs-vendor-contacts',
  imports: [ContactEditor, ContactReplacement, EmptyNote, FormFrame, Icon, MatButton, ProblemNote, TextField],
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
  /** What is done to which contact below the table. */
  protected readonly doing = signal<{ readonly what: 'edit' | 'replace'; readonly id: string } | null>(null);
  protected readonly step = aStep();
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
      within(path.name, 200);
      within(path.email, 254);
      within(path.title, 200);
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

  protected start(what: 'edit' | 'replace', { id }: Contact): void {
    this.adding.set(false);
    this.doing.set({ what, id });
  }

  protected setActive(contact: Contact): Promise<void> {
    const vendor = this.vendor().id;
    this.doing.set(null);
    return this.step.take(async () => {
      try {
        await firstValueFrom(
          contact.active
            ? this.#vendors.deactivateContact(vendor, contact)
            : this.#vendors.bringContactBack(vendor, contact),
        );
      } finally {
        this.changed.emit();
      }
      this.#notices.done(
        contact.active
          ? $localize`:@@vendor-contacts.was-deactivated:${contact.name}:name: was deactivated.`
          : $localize`:@@vendor-contacts.was-brought-back:${contact.name}:name: was brought back.`,
      );
    });
  }
}
