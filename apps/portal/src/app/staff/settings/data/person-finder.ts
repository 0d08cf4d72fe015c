import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import type { NewErasure, Vendor } from '@countersign/api-types';
import { RadioField } from '../../../ui/form/radio-field';
import { SelectField } from '../../../ui/form/select-field';
import { MembersClient } from '../members/members-client';
import { VendorField } from '../vendor-field';
import type { Person } from './data-jobs-client';

type Kind = NewErasure['kind'];

const KINDS: readonly { readonly value: Kind; readonly text: string }[] = [
  { value: 'member', text: $localize`:@@person-finder.a-member:A member` },
  { value: 'contact', text: $localize`:@@person-finder.a-contact-of-a:A contact of a vendor` },
];

/** A member by name, or a contact by its vendor. */
@Component({
  selector: 'cs-person-finder',
  imports: [RadioField, SelectField, VendorField],
  template: `
    <cs-radio-field
      label="Who"
      i18n-label="@@person-finder.who"
      [options]="kinds"
      [formField]="among.kind"
      (chosen)="startAgain()"
    />
    <div class="cs-fields">
      @if (kind() === 'contact') {
        <cs-vendor-field [value]="vendorId()" (valueChange)="turnToVendor($event)" />
      }
      @if (kind() === 'member' || vendorId()) {
        <cs-select-field
          [label]="labels[kind()]"
          empty="Nobody"
          i18n-empty="@@person-finder.nobody"
          [options]="people()"
          [formField]="person.id"
          (chosen)="choose.emit({ kind: kind(), id: $event })"
        />
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-3);
    }

    cs-select-field {
      inline-size: min(26rem, 100%);
    }
  `,
})
export class PersonFinder {
  readonly chosen = input.required<Person | null>();
  readonly choose = output<Person | null>();

  readonly #overview = inject(MembersClient).overview();
  protected readonly labels: Readonly<Record<Kind, string>> = {
    member: $localize`:@@person-finder.member:Member`,
    contact: $localize`:@@person-finder.contact:Contact`,
  };
  protected readonly kinds = KINDS;
  protected readonly among = form(signal<{ kind: Kind }>({ kind: 'member' }));
  protected readonly kind = computed(() => this.among.kind().value());
  protected readonly vendorId = signal('');
  /** Whoever asks keeps who is chosen, and may forget it. */
  protected readonly person = form(linkedSignal(() => ({ id: this.chosen()?.id ?? '' })));
  readonly #vendor = httpResource<Vendor>(() =>
    this.vendorId() === '' ? undefined : `/api/vendors/${this.vendorId()}`,
  );
  protected readonly people = computed(() =>
    this.#known().map(({ id, name, email }) => ({ value: id, text: `${name}, ${email}` })),
  );

  protected startAgain(): void {
    this.vendorId.set('');
    this.choose.emit(null);
  }

  protected turnToVendor(id: string): void {
    this.vendorId.set(id);
    if (this.chosen() !== null) this.choose.emit(null);
  }

  #known(): readonly Pick<Vendor['contacts'][number], 'id' | 'name' | 'email'>[] {
    if (this.kind() === 'member') {
      return this.#overview.hasValue() ? this.#overview.value().members : [];
    }
    return this.#vendor.hasValue() ? this.#vendor.value().contacts : [];
  }
}
