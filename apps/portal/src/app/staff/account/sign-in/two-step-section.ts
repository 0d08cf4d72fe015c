import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Account } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { aStep } from '../../../session/step';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { Notices } from '../../../ui/notices';
import { ProblemNote } from '../../../ui/problem-note';
import { StateChip } from '../../../ui/state-chip';
import { TakesFocus } from '../../../ui/takes-focus';
import type { Words } from '../../../ui/words';
import { AccountClient } from '../account-client';
import { warnOfLast } from './last-factor';
import { RecoveryCodeList } from './recovery-code-list';
import { TotpEnrolment } from './totp-enrolment';

const LOST: Words = { text: $localize`:@@two-step-section.key-lost:Key lost`, tone: 'bad' };
const ON: Words = { text: $localize`:@@two-step-section.on:On`, tone: 'good' };
const OFF: Words = { text: $localize`:@@two-step-section.off:Off`, tone: 'quiet' };

/** Codes of an authenticator app (TOTP) as the second factor. */
@Component({
  selector: 'cs-two-step-section',
  imports: [InstantPipe, MatButton, ProblemNote, RecoveryCodeList, StateChip, TakesFocus, TotpEnrolment],
  templateUrl: './two-step-section.html',
  styleUrl: './section.scss',
  host: { class: 'cs-stack' },
})
export class TwoStepSection {
  readonly account = input.required<Account>();
  readonly changed = output();

  readonly #client = inject(AccountClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  protected readonly state = computed(() => {
    const { totp } = this.account();
    if (totp === null) return OFF;
    return totp.lost ? LOST : ON;
  });
  protected readonly enrolling = signal(false);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly removing = aStep();

  protected enrolled(codes: readonly string[]): void {
    this.enrolling.set(false);
    this.codes.set(codes);
    this.changed.emit();
  }

  protected async remove(): Promise<void> {
    const agreed = await this.#confirm.ask({
      heading: $localize`:@@two-step-section.turn-off-the-authenticator:Turn off the authenticator app?`,
      text: $localize`:@@two-step-section.its-codes-no-longer:Its codes no longer work; the entry in the app can then be deleted.${warnOfLast(this.account())}:warnOfLast:`,
      confirm: $localize`:@@two-step-section.turn-it-off:Turn it off`,
      cancel: $localize`:@@two-step-section.keep-it-on:Keep it on`,
    });
    if (!agreed) return;
    await this.removing.take(async () => {
      await firstValueFrom(this.#client.removeTotp());
      this.#notices.done(
        $localize`:@@two-step-section.the-authenticator-app-was:The authenticator app was turned off.`,
      );
      this.changed.emit();
    });
  }
}
