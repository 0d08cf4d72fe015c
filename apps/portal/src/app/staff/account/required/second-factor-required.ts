import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiCellphoneKey, mdiFingerprint } from '@mdi/js';
import { insideOnly } from '../../../session/inside-only';
import { orNull } from '../../../session/or-null';
import { Passkeys } from '../../../session/passkeys';
import { SessionStore } from '../../../session/session-store';
import { aStep } from '../../../session/step';
import { FrontPage } from '../../../sign-in/front-page';
import { Heading } from '../../../ui/heading';
import { Icon } from '../../../ui/icon';
import { ProblemNote } from '../../../ui/problem-note';
import { TakesFocus } from '../../../ui/takes-focus';
import { PasskeyForm } from '../sign-in/passkey-form';
import { RecoveryCodeList } from '../sign-in/recovery-code-list';
import { TotpEnrolment } from '../sign-in/totp-enrolment';

/**
 * The organisation asks for a second factor and the member has none: nothing else can be done first, so nothing else
 * is offered.
 */
@Component({
  selector: 'cs-second-factor-required',
  imports: [
    FrontPage,
    Heading,
    Icon,
    MatButton,
    PasskeyForm,
    ProblemNote,
    RecoveryCodeList,
    TakesFocus,
    TotpEnrolment,
  ],
  templateUrl: './second-factor-required.html',
  styleUrl: './second-factor-required.scss',
})
export class SecondFactorRequired {
  readonly returnTo = input(null, { transform: orNull });

  readonly #router = inject(Router);
  protected readonly session = inject(SessionStore);
  protected readonly passkeysWork = inject(Passkeys).supported;
  protected readonly icons = { app: mdiCellphoneKey, passkey: mdiFingerprint };
  protected readonly way = signal<'app' | 'passkey' | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly leaving = aStep();

  protected enrolled(codes: readonly string[] | null): void {
    if (codes === null) void this.goOn();
    else this.codes.set(codes);
  }

  protected goOn(): Promise<void> {
    return this.leaving.take(async () => {
      await this.session.refresh();
      await this.#router.navigateByUrl(insideOnly(this.returnTo()), { replaceUrl: true });
    });
  }

  protected signOut(): Promise<void> {
    return this.leaving.take(async () => {
      await this.session.signOut();
      await this.#router.navigate(['/sign-in']);
    });
  }
}
