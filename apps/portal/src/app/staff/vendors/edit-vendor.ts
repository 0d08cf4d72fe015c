import { Component, inject, input, signal } from '@angular/core';
import { submit } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Vendor, VendorFields } from '@countersign/api-types';
import { COUNTRIES } from '../../ui/countries';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { Revised } from '../../ui/form/revised';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';
import { Notices } from '../../ui/notices';
import { ObjectState } from '../../ui/object/object-state';
import { PageHeader } from '../../ui/page-header';
import { KnownVendorNote, SameName } from './known-vendor';
import { draftOf, EMPTY_VENDOR, fieldsOf, inWords, type VendorDraft, vendorRules } from './vendor-draft';
import { VendorsClient } from './vendors-client';

@Component({
  selector: 'cs-edit-vendor',
  imports: [
    FormFrame,
    KnownVendorNote,
    LongTextField,
    MatAnchor,
    ObjectState,
    PageHeader,
    RouterLink,
    SelectField,
    TextField,
  ],
  templateUrl: './edit-vendor.html',
  host: { class: 'cs-stack' },
})
export class EditVendorPage {
  readonly id = input.required<string>();

  readonly #vendors = inject(VendorsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #draft = signal<VendorDraft>(EMPTY_VENDOR);
  protected readonly vendor = this.#vendors.vendor(this.id);
  protected readonly countries = COUNTRIES;
  protected readonly sameName = new SameName();
  protected readonly revised = new Revised<Vendor | VendorFields, VendorDraft>({
    draft: this.#draft,
    row: () => (this.vendor.hasValue() ? this.vendor.value() : null),
    subject: () => this.id(),
    draftOf,
    inWords,
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: vendorRules,
    save: (draft) =>
      this.revised.save((revision) =>
        this.sameName.save((apartFrom) =>
          this.#vendors.change(this.id(), { ...fieldsOf(draft), apartFrom, revision }),
        ),
      ),
    saved: (vendor) => {
      this.#notices.done($localize`:@@edit-vendor.was-saved:${vendor.name}:name: was saved.`);
      void this.#router.navigate(['/vendors', vendor.id]);
    },
  });

  protected saveApart(): void {
    this.sameName.setApart();
    void submit(this.form.fields);
  }
}
