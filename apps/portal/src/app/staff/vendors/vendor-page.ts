import { Component, computed, effect, inject, input } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Vendor } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { countryName } from '../../language/formats';
import { aStep } from '../../session/step';
import { SessionStore } from '../../session/session-store';
import { Confirm } from '../../ui/confirm';
import { EmptyNote } from '../../ui/empty-note';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { type Tab, UrlTabs } from '../../ui/object/url-tabs';
import { WhatNextPanel } from '../../ui/object/what-next';
import { readProblem } from '../../ui/problem';
import { ProblemNote } from '../../ui/problem-note';
import { RatingChip } from '../../ui/rating-chip';
import { StateChip } from '../../ui/state-chip';
import { TierChip } from '../../ui/tier-chip';
import { VENDOR_STATE_WORDS } from '../../ui/words';
import { ObjectHistory } from '../audit/object-history';
import { NotesPanel } from '../notes/notes-panel';
import { ContractTable } from '../tables/contract-table';
import { EngagementTable } from '../tables/engagement-table';
import { LikelyDuplicatesPanel } from './likely-duplicates';
import { RecentMerges } from './recent-merges';
import { UndeliveredMail } from './undelivered-mail';
import { VendorContacts } from './vendor-contacts';
import { VendorsClient } from './vendors-client';

@Component({
  selector: 'cs-vendor-page',
  imports: [
    ContractTable,
    EmptyNote,
    EngagementTable,
    Icon,
    LikelyDuplicatesPanel,
    MatAnchor,
    MatButton,
    NotesPanel,
    ObjectHeader,
    ObjectHistory,
    ObjectState,
    ProblemNote,
    RatingChip,
    RecentMerges,
    RouterLink,
    StateChip,
    TierChip,
    UndeliveredMail,
    UrlTabs,
    VendorContacts,
    WhatNextPanel,
  ],
  templateUrl: './vendor-page.html',
  styles: `
    .address {
      overflow-wrap: anywhere;
    }

    .notes {
      max-inline-size: var(--cs-text-width);
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
  `,
  host: { class: 'cs-stack' },
})
export class VendorPage {
  readonly id = input.required<string>();
  readonly tab = input('engagements', { transform: (tab: string | undefined) => tab ?? 'engagements' });

  readonly #vendors = inject(VendorsClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  protected readonly session = inject(SessionStore);
  protected readonly step = aStep();
  protected readonly vendor = this.#vendors.vendor(this.id);
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

  constructor() {
    // The address of a duplicate leads to the vendor that it was merged into.
    effect(() => {
      const into = this.vendor.hasValue() ? this.vendor.value().mergedInto : null;
      if (into !== null) void this.#router.navigate(['/vendors', into.id], { replaceUrl: true });
    });
  }

  /** What would rest is asked about only where there is any. */
  protected archive(vendor: Vendor): Promise<void> {
    return this.step.take(async () => {
      const archived = await this.#archived(vendor);
      if (archived === null) return;
      this.vendor.set(archived);
      this.#notices.done($localize`:@@vendor-page.was-archived:${vendor.name}:name: was archived.`);
    });
  }

  protected bringBack({ id, name, revision }: Vendor): Promise<void> {
    return this.step.take(async () => {
      this.vendor.set(await this.#seen(() => firstValueFrom(this.#vendors.bringBack(id, revision))));
      this.#notices.done($localize`:@@vendor-page.was-brought-back:${name}:name: was brought back.`);
    });
  }

  async #archived({ id, name, revision }: Vendor): Promise<Vendor | null> {
    try {
      return await this.#seen(() => firstValueFrom(this.#vendors.archive(id, revision, false)));
    } catch (refusal) {
      const { code, detail } = readProblem(refusal);
      if (code !== 'vendor-has-open-work') throw refusal;
      const agreed = await this.#confirm.ask({
        heading: $localize`:@@vendor-page.archive-it:Archive ${name}:name:?`,
        text: detail,
        confirm: $localize`:@@vendor-page.archive:Archive`,
        cancel: $localize`:@@vendor-page.leave-it-active:Leave it active`,
      });
      return agreed ? this.#seen(() => firstValueFrom(this.#vendors.archive(id, revision, true))) : null;
    }
  }

  /** Where somebody else was faster, the page shows what holds now beside what it says of it. */
  async #seen(work: () => Promise<Vendor>): Promise<Vendor> {
    try {
      return await work();
    } catch (refusal) {
      if (readProblem(refusal).code === 'stale-revision') this.vendor.reload();
      throw refusal;
    }
  }

  protected country(vendor: Vendor): string {
    return vendor.country === null ? '' : countryName(vendor.country);
  }

  protected webAddress(vendor: Vendor): string | null {
    return vendor.website !== null && /^https?:\/\//.test(vendor.website) ? vendor.website : null;
  }
}
