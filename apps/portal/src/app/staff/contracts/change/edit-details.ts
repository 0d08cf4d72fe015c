import { Component, computed, inject, input, signal } from '@angular/core';
import { maxLength, required, submit } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { ContractDetails } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { type Kept, Revised } from '../../../ui/form/revised';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { byName } from '../../../ui/option';
import { PageHeader } from '../../../ui/page-header';
import { ContractsClient } from '../contracts-client';
import { detailsInWords } from '../details-in-words';
import { KnownContractNote, SameReference } from '../known-contract';
import {
  type DetailsDraft,
  detailsDraftOf,
  detailsFieldFor,
  detailsOf,
  detailsRules,
  EMPTY_DETAILS,
} from '../new/details-draft';
import { DetailsFields } from '../new/details-fields';
import { VoidNote } from './void-note';

interface EditDraft {
  readonly details: DetailsDraft;
  readonly reason: string;
}

@Component({
  selector: 'cs-edit-details',
  imports: [
    DetailsFields,
    FormFrame,
    KnownContractNote,
    LongTextField,
    MatAnchor,
    ObjectState,
    PageHeader,
    RouterLink,
    VoidNote,
  ],
  templateUrl: './edit-details.html',
  host: { class: 'cs-stack' },
})
export class EditDetailsPage {
  readonly id = input.required<string>();

  readonly #contracts = inject(ContractsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #draft = signal<EditDraft>({ details: EMPTY_DETAILS, reason: '' });
  readonly #members = this.#contracts.members();
  protected readonly contract = this.#contracts.contract(this.id);
  protected readonly sameReference = new SameReference();
  protected readonly nobody = $localize`:@@edit-details.nobody-yet:Nobody yet`;
  /** Whoever owns it stays to be chosen, also after having left. */
  readonly #people = computed(() => {
    const owner = this.contract.hasValue() ? this.contract.value().details.owner : null;
    const members = this.#members.hasValue() ? this.#members.value().items : [];
    const others = members.filter(({ id, active }) => active && id !== owner?.id);
    return owner === null ? others : [owner, ...others];
  });
  protected readonly owners = computed(() => byName(this.#people()));
  readonly #row = computed(() => {
    if (!this.contract.hasValue()) return null;
    const { details, revision } = this.contract.value();
    return { ...details, revision };
  });
  readonly #revised = new Revised<ContractDetails & Kept, EditDraft>({
    draft: this.#draft,
    row: () => this.#row(),
    subject: () => this.id(),
    draftOf: (details) => ({ details: detailsDraftOf(details), reason: '' }),
    inWords: ({ details }) => {
      const owner = this.#people().find(({ id }) => id === details.ownerId);
      const { ownerId: _named, ...given } = detailsOf(details);
      return detailsInWords({
        ...given,
        owner: owner === undefined ? null : { ...owner, active: true },
      });
    },
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.#revised,
    rules: (path) => {
      detailsRules(path.details);
      required(path.reason, {
        message: $localize`:@@edit-details.give-the-reason:Give the reason: what it replaces is kept with it.`,
      });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@edit-details.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ details, reason }) =>
      this.#revised.save((revision) =>
        this.sameReference.save((apartFrom) =>
          this.#contracts.changeDetails(this.id(), {
            ...detailsOf(details),
            apartFrom,
            reason: reason.trim(),
            revision,
          }),
        ),
      ),
    fieldFor: detailsFieldFor,
    saved: (contract) => {
      this.#notices.done($localize`:@@edit-details.was-saved:${contract.details.title}:title: was saved.`);
      void this.#router.navigate(['/contracts', contract.id]);
    },
  });

  protected saveApart(): void {
    this.sameReference.setApart();
    void submit(this.form.fields);
  }
}
