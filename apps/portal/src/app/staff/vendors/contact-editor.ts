import { Component, computed, inject, input, output, signal } from '@angular/core';
import { email, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Contact } from '@countersign/api-types';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { Revised } from '../../ui/form/revised';
import { TextField } from '../../ui/form/text-field';
import { Notices } from '../../ui/notices';
import { VendorsClient } from './vendors-client';
import { within } from '../../ui/form/within';

const EMPTY = { name: '', email: '', title: '' };
type ContactDraft = typeof EMPTY;

/** Corrects what is known of a contact. */
@Component({
  selector: 'cs-contact-editor',
  imports: [FormFrame, MatButton, TextField],
  template: `
    <cs-form [form]="form" saveLabel="Save the contact" i18n-saveLabel="@@contact-editor.save-the-contact">
      <div class="cs-fields">
        <cs-text-field label="Name" i18n-label="@@contact-editor.name" [formField]="form.fields.name" />
        <cs-text-field
          label="Email address"
          i18n-label="@@contact-editor.email-address"
          [hint]="addressHint()"
          type="email"
          [formField]="form.fields.email"
        />
        <cs-text-field
          label="Role"
          i18n-label="@@contact-editor.role"
          hint="Optional, such as Head of Security"
          i18n-hint="@@contact-editor.optional-such-as-head"
          [formField]="form.fields.title"
        />
      </div>
      <button i18n="@@contact-editor.cancel" matButton type="button" csFormActions (click)="over.emit()">
        Cancel
      </button>
    </cs-form>
  `,
  host: { class: 'cs-stack' },
})
export class ContactEditor {
  readonly vendorId = input.required<string>();
  readonly contact = input.required<Contact>();
  readonly changed = output();
  readonly over = output();

  readonly #vendors = inject(VendorsClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal<ContactDraft>(EMPTY);
  protected readonly revised = new Revised<Contact, ContactDraft>({
    draft: this.#draft,
    row: () => this.contact(),
    draftOf: ({ name, email: address, title }) => ({ name, email: address, title: title ?? '' }),
    inWords: (draft) => [
      [$localize`:@@contact-editor.name:Name`, draft.name.trim()],
      [$localize`:@@contact-editor.email-address:Email address`, draft.email.trim()],
      [$localize`:@@contact-editor.role:Role`, draft.title.trim()],
    ],
  });

  /** Whoever is asked for nothing gets nothing. */
  protected readonly addressHint = computed(() =>
    this.contact().active
      ? $localize`:@@contact-editor.open-questionnaires-are-sent:Open questionnaires are sent to a new address at once; links mailed before end`
      : '',
  );

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@vendor-contacts.enter-the-contacts-name:Enter the contact’s name.`,
      });
      maxLength(path.name, 200, {
        message: $localize`:@@contact-editor.keep-the-name-within:Keep the name within 200 characters.`,
      });
      required(path.email, {
        message: $localize`:@@vendor-contacts.enter-the-contacts-email:Enter the contact’s email address.`,
      });
      email(path.email, {
        message: $localize`:@@vendor-contacts.enter-an-email-address:Enter an email address such as name@vendor.example.`,
      });
      within(path.email, 254);
      within(path.title, 200);
    },
    save: ({ name, email: address, title }) =>
      this.revised.save((revision) =>
        this.#vendors.changeContact(this.vendorId(), this.contact().id, {
          name: name.trim(),
          email: address.trim(),
          title: title.trim() || null,
          revision,
        }),
      ),
    saved: () => {
      this.#notices.done($localize`:@@contact-editor.the-contact-was-saved:The contact was saved.`);
      this.changed.emit();
      this.over.emit();
    },
  });
}
