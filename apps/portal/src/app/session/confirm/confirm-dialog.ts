import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { required } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import { MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import type { Account } from '@countersign/api-types';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { TextField } from '../../ui/form/text-field';
import { ObjectState } from '../../ui/object/object-state';
import { TakesFocus } from '../../ui/takes-focus';
import { SessionStore } from '../session-store';
import { within } from '../../ui/form/within';

type Proof = 'password' | 'code';

@Component({
  selector: 'cs-confirm-it-is-you',
  imports: [
    FormFrame,
    MatAnchor,
    MatButton,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    ObjectState,
    TakesFocus,
    TextField,
  ],
  templateUrl: './confirm-dialog.html',
})
export class ConfirmDialog {
  readonly #http = inject(HttpClient);
  readonly #dialog = inject<MatDialogRef<ConfirmDialog, boolean>>(MatDialogRef);
  readonly #draft = signal({ proof: '' });
  protected readonly email = inject(SessionStore).member()?.email ?? '';

  protected readonly account = httpResource<Account>(() => '/api/account');
  readonly #known = computed(() => (this.account.hasValue() ? this.account.value() : null));
  protected readonly hasPassword = computed(() => this.#known()?.hasPassword ?? false);
  protected readonly hasCodes = computed(() => {
    const account = this.#known();
    return account !== null && (account.totp !== null || account.recoveryCodesLeft > 0);
  });
  /** `null` for a member who signs in elsewhere and has no second factor here. */
  protected readonly asks = linkedSignal<Proof | null>(() =>
    this.hasPassword() ? 'password' : this.hasCodes() ? 'code' : null,
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.proof, {
        message: () =>
          this.asks() === 'password'
            ? $localize`:@@confirm-dialog.enter-your-password:Enter your password.`
            : $localize`:@@confirm-dialog.enter-the-code:Enter the code.`,
      });
      within(path.proof, 1_024);
    },
    save: ({ proof }) =>
      this.#http.post<void>('/api/account/confirm', {
        password: this.asks() === 'password' ? proof : null,
        code: this.asks() === 'code' ? proof.replace(/\s/g, '') : null,
      }),
    saved: () => this.#dialog.close(true),
    fieldFor: () => 'proof',
  });

  protected ask(proof: Proof): void {
    this.#draft.set({ proof: '' });
    this.form.fields().reset();
    this.asks.set(proof);
  }
}
