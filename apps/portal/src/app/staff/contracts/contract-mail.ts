import { Component, inject, input } from '@angular/core';
import { EmptyNote } from '../../ui/empty-note';
import { ObjectState } from '../../ui/object/object-state';
import { MailTable } from '../tables/mail-table';
import { ContractsClient } from './contracts-client';

@Component({
  selector: 'cs-contract-mail',
  imports: [EmptyNote, MailTable, ObjectState],
  template: `
    @if (mail.hasValue()) {
      @if (mail.value().items.length > 0) {
        <cs-mail-table [rows]="mail.value().items" />
      } @else {
        <cs-empty-note
          text="No mail about this contract has been planned or sent."
          i18n-text="@@contract-mail.no-mail-about-this"
        />
      }
    } @else {
      <cs-object-state [of]="mail" />
    }
  `,
})
export class ContractMail {
  readonly contractId = input.required<string>();
  protected readonly mail = inject(ContractsClient).mail(this.contractId);
}
