import { Component, computed, inject, input, output, signal } from '@angular/core';
import { required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Contact, Vendor } from '@countersign/api-types';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { SelectField } from '../../ui/form/select-field';
import { Notices } from '../../ui/notices';
import { VendorsClient } from './vendors-client';

/** Somebody else answers what a contact was still asked for. */
@Component({
  selector: 'cs-contact-replacement',
  imports: [FormFrame, MatButton, SelectField],
  template: `
    <p i18n="@@contact-replacement.what-is-still-asked">
      What {{ contact().name }} is still asked for goes to the successor with a new link; links mailed to
      {{ contact().name }} end, and what was answered is kept. {{ contact().name }} can be asked for nothing
      until brought back.
    </p>
    @if (others().length === 0) {
      <p i18n="@@contact-replacement.nobody-else" role="status">
        Nobody else at this vendor can be asked: add the successor to the contacts first.
      </p>
      <p>
        <button i18n="@@contact-replacement.close" matButton="outlined" type="button" (click)="over.emit()">
          Close
        </button>
      </p>
    } @else {
      <cs-form
        [form]="form"
        saveLabel="Replace the contact"
        i18n-saveLabel="@@contact-replacement.replace-the-contact"
      >
        <cs-select-field
          label="Successor"
          i18n-label="@@contact-replacement.successor"
          [options]="others()"
          [formField]="form.fields.successorId"
        />
        <button
          i18n="@@contact-replacement.cancel"
          matButton
          type="button"
          csFormActions
          (click)="over.emit()"
        >
          Cancel
        </button>
      </cs-form>
    }
  `,
  host: { class: 'cs-stack' },
})
export class ContactReplacement {
  readonly vendor = input.required<Vendor>();
  readonly contact = input.required<Contact>();
  readonly changed = output();
  readonly over = output();

  readonly #vendors = inject(VendorsClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ successorId: '' });
  protected readonly others = computed(() =>
    this.vendor()
      .contacts.filter(({ id, active }) => active && id !== this.contact().id)
      .map(({ id, name, email }) => ({ value: id, text: `${name} · ${email}` })),
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.successorId, {
        message: $localize`:@@contact-replacement.choose-who-answers:Choose who answers from now on.`,
      });
    },
    save: ({ successorId }) =>
      this.#vendors.replaceContact(this.vendor().id, this.contact().id, successorId, this.contact().revision),
    saved: () => {
      this.#notices.done(
        $localize`:@@contact-replacement.was-replaced:${this.contact().name}:name: was replaced.`,
      );
      this.changed.emit();
      this.over.emit();
    },
  });
}
