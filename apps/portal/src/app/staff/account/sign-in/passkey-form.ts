import { Component, computed, inject, input, output } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Passkey } from '@countersign/api-types';
import { from, map, type Observable, switchMap } from 'rxjs';
import { Passkeys } from '../../../session/passkeys';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { prefilled } from '../../../ui/form/prefilled';
import { TextField } from '../../../ui/form/text-field';
import { AccountClient } from '../account-client';
import { browserInWords } from '../sessions/browser-in-words';

/** Makes a passkey and names it, or gives one that is there another name. */
@Component({
  selector: 'cs-passkey-form',
  imports: [FormFrame, MatButton, TextField],
  template: `
    <cs-form [form]="form" [saveLabel]="labels().save" [savingLabel]="labels().saving">
      <cs-text-field
        label="Name of the passkey"
        i18n-label="@@passkey-form.name-of-the-passkey"
        hint="So that you know it again, such as “Work laptop”."
        i18n-hint="@@passkey-form.so-that-you-know"
        [formField]="form.fields.name"
      />
      <button i18n="@@passkey-form.cancel" matButton type="button" csFormActions (click)="cancelled.emit()">
        Cancel
      </button>
    </cs-form>
  `,
})
export class PasskeyForm {
  /** `null` while there is none yet. */
  readonly passkey = input<Passkey | null>(null);
  readonly added = output<readonly string[] | null>();
  readonly done = output();
  readonly cancelled = output();

  protected readonly labels = computed(() =>
    this.passkey()
      ? {
          save: $localize`:@@passkey-form.rename:Rename`,
          saving: $localize`:@@passkey-form.renaming:Renaming …`,
        }
      : {
          save: $localize`:@@passkey-form.create-the-passkey:Create the passkey`,
          saving: $localize`:@@passkey-form.waiting-for-your-device:Waiting for your device …`,
        },
  );
  readonly #client = inject(AccountClient);
  readonly #passkeys = inject(Passkeys);

  readonly #draft = prefilled({ name: '' }, () => ({
    name: this.passkey()?.name ?? browserInWords(navigator.userAgent),
  }));

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@passkey-form.enter-a-name-for:Enter a name for the passkey.`,
      });
      maxLength(path.name, 80, {
        message: $localize`:@@passkey-form.keep-the-name-within:Keep the name within 80 characters.`,
      });
    },
    save: ({ name }) => this.#save(name.trim()),
    saved: (codes) => (this.passkey() ? this.done.emit() : this.added.emit(codes)),
  });

  /** Recovery codes come with the first second factor only. */
  #save(name: string): Observable<readonly string[] | null> {
    const passkey = this.passkey();
    if (passkey) return this.#client.renamePasskey(passkey.id, name).pipe(map(() => null));
    return this.#client.passkeyOptions().pipe(
      switchMap(({ options }) => from(this.#passkeys.create(options))),
      switchMap((response) => this.#client.addPasskey(name, response)),
      map(({ recoveryCodes }) => recoveryCodes),
    );
  }
}
