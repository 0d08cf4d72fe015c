import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { MergePreview, MergeSide, Vendor, VendorRow } from '@countersign/api-types';
import { mdiSwapHorizontal } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { countryName, listed } from '../../language/formats';
import { aStep } from '../../session/step';
import { TextField } from '../../ui/form/text-field';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { ObjectState } from '../../ui/object/object-state';
import { PageHeader } from '../../ui/page-header';
import { readProblem } from '../../ui/problem';
import { ProblemNote } from '../../ui/problem-note';
import { StateChip } from '../../ui/state-chip';
import { VENDOR_STATE_WORDS } from '../../ui/words';
import { LikelyDuplicatesPanel } from './likely-duplicates';
import { VendorsClient } from './vendors-client';

const MOST_FOUND = 8;

interface Counted {
  readonly label: string;
  readonly stays: number;
  readonly goes: number;
}

/** Which of two vendors stays, what would move to it, and the one step that does it. */
@Component({
  selector: 'cs-merge-vendor',
  imports: [
    Icon,
    LikelyDuplicatesPanel,
    MatAnchor,
    MatButton,
    ObjectState,
    PageHeader,
    ProblemNote,
    RouterLink,
    StateChip,
    TextField,
  ],
  templateUrl: './merge-vendor.html',
  styleUrl: './merge-vendor.scss',
  host: { class: 'cs-stack' },
})
export class MergeVendorPage {
  readonly id = input.required<string>();
  /** `?with=`: the one that goes. */
  readonly with = input<string>();

  readonly #vendors = inject(VendorsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  protected readonly vendor = this.#vendors.vendor(this.id);
  protected readonly preview = this.#vendors.mergePreview(this.id, this.with);
  protected readonly step = aStep();
  protected readonly states = VENDOR_STATE_WORDS;
  protected readonly swap = mdiSwapHorizontal;

  protected readonly looked = signal({ search: '' });
  protected readonly fields = form(this.looked);
  readonly #found = httpResource<{ items: VendorRow[] }>(() => {
    const search = this.looked().search.trim();
    return search === '' || this.with() !== undefined
      ? undefined
      : { url: '/api/vendors', params: { search, state: 'all', limit: MOST_FOUND } };
  });
  protected readonly others = computed(() =>
    this.#found.hasValue() ? this.#found.value().items.filter(({ id }) => id !== this.id()) : null,
  );

  protected readonly sameAddresses = (preview: MergePreview) => listed(preview.sharedAddresses);
  protected readonly sameReferences = (preview: MergePreview) => listed(preview.sharedReferences);

  protected merge({ stays, goes }: MergePreview): Promise<void> {
    return this.step.take(async () => {
      const merged = await this.#merged(stays, goes);
      this.#notices.done(
        $localize`:@@merge-vendor.was-merged:${goes.name}:name: was merged into ${merged.name}:into:.`,
      );
      await this.#router.navigate(['/vendors', merged.id]);
    });
  }

  /** Where somebody else was faster, the page shows what holds now beside what it says of it. */
  async #merged(stays: MergeSide, goes: MergeSide): Promise<Vendor> {
    try {
      return await firstValueFrom(
        this.#vendors.merge(stays.id, {
          duplicateId: goes.id,
          duplicateRevision: goes.revision,
          revision: stays.revision,
        }),
      );
    } catch (refusal) {
      if (readProblem(refusal).code === 'stale-revision') this.preview.reload();
      throw refusal;
    }
  }

  /** Where both have none there is nothing to compare. */
  protected counts({ stays, goes }: MergePreview): readonly Counted[] {
    const all: readonly (readonly [string, number, number])[] = [
      [$localize`:@@merge-vendor.contacts:Contacts`, stays.contacts, goes.contacts],
      [$localize`:@@merge-vendor.engagements:Engagements`, stays.engagements, goes.engagements],
      [$localize`:@@merge-vendor.assessments:Assessments`, stays.assessments, goes.assessments],
      [$localize`:@@merge-vendor.findings:Findings`, stays.findings, goes.findings],
      [$localize`:@@merge-vendor.contracts:Contracts`, stays.contracts, goes.contracts],
      [$localize`:@@merge-vendor.legal-holds:Legal holds`, stays.holds, goes.holds],
    ];
    return all
      .map(([label, ofStays, ofGoes]) => ({ label, stays: ofStays, goes: ofGoes }))
      .filter((row) => row.stays + row.goes > 0);
  }

  protected country(side: MergeSide): string {
    return side.country === null ? '–' : countryName(side.country);
  }
}
