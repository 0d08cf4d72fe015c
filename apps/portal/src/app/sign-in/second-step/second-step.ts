import {
  afterRenderEffect,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { SecondFactorChallenge, SignInStep } from '@countersign/api-types';
import { mdiFingerprint } from '@mdi/js';
import { catchError, firstValueFrom, throwError } from 'rxjs';
import { Passkeys } from '../../session/passkeys';
import { aStep } from '../../session/step';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { TextField } from '../../ui/form/text-field';
import { Heading } from '../../ui/heading';
import { Icon } from '../../ui/icon';
import { readProblem } from '../../ui/problem';
import { ProblemNote } from '../../ui/problem-note';
import { SignInClient } from '../sign-in-client';

/** The password was right; now the second factor. */
@Component({
  selector: 'cs-second-step',
  imports: [FormFrame, Heading, Icon, MatButton, ProblemNote, TextField],
  templateUrl: './second-step.html',
  host: { class: 'cs-stack' },
})
export class SecondStep {
  readonly methods = input.required<readonly SecondFactorChallenge['methods'][number][]>();
  readonly took = output<SignInStep>();
  readonly again = output<'step-ended' | 'wanted'>();

  readonly #client = inject(SignInClient);
  readonly #passkeys = inject(Passkeys);
  protected readonly icons = { passkey: mdiFingerprint };
  protected readonly entry = viewChild(TextField);

  protected readonly offersPasskey = computed(
    () => this.methods().includes('passkey') && this.#passkeys.supported,
  );
  protected readonly offersCode = computed(() => this.methods().includes('totp'));
  protected readonly offersRecovery = computed(() => this.methods().includes('recovery-code'));
  protected readonly labels = {
    totp: $localize`:@@second-step.six-digit-code:Six-digit code`,
    'recovery-code': $localize`:@@second-step.recovery-code:Recovery code`,
  };
  /** Which kind of code is asked for; `null` while the passkey is the only first choice. */
  protected readonly asks = linkedSignal<'totp' | 'recovery-code' | null>(() =>
    this.offersCode() ? 'totp' : this.offersPasskey() ? null : 'recovery-code',
  );

  protected readonly draft = signal({ code: '' });
  protected readonly form = apiForm({
    model: this.draft,
    rules: (path) => {
      required(path.code, { message: $localize`:@@second-step.enter-the-code:Enter the code.` });
      pattern(path.code, () => (this.asks() === 'totp' ? /^\s*\d{3}\s*\d{3}\s*$/ : undefined), {
        message: $localize`:@@second-step.the-code-has-six:The code has six digits.`,
      });
    },
    save: ({ code }) =>
      this.#client
        .withCode(this.asks() === 'totp' ? code.replace(/\s/g, '') : code.trim())
        .pipe(catchError((error: unknown) => throwError(() => this.#orEnded(error)))),
    saved: (step) => this.took.emit(step),
  });
  protected readonly passkey = aStep();

  constructor() {
    afterRenderEffect(() => {
      this.asks();
      if (this.entry() !== undefined) this.form.fields.code().focusBoundControl();
    });
  }

  protected ask(kind: 'totp' | 'recovery-code'): void {
    this.draft.set({ code: '' });
    this.form.fields().reset();
    this.asks.set(kind);
  }

  protected usePasskey(): Promise<void> {
    return this.passkey.take(async () => {
      try {
        const { options } = await firstValueFrom(this.#client.secondFactorPasskeyOptions());
        const response = await this.#passkeys.use(options);
        this.took.emit(await firstValueFrom(this.#client.withSecondFactorPasskey(response)));
      } catch (error) {
        throw this.#orEnded(error);
      }
    });
  }

  /** The proof of the password is good for some minutes only: then it is asked for again. */
  #orEnded(error: unknown): unknown {
    if (readProblem(error).code === 'step-ended') this.again.emit('step-ended');
    return error;
  }
}
