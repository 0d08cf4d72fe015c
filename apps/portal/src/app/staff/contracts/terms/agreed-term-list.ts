import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AgreedTermLine } from '@countersign/api-types';
import type { BusinessCalendar } from '@countersign/domain';
import { tap } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';
import { offeredActs } from '../offered-acts';
import { SeenContract } from '../seen-contract';
import { DocumentList } from '../documents/document-list';
import { AgreedTermForm } from './agreed-term-form';

/** Further terms that both sides signed, with what they replaced. */
@Component({
  selector: 'cs-agreed-term-list',
  imports: [AgreedTermForm, DayPipe, DocumentList, InstantPipe, MatButton, ReasonForm],
  template: `
    <h2 i18n="@@agreed-term-list.agreed-terms">Agreed terms</h2>
    <div class="cs-table-frame">
      <table class="cs-table">
        <thead>
          <tr>
            <th i18n="@@agreed-term-list.last-day" scope="col">Last day</th>
            <th i18n="@@agreed-term-list.signed-on" scope="col">Signed on</th>
            <th i18n="@@agreed-term-list.document" scope="col">Document</th>
            <th i18n="@@agreed-term-list.recorded-by" scope="col">Recorded by</th>
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>
          @for (term of contract().agreedTerms; track $index) {
            <tr [class.withdrawn]="term.withdrawnAt !== null">
              <td class="cs-day">{{ term.lastDay | day }}</td>
              <td data-label="Signed on" i18n-data-label="@@agreed-term-list.signed-on" class="cs-day">
                {{ term.signedOn | day }}
              </td>
              <td data-label="Document" i18n-data-label="@@agreed-term-list.document">
                <span class="cs-cell-name">
                  <span>{{ term.document ?? noDocument }}</span>
                  @if (term.withdrawnReason; as reason) {
                    <small i18n="@@agreed-term-list.no-longer-stands">No longer stands: {{ reason }}</small>
                  }
                </span>
                <cs-document-list
                  class="cs-below"
                  about="agreed-term"
                  [contract]="contract()"
                  [of]="term.id"
                  (changed)="changed.emit($event)"
                />
              </td>
              <td data-label="Recorded by" i18n-data-label="@@agreed-term-list.recorded-by">
                <span class="cs-cell-name">
                  <span>{{ term.by ?? withTheContract }}</span>
                  <small>{{ term.at | instant }}</small>
                </span>
              </td>
              <td>
                @if (mayChange() && term.withdrawnAt === null) {
                  @if (offered().correctAgreed) {
                    <button i18n="@@agreed-term-list.correct" matButton type="button" (click)="correct(term)">
                      Correct
                    </button>
                  }
                  @if (term.position === offered().withdrawAgreed) {
                    <button
                      i18n="@@agreed-term-list.withdraw"
                      matButton
                      type="button"
                      (click)="withdraw(term)"
                    >
                      Withdraw
                    </button>
                  }
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (correcting(); as term) {
      @if (calendar(); as days) {
        <cs-agreed-term-form
          [contract]="contract()"
          [calendar]="days"
          [corrects]="term"
          (recorded)="done($event)"
          (left)="correcting.set(null)"
        />
      }
    }
    @if (withdrawal(); as about) {
      <div class="cs-panel">
        <cs-reason-form [about]="about" (left)="withdrawing.set(null)" />
      </div>
    }
  `,
  styles: `
    .withdrawn .cs-day,
    .withdrawn .cs-cell-name > span {
      text-decoration: line-through;
    }
  `,
  host: { class: 'cs-stack' },
})
export class AgreedTermList {
  readonly contract = input.required<ContractView>();
  readonly calendar = input.required<BusinessCalendar | null>();
  readonly changed = output<ContractView>();

  readonly #session = inject(SessionStore);
  readonly #contracts = inject(ContractsClient);
  protected readonly noDocument = $localize`:@@agreed-term-list.none-recorded:none recorded`;
  protected readonly withTheContract = $localize`:@@agreed-term-list.with-the-contract:with the contract`;
  readonly #seen = new SeenContract(this.contract);
  protected readonly correcting = signal<AgreedTermLine | null>(null);
  protected readonly withdrawing = signal<AgreedTermLine | null>(null);
  protected readonly offered = computed(() =>
    offeredActs(this.contract(), this.calendar(), this.#session.today()),
  );
  protected readonly mayChange = computed(() => this.#session.may('contract.write'));
  protected readonly withdrawal = computed<Reasoned | null>(() => {
    const term = this.withdrawing();
    const { id } = this.contract();
    return term === null
      ? null
      : {
          id: `${term.position}`,
          label: $localize`:@@agreed-term-list.reason:Reason`,
          hint: $localize`:@@agreed-term-list.it-stays-in-the-list:It stays in the list with the reason.`,
          most: 2_000,
          missing: $localize`:@@agreed-term-list.give-the-reason:Give the reason: the agreed term stays in the list with it.`,
          saveLabel: $localize`:@@agreed-term-list.withdraw-the-agreed-term:Withdraw the agreed term`,
          savingLabel: $localize`:@@agreed-term-list.withdrawing:Withdrawing …`,
          leaveLabel: $localize`:@@agreed-term-list.keep-it:Keep it`,
          revised: this.#seen,
          done: $localize`:@@agreed-term-list.the-agreed-term-was:The agreed term was withdrawn.`,
          save: (reason) =>
            this.#seen
              .save((revision) => this.#contracts.withdrawAgreedTerm(id, term.position, { reason, revision }))
              .pipe(tap((contract) => this.done(contract))),
        };
  });

  protected correct(term: AgreedTermLine): void {
    this.withdrawing.set(null);
    this.correcting.set(term);
  }

  protected withdraw(term: AgreedTermLine): void {
    this.correcting.set(null);
    if (this.withdrawing()?.id !== term.id) this.#seen.begin();
    this.withdrawing.set(term);
  }

  protected done(contract: ContractView): void {
    this.correcting.set(null);
    this.withdrawing.set(null);
    this.changed.emit(contract);
  }
}
