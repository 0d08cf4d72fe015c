import { Component, inject, signal } from '@angular/core';
import { email, maxLength, required } from '@angular/forms/signals';
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
import { VendorsClient } from './vendors-client';

const EMPTY = {
  name: '',
  website: '',
  country: '',
  notes: '',
  contact: { name: '', email: '', title: '' },
};
type VendorDraft = typeof EMPTY;

@Component({
  selector: 'cs-new-vendor',
  imports: [FormFrame, LongTextField, MatAnchor, PageHeader, RouterLink, SelectField, TextField],
  templateUrl: './new-vendor.html',
  host: { class: 'cs-stack' },
})
export class NewVendorPage {
  readonly #vendors = inject(VendorsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);

  protected readonly countries = COUNTRIES;

  readonly form = apiForm({
    model: signal<VendorDraft>(EMPTY),
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@new-vendor.enter-the-vendors-name:Enter the vendor’s name.`,
      });
      maxLength(path.name, 200, {
        message: $localize`:@@new-vendor.keep-the-vendors-name:Keep the vendor’s name within 200 characters.`,
      });
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
    },
    save: (draft) => this.#vendors.create(toNewVendor(draft)),
    saved: (vendor) => {
      this.#notices.done($localize`:@@new-vendor.was-added:${vendor.name}:name: was added.`);
      void this.#router.navigate(['/vendors', vendor.id]);
    },
  });
}

function toNewVendor(draft: VendorDraft): NewVendor {
  const { name, email: address, title } = draft.contact;
  return {
    name: draft.name.trim(),
    website: draft.website.trim() || null,
    country: draft.country || null,
    notes: draft.notes.trim() || null,
    contact: address.trim()
      ? { name: name.trim(), email: address.trim(), title: title.trim() || null }
      : null,
  };
}
