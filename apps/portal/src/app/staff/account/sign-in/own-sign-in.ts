import { Component, computed, inject, input, resource } from '@angular/core';
import { problemInWords } from '../../../sign-in/problem-in-words';
import { ObjectState } from '../../../ui/object/object-state';
import { ProblemNote } from '../../../ui/problem-note';
import { AccountClient } from '../account-client';
import { languagesOnOffer } from '../../../language/catalogue';
import { IdentitySection } from './identity-section';
import { LanguageSection } from './language-section';
import { PasskeySection } from './passkey-section';
import { PasswordSection } from './password-section';
import { RecoverySection } from './recovery-section';
import { TwoStepSection } from './two-step-section';

/** How the member signs in: password, second factor, passkeys. */
@Component({
  selector: 'cs-own-sign-in',
  imports: [
    IdentitySection,
    LanguageSection,
    ObjectState,
    PasskeySection,
    PasswordSection,
    ProblemNote,
    RecoverySection,
    TwoStepSection,
  ],
  template: `
    @if (cameBack(); as problem) {
      <cs-problem-note [problem]="problem" />
    }
    @if (account.hasValue()) {
      @let shown = account.value();
      <cs-password-section class="cs-panel" [account]="shown" (changed)="account.reload()" />
      <cs-two-step-section class="cs-panel" [account]="shown" (changed)="account.reload()" />
      <cs-passkey-section class="cs-panel" [account]="shown" (changed)="account.reload()" />
      @if (shown.totp || shown.passkeys.length > 0) {
        <cs-recovery-section class="cs-panel" [left]="shown.recoveryCodesLeft" (changed)="account.reload()" />
      }
      <cs-identity-section [account]="shown" (changed)="account.reload()" />
      @if (languages(); as offered) {
        <cs-language-section class="cs-panel" [languages]="offered" />
      }
    } @else {
      <cs-object-state [of]="account" />
    }
  `,
  styles: `
    .cs-panel {
      max-inline-size: 54rem;
    }
  `,
  host: { class: 'cs-stack' },
})
export class OwnSignIn {
  /** Why linking an identity elsewhere came back without success. */
  readonly problem = input<string | null>(null);
  protected readonly cameBack = computed(() => problemInWords(this.problem()));
  protected readonly account = inject(AccountClient).account();
  readonly #offered = resource({ loader: languagesOnOffer });
  /** Null where there is nothing to choose. */
  protected readonly languages = computed(() => {
    const offered = this.#offered.hasValue() ? this.#offered.value() : null;
    return offered !== null && Object.keys(offered).length > 1 ? offered : null;
  });
}
