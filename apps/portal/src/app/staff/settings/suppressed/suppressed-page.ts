import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { FreeAddress } from './free-address';
import { SuppressedClient } from './suppressed-client';

/** Addresses that no mail is sent to, because their mail server said that the mailbox does not exist. */
@Component({
  selector: 'cs-suppressed-page',
  imports: [EmptyNote, FreeAddress, InstantPipe, MatButton, ObjectState, PageHeader],
  templateUrl: './suppressed-page.html',
  styleUrl: './suppressed-page.scss',
  host: { class: 'cs-stack' },
})
export class SuppressedPage {
  protected readonly addresses = inject(SuppressedClient).addresses();
  protected readonly freeing = signal<string | null>(null);
  protected readonly unlisted = computed(() =>
    this.addresses.hasValue() ? this.addresses.value().total - this.addresses.value().items.length : 0,
  );

  protected done(): void {
    this.freeing.set(null);
    this.addresses.reload();
  }
}
