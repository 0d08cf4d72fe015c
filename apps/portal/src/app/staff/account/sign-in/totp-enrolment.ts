import { Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { TextField } from '../../../ui/form/text-field';
import { readProblem } from '../../../ui/problem';
import { ProblemPanel } from '../../../ui/problem-panel';
import { AccountClient } from '../account-client';

/** Scan, type the code, done. The secret is new each time this opens and holds once a code has proved it. */
@Component({
  selector: 'cs-totp-enrolment',
  imports: [FormFrame, MatButton, ProblemPanel, TextField],
  templateUrl: './totp-enrolment.html',
  styleUrl: './totp-enrolment.scss',
})
export class TotpEnrolment {
  readonly cancellable = input(true);
  readonly enrolled = output<readonly string[]>();
  readonly cancelled = output();

  readonly #client = inject(AccountClient);
  protected readonly begun = rxResource({ stream: () => this.#client.beginTotp() });
  protected readonly problem = computed(() =>
    this.begun.status() === 'error' ? readProblem(this.begun.error()) : null,
  );
  /** In groups of four, as people type. */
  protected readonly secret = computed(() =>
    this.begun.hasValue() ? (this.begun.value().secret.match(/.{1,4}/g) ?? []).join(' ') : '',
  );

  protected readonly form = apiForm({
    model: signal<{ code: string }>({ code: '' }),
    rules: (path) => {
      required(path.code, {
        message: $localize`:@@totp-enrolment.enter-the-six-digits-2:Enter the six digits that the app shows.`,
      });
      pattern(path.code, /^\s*\d{3}\s*\d{3}\s*$/, {
        message: $localize`:@@totp-enrolment.the-code-has-six:The code has six digits.`,
      });
    },
    save: ({ code }) => this.#client.enrolTotp(code.replace(/\s/g, '')),
    saved: ({ recoveryCodes }) => this.enrolled.emit(recoveryCodes),
  });
}
