import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PublicAnswer, Uuid } from '@countersign/api-types';
import type { CompiledQuestion } from '@countersign/domain';
import { tap } from 'rxjs';
import { InstantPipe } from '../../../ui/dates';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { StateChip } from '../../../ui/state-chip';
import { TakesFocus } from '../../../ui/takes-focus';
import { OURS } from './ours';
import { PublicAnswerForm } from './public-answer-form';
import { PublicAnswerWords } from './public-answer-words';
import { PublicAnswersClient } from './public-answers-client';

/** Beside a question: what members found in a public document, apart from what the vendor says. */
@Component({
  selector: 'cs-public-answer',
  imports: [InstantPipe, MatButton, PublicAnswerForm, PublicAnswerWords, ReasonForm, StateChip, TakesFocus],
  templateUrl: './public-answer-block.html',
  styleUrl: './public-answer-block.scss',
})
export class PublicAnswerBlock {
  readonly assessmentId = input.required<Uuid>();
  readonly question = input.required<CompiledQuestion>();
  readonly answer = input.required<PublicAnswer | null>();
  /** Whether a first one may be given: the vendor has declined. */
  readonly mayGive = input.required<boolean>();
  readonly mayCorrect = input.required<boolean>();
  readonly changed = output();

  readonly #client = inject(PublicAnswersClient);
  protected readonly step = signal<'write' | 'withdraw' | null>(null);
  protected readonly ours = OURS;
  protected readonly stands = computed(() => this.answer()?.says != null);
  protected readonly withdrawal = computed<Reasoned | null>(() => {
    const answer = this.answer();
    return answer === null || this.step() !== 'withdraw'
      ? null
      : {
          id: answer.question,
          label: $localize`:@@public-answer-block.reason:Reason`,
          hint: $localize`:@@public-answer-block.what-it-said-stays:What it said stays below, with the reason.`,
          most: 1_000,
          missing: $localize`:@@public-answer-block.say-why:Say why it is withdrawn.`,
          saveLabel: $localize`:@@public-answer-block.withdraw-our-answer:Withdraw our answer`,
          savingLabel: $localize`:@@public-answer-block.withdrawing:Withdrawing …`,
          leaveLabel: $localize`:@@public-answer-block.keep-it:Keep it`,
          done: $localize`:@@public-answer-block.withdrawn:Our answer was withdrawn.`,
          save: (reason) =>
            this.#client.withdraw(answer, reason).pipe(tap({ error: () => this.changed.emit() })),
        };
  });

  protected over(): void {
    this.step.set(null);
    this.changed.emit();
  }
}
