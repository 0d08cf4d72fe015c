import { httpResource } from '@angular/common/http';
import { Component, linkedSignal, signal } from '@angular/core';
import {
  MatAutocomplete,
  type MatAutocompleteSelectedEvent,
  MatAutocompleteTrigger,
} from '@angular/material/autocomplete';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption } from '@angular/material/select';
import type { Page, VendorRow } from '@countersign/api-types';
import { OwnControl } from '../../ui/form/own-control';
import { outlined } from '../../ui/form/outlined';

const AT_MOST = 10;

/** One vendor, found by typing a part of its name. Its value is the vendor's id, or empty. */
@Component({
  selector: 'cs-vendor-field',
  imports: [MatAutocomplete, MatAutocompleteTrigger, MatFormField, MatHint, MatInput, MatLabel, MatOption],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label i18n="@@vendor-field.vendor">Vendor</mat-label>
      <input
        #box
        matInput
        type="text"
        autocomplete="off"
        [value]="text()"
        [disabled]="disabled()"
        [matAutocomplete]="list"
        [attr.aria-invalid]="shownError() !== null"
        (input)="type(box.value)"
        (blur)="touched.set(true)"
      />
      <mat-autocomplete #list="matAutocomplete" (optionSelected)="choose($event)">
        @for (vendor of found(); track vendor.id) {
          <mat-option [id]="'vendor-' + vendor.id" [value]="vendor.name">{{ vendor.name }}</mat-option>
        }
      </mat-autocomplete>
      <mat-hint [class.error]="shownError() !== null">
        @if (shownError(); as known) {
          {{ known }}
        } @else {
          <ng-container i18n="@@vendor-field.type-a-part-of"
            >Type a part of its name and choose it from the list</ng-container
          >
        }
      </mat-hint>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      inline-size: min(26rem, 100%);
    }

    .error {
      color: var(--mat-sys-error);
    }
  `,
})
export class VendorField extends OwnControl<string> {
  readonly #typed = signal('');
  /** A form that is emptied empties the box as well. */
  protected readonly text = linkedSignal<string, string>({
    source: this.value,
    computation: (value, previous) =>
      value === '' && previous?.source !== '' ? '' : (previous?.value ?? ''),
  });
  readonly #answer = httpResource<Page<VendorRow>>(() => ({
    url: '/api/vendors',
    params: {
      sort: 'name',
      direction: 'asc',
      limit: AT_MOST,
      ...(this.#typed() && { search: this.#typed() }),
    },
  }));
  protected readonly found = linkedSignal<VendorRow[] | null, VendorRow[]>({
    source: () => (this.#answer.hasValue() ? this.#answer.value().items : null),
    computation: (items, previous) => items ?? previous?.value ?? [],
  });

  protected type(text: string): void {
    this.value.set('');
    this.text.set(text);
    this.#typed.set(text.trim());
  }

  protected choose({ option }: MatAutocompleteSelectedEvent): void {
    const name = String(option.value);
    const vendor = this.found().find((each) => each.name === name);
    if (vendor !== undefined) {
      this.value.set(vendor.id);
      this.text.set(name);
    }
  }
}
