import { Component, inject } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiPlus } from '@mdi/js';
import { formatDistance } from '../../language/distance';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { Amount } from '../../ui/amount';
import { DayPipe } from '../../ui/dates';
import { Icon } from '../../ui/icon';
import { Column } from '../../ui/list/column';
import { List } from '../../ui/list/list';
import { ListFilter } from '../../ui/list/list-filter';
import { ListState } from '../../ui/list/list-state';
import { byWords } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import { RatingChip } from '../../ui/rating-chip';
import { TierChip } from '../../ui/tier-chip';
import { LEVEL_WORDS, RATINGS, TIER_WORDS, VENDOR_STATE_WORDS } from '../../ui/words';
import { OWNER_FILTERS } from '../tables/owner-filters';
import { VendorsClient } from './vendors-client';

@Component({
  selector: 'cs-vendor-list',
  imports: [
    Amount,
    Column,
    DayPipe,
    Icon,
    List,
    ListFilter,
    MatAnchor,
    PageHeader,
    RatingChip,
    RouterLink,
    TierChip,
  ],
  templateUrl: './vendor-list.html',
  host: { class: 'cs-stack' },
})
export class VendorList {
  protected readonly session = inject(SessionStore);
  protected readonly list = new ListState({
    sort: 'name',
    direction: 'asc',
    filters: ['tier', 'rating', 'state', 'owner'],
  });
  protected readonly vendors = inject(VendorsClient).list(this.list);

  protected readonly tiers = byWords(TIER_WORDS);
  protected readonly ratings = byWords(LEVEL_WORDS, RATINGS);
  protected readonly states = [
    { value: 'archived', text: VENDOR_STATE_WORDS.archived.text },
    { value: 'all', text: $localize`:@@vendor-list.active-and-archived:Active and archived` },
  ];
  protected readonly owners = OWNER_FILTERS.filter(({ value }) => value === 'none');
  protected readonly add = mdiPlus;
  protected readonly distance = (day: string): string => formatDistance(day, this.session.today());
  protected readonly ownerless = (n: number): string =>
    message(
      $localize`:@@vendor-list.without-an-active-owner:{n, plural, one {An engagement without an active owner} other {# engagements without an active owner}}`,
      { n },
    );
  protected readonly undelivered = (n: number): string =>
    message(
      $localize`:@@vendor-list.mail-does-not-arrive:{n, plural, one {Mail to a contact does not arrive} other {Mail to # contacts does not arrive}}`,
      { n },
    );
}
