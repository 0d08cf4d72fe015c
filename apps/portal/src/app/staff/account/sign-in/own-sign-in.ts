import { Component, inject } from '@angular/core';
import { InstantPipe } from '../../../ui/dates';
import { ObjectState } from '../../../ui/object/object-state';
import { AccountClient } from '../account-client';
import { PasskeySection } from './passkey-section';
import { PasswordSection } from './password-section';
import { RecoverySection } from './recovery-section';
import { TwoStepSection } from './two-step-section';

/** How the member signs in: password, second factor, passkeys. */
@Component({
  selector: 'cs-own-sign-in',
  imports: [InstantPipe, ObjectState, PasskeySection, PasswordSection, RecoverySection, TwoStepSection],
  template: `
    @if (account.hasValue()) {
      @let shown = account.value();
      <cs-password-section class="cs-panel" [account]="shown" (changed)="account.reload()" />
      <cs-two-step-section class="cs-panel" [account]="shown" (changed)="account.reload()" />
      <cs-passkey-section class="cs-panel" [account]="shown" (changed)="account.reload()" />
      @if (shown.totp || shown.passkeys.length > 0) {
        <cs-recovery-section class="cs-panel" [left]="shown.recoveryCodesLeft" (changed)="account.reload()" />
      }
      @for (identity of shown.identities; track identity.issuer) {
        <p class="cs-muted">
          You also sign in through {{ identity.issuer }}, linked on {{ identity.linkedAt | instant }}.
        </p>
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
  protected readonly account = inject(AccountClient).account();
}
