import { Component, computed, inject, input } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Vendor } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { countryName } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { EmptyNote } from '../../ui/empty-note';
import { Icon } from '../../ui/icon';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { type Tab, UrlTabs } from '../../ui/object/url-tabs';
import { WhatNextPanel } from '../../ui/object/what-next';
import { RatingChip } from '../../ui/rating-chip';
import { StateChip } from '../../ui/state-chip';
import { TierChip } from '../../ui/tier-chip';
import { VENDOR_STATE_WORDS } from '../../ui/words';
import { ObjectHistory } from '../audit/object-history';
import { ContractTable } from '../tables/contract-table';
import { EngagementTable } from '../tables/engagement-table';
import { VendorContacts } from './vendor-contacts';
import { VendorsClient } from './vendors-client';

@Component({
  selector: 'cs-vendor-page',
  imports: [
    ContractTable,
    EmptyNote,
    EngagementTable,
    Icon,
    MatAnchor,
    ObjectHeader,
    ObjectHistory,
    ObjectState,
    RatingChip,
    RouterLink,
    StateChip,
    TierChip,
    UrlTabs,
    VendorContacts,
    WhatNextPanel,
  ],
  templateUrl: './vendor-page.html',
  host: { class: 'cs-stack' },
})
export class VendorPage {
  readonly id = input.required<string>();
  readonly tab = input('engagements', { transform: (tab: string | undefined) => tab ?? 'engagements' });

  protected readonly session = inject(SessionStore);
  protected readonly vendor = inject(VendorsClient).vendor(this.id);
  protected readonly states = VENDOR_STATE_WORDS;
  protected readonly up = { text: $localize`:@@vendor-page.vendors:Vendors`, link: '/vendors' };
  protected readonly add = mdiPlus;

  protected readonly tabs = computed<Tab[]>(() => {
    const vendor = this.vendor.hasValue() ? this.vendor.value() : null;
    return [
      {
        key: 'engagements',
        text: $localize`:@@vendor-page.engagements:Engagements`,
        count: vendor?.engagements.length ?? 0,
      },
      {
        key: 'contacts',
        text: $localize`:@@vendor-page.contacts:Contacts`,
        count: vendor?.contacts.length ?? 0,
      },
      {
        key: 'contracts',
        text: $localize`:@@vendor-page.contracts:Contracts`,
        count: vendor?.contracts.length ?? 0,
      },
      { key: 'history', text: $localize`:@@vendor-page.history:History` },
    ];
  });

  protected facts(vendor: Vendor): string {
    const country = vendor.country === null ? null : countryName(vendor.country);
    return [country, vendor.notes].filter((part) => part !== null).join(' · ');
  }

  protected webAddress(vendor: Vendor): string | null {
    return vendor.website !== null && /^https?:\/\//.test(vendor.website) ? vendor.website : null;
  }
}
