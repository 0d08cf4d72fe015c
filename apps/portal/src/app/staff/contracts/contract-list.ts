import { Component, computed, inject } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { RouterLink } from '@angular/router';
import type { ContractRow } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { SessionStore } from '../../session/session-store';
import { Amount } from '../../ui/amount';
import { DatePipe, DayPipe } from '../../ui/dates';
import { Icon } from '../../ui/icon';
import { Column } from '../../ui/list/column';
import { List } from '../../ui/list/list';
import { ListFilter } from '../../ui/list/list-filter';
import { ListState } from '../../ui/list/list-state';
import { ListSwitch } from '../../ui/list/list-switch';
import { byWords } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import { StateChip } from '../../ui/state-chip';
import { CONTRACT_STATE_WORDS, VOIDED } from '../../ui/words';
import { contractDateInWords } from '../tables/contract-date';
import { outcomeInWords, type OutcomeWords } from '../tables/contract-outcome';
import { reviewInWords } from '../tables/review-words';
import { unknownInWords } from '../tables/unknown-terms';
import { OWNER_FILTERS } from '../tables/owner-filters';
import { OwnerNote } from '../tables/owner-note';
import { ContractsClient } from './contracts-client';
import { moneyInWords } from './money';

const NOTICE_HORIZON_DAYS = '120';

@Component({
  selector: 'cs-contract-list',
  imports: [
    Amount,
    Column,
    DatePipe,
    DayPipe,
    Icon,
    List,
    ListFilter,
    ListSwitch,
    MatAnchor,
    MatCheckbox,
    OwnerNote,
    PageHeader,
    RouterLink,
    StateChip,
  ],
  templateUrl: './contract-list.html',
  // In narrow columns a state breaks rather than pushing the last column out of sight.
  styles: `
    cs-state-chip {
      white-space: normal;
    }

    .booked {
      max-inline-size: 9rem;
    }
  `,
  host: { class: 'cs-stack' },
})
export class ContractList {
  protected readonly session = inject(SessionStore);
  protected readonly list = new ListState({
    sort: 'dueOn',
    direction: 'asc',
    filters: ['within', 'decidedWithin', 'state', 'terms', 'owner', 'toReview', 'voided'],
  });
  protected readonly contracts = inject(ContractsClient).list(this.list);
  protected readonly states = byWords(CONTRACT_STATE_WORDS);
  protected readonly known = [
    { value: 'not-known', text: $localize`:@@contract-list.not-known-yet:Not known yet` },
  ];
  protected readonly owners = OWNER_FILTERS;
  protected readonly stateWords = CONTRACT_STATE_WORDS;
  protected readonly voidWords = VOIDED;
  protected readonly add = mdiPlus;
  protected readonly horizon = NOTICE_HORIZON_DAYS;
  protected readonly within = computed(() => this.list.filter('within') !== null);

  protected readonly decidedWithin = computed(() => this.list.filter('decidedWithin') !== null);

  /** What has to be done and what is decided shut each other out. */
  protected turnWithin(on: boolean): void {
    this.list.setFilters({ within: on ? NOTICE_HORIZON_DAYS : null, ...(on && { decidedWithin: null }) });
  }

  protected turnDecidedWithin(on: boolean): void {
    this.list.setFilters({ decidedWithin: on ? NOTICE_HORIZON_DAYS : null, ...(on && { within: null }) });
  }

  protected under(row: ContractRow): readonly string[] {
    const parts = [row.reference, row.signed ? null : $localize`:@@contract-list.not-signed:not signed`];
    return parts.filter((part) => part !== null);
  }

  protected what(row: ContractRow): string {
    return contractDateInWords(row, this.session.today());
  }

  protected outcome(row: ContractRow): OutcomeWords {
    return outcomeInWords(row, this.session.today());
  }

  protected value({ annualValue }: ContractRow): string {
    return annualValue === null ? '–' : moneyInWords(annualValue);
  }

  /** Where it stands in the books; the supplier number only where it is what was looked for. */
  protected booked({ costCentre, supplierNumber }: ContractRow): readonly string[] {
    const search = this.list.search().toLowerCase();
    const found = search !== '' && supplierNumber?.toLowerCase().includes(search) === true;
    return [costCentre, found ? supplierNumber : null].filter((part) => part !== null);
  }

  /** What nobody knows yet, and who is to find it out. */
  protected missing(row: ContractRow): string {
    return unknownInWords(row);
  }

  protected toReview(row: ContractRow): string {
    return reviewInWords(row, this.session.today());
  }
}
