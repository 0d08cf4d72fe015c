import { Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Account, Passkey } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { Passkeys } from '../../../session/passkeys';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { Notices } from '../../../ui/notices';
import { TakesFocus } from '../../../ui/takes-focus';
import { AccountClient } from '../account-client';
import { warnOfLast } from './last-factor';
import { PasskeyForm } from './passkey-form';
import { RecoveryCodeList } from './recovery-code-list';

@Component({
  selector: 'cs-passkey-section',
  imports: [InstantPipe, MatButton, PasskeyForm, RecoveryCodeList, TakesFocus],
  templateUrl: './passkey-section.html',
  styleUrl: './section.scss',
  host: { class: 'cs-stack' },
})
export class PasskeySection {
  readonly account = input.required<Account>();
  readonly changed = output();

  readonly #client = inject(AccountClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  protected readonly supported = inject(Passkeys).supported;
  protected readonly adding = signal(false);
  protected readonly renaming = signal<string | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);

  protected added(codes: readonly string[] | null): void {
    this.adding.set(false);
    this.codes.set(codes);
    this.changed.emit();
  }

  protected renamed(): void {
    this.renaming.set(null);
    this.changed.emit();
  }

  protected async remove({ id, name }: Passkey): Promise<void> {
    const agreed = await this.#confirm.ask({
      heading: $localize`:@@passkey-section.remove-the-passkey:Remove the passkey “${name}:name:”?`,
      text: $localize`:@@passkey-section.it-no-longer-lets:It no longer lets you in. Remove it on the device, too, so that it is not offered there.${warnOfLast(this.account())}:warnOfLast:`,
      confirm: $localize`:@@passkey-section.remove-it:Remove it`,
      cancel: $localize`:@@passkey-section.keep-it:Keep it`,
    });
    if (!agreed) return;
    try {
      await firstValueFrom(this.#client.removePasskey(id));
      this.#notices.done(
        $localize`:@@passkey-section.the-passkey-was-removed:The passkey “${name}:name:” was removed.`,
      );
      this.changed.emit();
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  protected renameOf({ name }: Passkey): string {
    return $localize`:@@passkey-section.rename:Rename ${name}:name:`;
  }

  protected removeOf({ name }: Passkey): string {
    return $localize`:@@passkey-section.remove:Remove ${name}:name:`;
  }
}
