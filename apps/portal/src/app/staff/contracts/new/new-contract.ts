import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { required, submit, validate } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { throwError } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { SelectField } from '../../../ui/form/select-field';
import { Notices } from '../../../ui/notices';
import { byName } from '../../../ui/option';
import { PageHeader } from '../../../ui/page-header';
import { ContractsClient } from '../contracts-client';
import { KnownContractNote, SameReference } from '../known-contract';
import { contractCalendar } from '../terms/contract-calendar';
import { type ContractDraft, EMPTY_CONTRACT, toNewContract } from './contract-draft';
import { detailsFieldFor, detailsRules, signedOnRule } from './details-draft';
import { DetailsFields } from './details-fields';
import { draftFieldFor, TERM_FIELDS, termsOf, termsProblem } from './terms-draft';
import { TermsFields } from './terms-fields';
import { TermsPreview } from './terms-preview';

@Component({
  selector: 'cs-new-contract',
  imports: [
    DayField,
    DetailsFields,
    FormFrame,
    KnownContractNote,
    MatAnchor,
    PageHeader,
    RouterLink,
    SelectField,
    TermsFields,
    TermsPreview,
  ],
  templateUrl: './new-contract.html',
  styleUrl: './new-contract.scss',
  host: { class: 'cs-stack' },
})
export class NewContractPage {
  /** `?vendorId=&engagementId=`: where the contract is recorded from its engagement's page. */
  readonly vendorId = input<string>();
  readonly engagementId = input<string>();

  readonly #contracts = inject(ContractsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #draft = signal<ContractDraft>(EMPTY_CONTRACT);
  protected readonly nobody = $localize`:@@new-contract.the-owner-of-the-engagement:The engagement’s owner, or you`;
  protected readonly sameReference = new SameReference();

  readonly #chosenVendor = computed(() => this.#draft().vendorId);
  protected readonly vendors = this.#contracts.vendors(computed(() => this.vendorId() === undefined));
  protected readonly vendorOptions = computed(() =>
    byName(this.vendors.hasValue() ? this.vendors.value().items : []),
  );
  protected readonly vendor = this.#contracts.vendor(this.#chosenVendor);
  protected readonly members = this.#contracts.members();
  protected readonly owners = computed(() =>
    byName(this.members.hasValue() ? this.members.value().items.filter((member) => member.active) : []),
  );
  protected readonly engagements = computed(() =>
    byName(
      this.vendor.hasValue() ? this.vendor.value().engagements.filter(({ state }) => state === 'open') : [],
    ),
  );
  protected readonly vendorName = computed(() => (this.vendor.hasValue() ? this.vendor.value().name : '…'));
  protected readonly today = inject(SessionStore).today;
  protected readonly calendar = contractCalendar();
  protected readonly terms = computed(() => termsOf(this.#draft().terms));

  readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.vendorId, { message: $localize`:@@new-contract.choose-the-vendor:Choose the vendor.` });
      validate(path.engagementIds, ({ value }) =>
        value().length === 0
          ? {
              kind: 'required',
              message: $localize`:@@new-contract.choose-the-engagements-that:Choose the engagements that this contract covers.`,
            }
          : null,
      );
      detailsRules(path.details);
      signedOnRule(path.signedOn, this.today);
      for (const field of TERM_FIELDS) {
        validate(path.terms[field], ({ valueOf }) => {
          const message = termsProblem(valueOf(path.terms), field);
          return message === null ? null : { kind: 'terms', message };
        });
      }
    },
    save: (draft) => {
      const terms = termsOf(draft.terms);
      return terms === null
        ? throwError(() => new Error('The terms are not complete.'))
        : this.sameReference.save((apartFrom) =>
            this.#contracts.create({ ...toNewContract(draft, terms), apartFrom }),
          );
    },
    fieldFor: (field) => draftFieldFor(detailsFieldFor(field)),
    saved: (contract) => {
      this.#notices.done($localize`:@@new-contract.was-recorded:${contract.row.title}:title: was recorded.`);
      void this.#router.navigate(['/contracts', contract.id], { queryParams: { tab: 'clauses' } });
    },
  });

  constructor() {
    effect(() => {
      const vendorId = this.vendorId();
      const engagementId = this.engagementId();
      untracked(() => {
        if (vendorId !== undefined) {
          const engagementIds = engagementId === undefined ? [] : [engagementId];
          this.#draft.update((draft) => ({ ...draft, vendorId, engagementIds }));
        }
      });
    });
  }

  protected saveApart(): void {
    this.sameReference.setApart();
    void submit(this.form.fields);
  }

  /** Engagements belong to one vendor. */
  protected forgetEngagements(): void {
    this.#draft.update((draft) => ({ ...draft, engagementIds: [] }));
  }
}
