import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SuppressedAddress } from '@countersign/api-types';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { ObjectState } from '../../../ui/object/object-state';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { PageHeader } from '../../../ui/page-header';
import { SuppressedClient } from './suppressed-client';

/** Addresses that no mail is sent to, because their mail server said that the mailbox does not exist. */
@Component({
  selector: 'cs-suppressed-page',
  imports: [EmptyNote, InstantPipe, MatButton, ObjectState, PageHeader, ReasonForm],
  templateUrl: './suppressed-page.html',
  styleUrl: './suppressed-page.scss',
  host: { class: 'cs-stack' },
})
export class SuppressedPage {
  readonly #client = inject(SuppressedClient);
  protected readonly addresses = this.#client.addresses();
  protected readonly freeing = signal<Reasoned | null>(null);
  protected readonly unlisted = computed(() =>
    this.addresses.hasValue() ? this.addresses.value().total - this.addresses.value().items.length : 0,
  );

  protected free({ id, address }: SuppressedAddress): void {
    this.freeing.set({
      id,
      label: $localize`:@@suppressed-page.why-mail-may-go:Why mail may go there again`,
      hint: $localize`:@@suppressed-page.kept-in-the-audit:Kept in the audit trail. The next mail is sent, what was held back meanwhile is not; if it is refused, the address is suppressed again.`,
      most: 1_000,
      missing: $localize`:@@suppressed-page.say-why-mail-may:Say why mail may go to this address again.`,
      saveLabel: $localize`:@@suppressed-page.free-this-address-2:Free this address`,
      savingLabel: $localize`:@@suppressed-page.freeing:Freeing …`,
      leaveLabel: $localize`:@@suppressed-page.keep-it-suppressed:Keep it suppressed`,
      done: $localize`:@@suppressed-page.was-freed:${address}:address: was freed.`,
      save: (reason) => this.#client.free(id, reason),
    });
  }

  protected done(): void {
    this.freeing.set(null);
    this.addresses.reload();
  }
}
