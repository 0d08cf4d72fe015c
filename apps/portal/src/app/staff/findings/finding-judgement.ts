import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Finding } from '@countersign/api-types';
import { mdiCheck, mdiClose, mdiLockOutline } from '@mdi/js';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { FieldError } from '../../ui/form/field-error';
import { FormFrame } from '../../ui/form/form-frame';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { FindingsClient } from './findings-client';

type Step = 'accept' | 'reject';

/** Accepting makes a proposed finding the vendor's work; rejecting says that it is none, and why. */
@Component({
  selector: 'cs-finding-judgement',
  imports: [
    FieldError,
    FormField,
    FormFrame,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
  ],
  templateUrl: './finding-judgement.html',
  styleUrl: './finding-judgement.scss',
})
export class FindingJudgement {
  readonly finding = input.required<Finding>();
  readonly judged = output<Finding>();

  readonly #findings = inject(FindingsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal({ note: '' });
  protected readonly step = signal<Step | null>(null);
  protected readonly icons = { accept: mdiCheck, reject: mdiClose, locked: mdiLockOutline };

  protected readonly mayAccept = computed(
    () => this.#session.may('finding.judge') && ['proposed', 'rejected'].includes(this.finding().state),
  );
  protected readonly mayReject = computed(
    () => this.#session.may('finding.judge') && ['proposed', 'open'].includes(this.finding().state),
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.note, {
        message: 'Say why this is not a finding.',
        when: () => this.step() === 'reject',
      });
      maxLength(path.note, 2_000, { message: 'Keep the note within 2,000 characters.' });
    },
    save: ({ note }) =>
      this.step() === 'reject'
        ? this.#findings.reject(this.finding().id, note.trim())
        : this.#findings.accept(this.finding().id, note.trim() || null),
    saved: (finding) => {
      this.#notices.done(
        this.step() === 'reject' ? 'The finding was rejected.' : 'The finding was accepted.',
      );
      this.leave();
      this.judged.emit(finding);
    },
  });

  protected take(step: Step): void {
    this.step.set(step);
  }

  protected leave(): void {
    this.step.set(null);
    this.#draft.set({ note: '' });
  }
}
