import { Component, inject, signal } from '@angular/core';
import { email, required, submit } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { NewVendor } from '@countersign/api-types';
import { COUNTRIES } from '../../ui/countries';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';
import { Notices } from '../../ui/notices';
import { PageHeader } from '../../ui/page-header';
import { KnownVendorNote, SameName } from './known-vendor';
import { EMPTY_VENDOR, fieldsOf, vendorRules } from './vendor-draft';
import { VendorsClient } from './vendors-client';
import { within } from '../../ui/form/within';

const EMPTY = {
  ...EMPTY_VENDOR,
  contact: { name: '', email: '', title: '' },
};
type NewVendorDraft = typeof EMPTY;

@Component({
  selector: 'cs-new-vendor',
  imports: [
    FormFrame,
    KnownVendorNote,
    LongTextField,
    MatAnchor,
    PageHeader,
    RouterLink,
    SelectField,
    TextField,
  ],
  templateUrl: './new-vendor.html',
  host: { class: 'cs-stack' },
})
export class NewVendorPage {
  readonly #vendors = inject(VendorsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);

  protected readonly countries = COUNTRIES;
  protected readonly sameName = new SameName();

  readonly form = apiForm({
    model: signal<NewVendorDraft>(EMPTY),
    rules: (path) => {
      vendorRules(path);
      required(path.contact.name, {
        message: $localize`:@@new-vendor.enter-the-contacts-name:Enter the contact’s name.`,
        when: ({ valueOf }) => valueOf(path.contact.email) !== '',
      });
      required(path.contact.email, {
        message: $localize`:@@new-vendor.enter-the-contacts-email:Enter the contact’s email address.`,
        when: ({ valueOf }) => valueOf(path.contact.name) !== '',
      });
      email(path.contact.email, {
        message: $localize`:@@new-vendor.enter-an-email-address:Enter an email address such as name@vendor.example.`,
      });
      within(path.contact.name, 200);
      within(path.contact.email, 254);
      within(path.contact.title, 200);
    },
    save: (draft) =>
      this.sameName.save((apartFrom) => this.#vendors.create({ ...toNewVendor(draft), apartFrom })),
    saved: (vendor) => {
      this.#notices.done($localize`:@@new-vendor.was-added:${vendor.name}:name: was added.`);
      void this.#router.navigate(['/vendors', vendor.id]);
    },
  });

  protected saveApart(): void {
    this.sameName.setApart();
    void submit(this.form.fields);
  }
}

function toNewVendor(draft: NewVendorDraft): Omit<NewVendor, 'apartFrom'> {
  const { name, email: address, title } = draft.contact;
  return {
    ...fieldsOf(draft),
    contact: address.trim()
      ? { name: name.trim(), email: address.trim(), title: title.trim() || null }
      : null,
  };
}
