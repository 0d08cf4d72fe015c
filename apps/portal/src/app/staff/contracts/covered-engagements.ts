import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { CoveredService } from '@countersign/api-types';
import { tap } from 'rxjs';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { type Reasoned, ReasonForm } from '../../ui/form/reason-form';
import { SelectField } from '../../ui/form/select-field';
import { Notices } from '../../ui/notices';
import { byName } from '../../ui/option';
import type { ContractView } from './contract-view';
import { ContractsClient } from './contracts-client';
import { offeredActs } from './offered-acts';

/** The engagements of a contract: one that was left out is added, a wrong one removed. */
@Component({
  selector: 'cs-covered-engagements',
  imports: [FormFrame, LongTextField, MatButton, ReasonForm, RouterLink, SelectField],
  templateUrl: './covered-engagements.html',
  host: { class: 'cs-stack' },
})
export class CoveredEngagements {
  readonly contract = input.required<ContractView>();
  readonly changed = output<ContractView>();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal({ engagementId: '', reason: '' });
  readonly #vendorId = computed(() => (this.adding() ? this.contract().row.vendorId : ''));
  protected readonly adding = signal(false);
  protected readonly removing = signal<CoveredService | null>(null);
  protected readonly vendor = this.#contracts.vendor(this.#vendorId);
  protected readonly offered = computed(() => offeredActs(this.contract(), null, this.#session.today()));
  protected readonly mayWrite = computed(() => this.#session.may('contract.write') && this.offered().change);
  protected readonly others = computed(() => {
    if (!this.vendor.hasValue()) {
      return null;
    }
    const covered = new Set(this.contract().engagements.map(({ id }) => id));
    return byName(
      this.vendor.value().engagements.filter(({ id, state }) => state === 'open' && !covered.has(id)),
    );
  });
  protected readonly removal = computed<Reasoned | null>(() => {
    const engagement = this.removing();
    return engagement === null
      ? null
      : {
          id: engagement.id,
          label: $localize`:@@covered-engagements.why-not-covered:Why it is not under this contract`,
          hint: $localize`:@@covered-engagements.clauses-no-longer-count:The clauses of this contract no longer count for it. Kept in the history.`,
          most: 2_000,
          missing: $localize`:@@covered-engagements.say-why:Say why.`,
          saveLabel: $localize`:@@covered-engagements.remove-named:Remove ${engagement.name}:name:`,
          savingLabel: $localize`:@@covered-engagements.removing:Removing …`,
          leaveLabel: $localize`:@@covered-engagements.keep-it:Keep it`,
          done: $localize`:@@covered-engagements.was-removed:${engagement.name}:name: is no longer under this contract.`,
          save: (reason) =>
            this.#contracts
              .uncover(this.contract().id, engagement.id, reason)
              .pipe(tap((contract) => this.changed.emit(contract))),
        };
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.engagementId, {
        message: $localize`:@@covered-engagements.choose-the-engagement:Choose the engagement.`,
      });
      required(path.reason, { message: $localize`:@@covered-engagements.say-why:Say why.` });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@covered-engagements.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ engagementId, reason }) =>
      this.#contracts.cover(this.contract().id, engagementId, reason.trim()),
    saved: (contract) => {
      this.#notices.done(
        $localize`:@@covered-engagements.was-added:The contract covers one more engagement.`,
      );
      this.adding.set(false);
      this.#draft.set({ engagementId: '', reason: '' });
      this.changed.emit(contract);
    },
  });

  protected add(): void {
    this.removing.set(null);
    this.adding.set(true);
  }

  protected remove(engagement: CoveredService): void {
    this.adding.set(false);
    this.removing.set(engagement);
  }

  protected removeLabel({ name }: CoveredService): string {
    return $localize`:@@covered-engagements.remove-named:Remove ${name}:name:`;
  }
}
