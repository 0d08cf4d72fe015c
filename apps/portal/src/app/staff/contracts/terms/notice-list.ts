import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { tap } from 'rxjs';
import { formatDate, formatDay } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { DayPipe } from '../../../ui/dates';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';
import { offeredActs, standingNotice } from '../offered-acts';
import { SeenContract } from '../seen-contract';
import { DocumentList } from '../documents/document-list';
import { LateNoticeForm } from './late-notice-form';

type NoticeLine = ContractView['notices'][number];
type Doing = 'receipt' | 'acceptance' | 'withdrawal';

/** Every notice with what it does; the withdrawn ones with their reason. */
@Component({
  selector: 'cs-notice-list',
  imports: [DayPipe, DocumentList, LateNoticeForm, MatButton, ReasonForm],
  template: `
    <h2 i18n="@@notice-list.notices">Notices to the vendor</h2>
    <div class="cs-table-frame">
      <table class="cs-table">
        <thead>
          <tr>
            <th i18n="@@notice-list.sent-on" scope="col">Sent on</th>
            <th i18n="@@notice-list.what-it-does" scope="col">What it does</th>
            <th i18n="@@notice-list.way" scope="col">Way and proof</th>
            <th i18n="@@notice-list.recorded-by" scope="col">Recorded by</th>
          </tr>
        </thead>
        <tbody>
          @for (notice of contract().notices; track notice.id) {
            <tr [class.withdrawn]="notice.withdrawnAt !== null">
              <td class="cs-day">{{ notice.sentOn | day }}</td>
              <td data-label="What it does" i18n-data-label="@@notice-list.what-it-does">
                <span class="cs-cell-name">
                  <span>{{ effect(notice) }}</span>
                  @for (note of notes(notice); track note) {
                    <small>{{ note }}</small>
                  }
                </span>
              </td>
              <td data-label="Way and proof" i18n-data-label="@@notice-list.way">
                <span class="cs-cell-name">
                  <span>{{ notice.way }}</span>
                  <small>{{ notice.proof }}</small>
                </span>
                <cs-document-list
                  class="cs-below"
                  about="notice"
                  [contract]="contract()"
                  [of]="notice.id"
                  (changed)="changed.emit($event)"
                />
              </td>
              <td data-label="Recorded by" i18n-data-label="@@notice-list.recorded-by">{{ notice.by }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (standing(); as notice) {
      @if (mayWrite()) {
        <p class="actions">
          @if (offered().receipt) {
            <button
              i18n="@@notice-list.record-the-receipt"
              matButton="outlined"
              type="button"
              (click)="doing.set('receipt')"
            >
              Record the receipt
            </button>
          }
          @if (offered().acceptance) {
            <button
              i18n="@@notice-list.record-that-the-vendor"
              matButton="outlined"
              type="button"
              (click)="doing.set('acceptance')"
            >
              Record that the vendor accepts it
            </button>
          }
          <button i18n="@@notice-list.withdraw-the-notice" matButton type="button" (click)="withdraw()">
            Withdraw the notice
          </button>
        </p>
        @switch (doing()) {
          @case ('withdrawal') {
            <div class="cs-panel">
              <cs-reason-form [about]="withdrawal()" (left)="doing.set(null)" />
            </div>
          }
          @case ('receipt') {
            <cs-late-notice-form
              kind="receipt"
              [contract]="contract()"
              [notice]="notice"
              (recorded)="done($event)"
              (left)="doing.set(null)"
            />
          }
          @case ('acceptance') {
            <cs-late-notice-form
              kind="acceptance"
              [contract]="contract()"
              [notice]="notice"
              (recorded)="done($event)"
              (left)="doing.set(null)"
            />
          }
        }
      }
    }
  `,
  styles: `
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
    }

    .withdrawn .cs-cell-name > span {
      text-decoration: line-through;
    }

    .withdrawn small {
      text-decoration: none;
    }
  `,
  host: { class: 'cs-stack' },
})
export class NoticeList {
  readonly contract = input.required<ContractView>();
  readonly changed = output<ContractView>();

  readonly #session = inject(SessionStore);
  readonly #contracts = inject(ContractsClient);
  readonly #seen = new SeenContract(this.contract);
  protected readonly doing = signal<Doing | null>(null);
  protected readonly mayWrite = computed(
    () => this.#session.may('contract.write') && this.offered().withdrawNotice,
  );
  protected readonly offered = computed(() => offeredActs(this.contract(), null, this.#session.today()));
  protected readonly standing = computed(() => standingNotice(this.contract()));
  protected readonly withdrawal = computed<Reasoned>(() => {
    const { id } = this.contract();
    const notice = this.standing()?.id ?? '';
    return {
      id: notice,
      label: $localize`:@@notice-list.reason:Reason`,
      hint: $localize`:@@notice-list.it-stays-in-the-list:The notice stays in the list with it; its term is to be decided again.`,
      most: 2_000,
      missing: $localize`:@@notice-list.give-the-reason:Give the reason: the notice stays in the list with it.`,
      saveLabel: $localize`:@@notice-list.withdraw-the-notice:Withdraw the notice`,
      savingLabel: $localize`:@@notice-list.withdrawing:Withdrawing …`,
      leaveLabel: $localize`:@@notice-list.keep-the-notice:Keep the notice`,
      revised: this.#seen,
      done: $localize`:@@notice-list.the-notice-was-withdrawn:The notice was withdrawn.`,
      save: (reason) =>
        this.#seen
          .save((revision) => this.#contracts.withdrawNotice(id, notice, { reason, revision }))
          .pipe(tap((next) => this.done(next))),
    };
  });

  protected withdraw(): void {
    if (this.doing() !== 'withdrawal') this.#seen.begin();
    this.doing.set('withdrawal');
  }

  protected done(contract: ContractView): void {
    this.doing.set(null);
    this.changed.emit(contract);
  }

  protected effect({ endsOn, lateEndsOn }: NoticeLine): string {
    if (endsOn !== null) {
      return $localize`:@@notice-list.ends-the-contract-on:Ends the contract on ${formatDay(endsOn)}:endsOn:`;
    }
    return lateEndsOn === null
      ? $localize`:@@notice-list.has-no-effect:Has no effect`
      : $localize`:@@notice-list.only-if-accepted:Too late: ends the contract on ${formatDay(lateEndsOn)}:endsOn: only if the vendor accepts it`;
  }

  protected notes(notice: NoticeLine): readonly string[] {
    const { lateFor, lateEndsOn, acceptedOn, acceptance, receivedOn, withdrawnReason, withdrawnBy } = notice;
    const notes: string[] = [];
    if (receivedOn !== null) {
      notes.push($localize`:@@notice-list.received-on:Received on ${formatDate(receivedOn)}:receivedOn:`);
    }
    if (acceptedOn !== null) {
      notes.push(
        $localize`:@@notice-list.accepted-though-late:Accepted though late on ${formatDate(acceptedOn)}:acceptedOn:: ${acceptance ?? ''}:acceptance:`,
      );
    } else if (lateFor !== null && lateEndsOn !== null && notice.endsOn !== null) {
      notes.push(
        $localize`:@@notice-list.too-late-for:Too late for term ${lateFor}:number:, which ends on ${formatDate(lateEndsOn)}:lateEndsOn: only if the vendor accepts it`,
      );
    }
    if (withdrawnReason !== null) {
      notes.push(
        $localize`:@@notice-list.withdrawn-by:Withdrawn by ${withdrawnBy ?? ''}:by:: ${withdrawnReason}:reason:`,
      );
    }
    return notes;
  }
}
