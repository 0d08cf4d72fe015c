import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import type { NewErasure, Vendor } from '@countersign/api-types';
import { MembersClient } from '../members/members-client';
import { VendorField } from '../vendor-field';
import type { Person } from './data-jobs-client';

/** A member by name, or a contact by its vendor. */
@Component({
  selector: 'cs-person-finder',
  imports: [MatFormField, MatLabel, MatOption, MatRadioButton, MatRadioGroup, MatSelect, VendorField],
  template: `
    <mat-radio-group aria-label="Who" [value]="kind()" (change)="turnTo($event.value)">
      <mat-radio-button value="member">A member</mat-radio-button>
      <mat-radio-button value="contact">A contact of a vendor</mat-radio-button>
    </mat-radio-group>
    <div class="cs-fields">
      @if (kind() === 'contact') {
        <cs-vendor-field [value]="vendorId()" (valueChange)="turnToVendor($event)" />
      }
      @if (kind() === 'member' || vendorId()) {
        <mat-form-field>
          <mat-label>
            @if (kind() === 'member') {
              Member
            } @else {
              Contact
            }
          </mat-label>
          <mat-select [value]="chosen()?.id ?? ''" (valueChange)="choose.emit({ kind: kind(), id: $event })">
            @for (person of people(); track person.id) {
              <mat-option [value]="person.id">{{ person.name }}, {{ person.email }}</mat-option>
            } @empty {
              <mat-option disabled>Nobody</mat-option>
            }
          </mat-select>
        </mat-form-field>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-3);
    }

    mat-radio-group {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--cs-space-4);
    }

    mat-form-field {
      inline-size: min(26rem, 100%);
    }
  `,
})
export class PersonFinder {
  readonly chosen = input.required<Person | null>();
  readonly choose = output<Person | null>();

  readonly #overview = inject(MembersClient).overview();
  protected readonly kind = signal<NewErasure['kind']>('member');
  protected readonly vendorId = signal('');
  readonly #vendor = httpResource<Vendor>(() =>
    this.vendorId() === '' ? undefined : `/api/vendors/${this.vendorId()}`,
  );
  protected readonly people = computed(() => {
    if (this.kind() === 'member') {
      return this.#overview.hasValue() ? this.#overview.value().members : [];
    }
    return this.#vendor.hasValue() ? this.#vendor.value().contacts : [];
  });

  protected turnTo(kind: NewErasure['kind']): void {
    this.kind.set(kind);
    this.vendorId.set('');
    this.choose.emit(null);
  }

  protected turnToVendor(id: string): void {
    this.vendorId.set(id);
    if (this.chosen() !== null) this.choose.emit(null);
  }
}
