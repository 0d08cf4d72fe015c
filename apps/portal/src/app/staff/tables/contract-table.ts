import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ContractRow } from '@countersign/api-types';
import { formatDate } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { Amount } from '../../ui/amount';
import { DayPipe } from '../../ui/dates';
import { StateChip } from '../../ui/state-chip';
import { CONTRACT_STATE_WORDS } from '../../ui/words';
import { contractDateInWords } from './contract-date';
import { outcomeInWords, type OutcomeWords } from './contract-outcome';
import { reviewInWords } from './review-words';

@Component({
  selector: 'cs-contract-table',
  imports: [Amount, DayPipe, RouterLink, StateChip],
  templateUrl: './contract-table.html',
  styles: `
    cs-state-chip {
      white-space: normal;
    }
  `,
  host: { class: 'cs-table-frame' },
})
export class ContractTable {
  readonly rows = input.required<readonly ContractRow[]>();
  readonly withVendor = input(false);
  protected readonly session = inject(SessionStore);
  protected readonly states = CONTRACT_STATE_WORDS;

  protected outcome(row: ContractRow): OutcomeWords {
    return outcomeInWords(row, this.session.today());
  }

  protected toReview(row: ContractRow): string {
    return reviewInWords(row, this.session.today());
  }

  protected under(row: ContractRow): string {
    const parts = [
      this.withVendor() ? row.vendorName : null,
      row.reference,
      row.signed ? null : $localize`:@@contract-table.not-signed:not signed`,
    ];
    return parts.filter((part) => part !== null).join(' · ');
  }

  protected what(row: ContractRow): string {
    const words = contractDateInWords(row, this.session.today());
    if (row.lockedInUntil === null) {
      return words;
    }
    const locked = $localize`:@@contract-table.locked-in-until:locked in until ${formatDate(row.lockedInUntil)}:formatDate:`;
    return `${words} · ${locked}`;
  }
}
