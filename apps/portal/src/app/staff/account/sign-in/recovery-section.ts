import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { firstValueFrom } from 'rxjs';
import { message } from '../../../language/message';
import { aStep } from '../../../session/step';
import { Confirm } from '../../../ui/confirm';
import { ProblemNote } from '../../../ui/problem-note';
import { TakesFocus } from '../../../ui/takes-focus';
import { AccountClient } from '../account-client';
import { RecoveryCodeList } from './recovery-code-list';

@Component({
  selector: 'cs-recovery-section',
  imports: [MatButton, ProblemNote, RecoveryCodeList, TakesFocus],
  template: `
    <h2 i18n="@@recovery-section.recovery-codes">Recovery codes</h2>
    @if (codes(); as codes) {
      <cs-recovery-code-list csTakesFocus [codes]="codes" (kept)="this.codes.set(null)" />
    } @else {
      @if (renewing.problem(); as problem) {
        <cs-problem-note [problem]="problem" />
      }
      <div class="cs-row">
        <p class="grow">{{ standing() }}</p>
        <button
          i18n="@@recovery-section.make-new-codes"
          matButton="outlined"
          type="button"
          [disabled]="renewing.running()"
          (click)="renew()"
        >
          Make new codes
        </button>
      </div>
    }
  `,
  styleUrl: './section.scss',
  host: { class: 'cs-stack' },
})
export class RecoverySection {
  readonly left = input.required<number>();
  readonly changed = output();

  readonly #client = inject(AccountClient);
  readonly #confirm = inject(Confirm);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly renewing = aStep();
  protected readonly standing = computed(() => {
    return message(
      $localize`:@@recovery-section.standing:{n, plural, =0 {You have none left.} one {You have one left.} other {You have # left.}} They let you in when phone or passkey is lost.`,
      { n: this.left() },
    );
  });

  protected async renew(): Promise<void> {
    const agreed = await this.#confirm.ask({
      heading: $localize`:@@recovery-section.make-new-recovery-codes:Make new recovery codes?`,
      text: $localize`:@@recovery-section.the-codes-that-you:The codes that you kept until now stop working at once.`,
      confirm: $localize`:@@recovery-section.make-new-codes:Make new codes`,
      cancel: $localize`:@@recovery-section.keep-the-old-ones:Keep the old ones`,
    });
    if (!agreed) return;
    await this.renewing.take(async () => {
      const { recoveryCodes } = await firstValueFrom(this.#client.renewRecoveryCodes());
      this.codes.set(recoveryCodes);
      this.changed.emit();
    });
  }
}
