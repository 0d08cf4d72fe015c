import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { message } from '../../language/message';
import { DayPipe } from '../../ui/dates';
import { type Reasoned, ReasonForm } from '../../ui/form/reason-form';
import { ObjectState } from '../../ui/object/object-state';
import { PageHeader } from '../../ui/page-header';
import { ContractsClient } from './contracts-client';
import { SeenContract } from './seen-contract';

/** Says what changes when a contract counts no longer, and makes it void. */
@Component({
  selector: 'cs-void-contract',
  imports: [DayPipe, ObjectState, PageHeader, ReasonForm, RouterLink],
  templateUrl: './void-contract.html',
  host: { class: 'cs-stack' },
})
export class VoidContractPage {
  readonly id = input.required<string>();

  readonly #contracts = inject(ContractsClient);
  readonly #router = inject(Router);
  protected readonly contract = this.#contracts.contract(this.id);
  protected readonly preview = this.#contracts.voidPreview(this.id);
  readonly #seen = new SeenContract(
    computed(() => (this.contract.hasValue() ? this.contract.value() : null)),
  );
  protected readonly lead = computed(() =>
    this.contract.hasValue() ? this.contract.value().row.vendorName : null,
  );
  protected readonly notice = computed(() =>
    this.contract.hasValue()
      ? this.contract.value().notices.find(({ withdrawnAt }) => withdrawnAt === null)
      : undefined,
  );
  protected readonly decided = computed(() =>
    this.contract.hasValue()
      ? this.contract.value().decisions.filter(({ withdrawnAt }) => withdrawnAt === null).length
      : 0,
  );
  protected readonly about = computed<Reasoned>(() => ({
    id: this.id(),
    label: $localize`:@@void-contract.reason:Reason`,
    hint: $localize`:@@void-contract.stands-on-its-page:Stands on the page of the void contract and in its history.`,
    most: 2_000,
    missing: $localize`:@@void-contract.say-why-it-is-void:Say why the contract is void.`,
    saveLabel: $localize`:@@void-contract.void-the-contract:Void the contract`,
    savingLabel: $localize`:@@void-contract.voiding:Voiding …`,
    leaveLabel: $localize`:@@void-contract.keep-it:Keep the contract`,
    done: $localize`:@@void-contract.is-void:The contract is void.`,
    revised: this.#seen,
    save: (reason) => this.#seen.save((revision) => this.#contracts.void(this.id(), { reason, revision })),
  }));

  protected findings(n: number): string {
    return message(
      $localize`:@@void-contract.findings:{n, plural, =0 {No open finding is about its clauses.} one {# open finding about its clauses closes, unless another contract lacks the clause too.} other {# open findings about its clauses close, unless another contract lacks the clause too.}}`,
      { n },
    );
  }

  protected reminders(n: number): string {
    return message(
      $localize`:@@void-contract.reminders:{n, plural, =0 {Nobody is reminded of a date of it.} one {Nobody is reminded of its date any more.} other {Nobody is reminded of its # dates any more.}}`,
      { n },
    );
  }

  protected decisions(n: number): string {
    return message(
      $localize`:@@void-contract.decisions:{n, plural, one {# decision about a term is kept and rests.} other {# decisions about terms are kept and rest.}}`,
      { n },
    );
  }

  protected back(): void {
    void this.#router.navigate(['/contracts', this.id()]);
  }
}
