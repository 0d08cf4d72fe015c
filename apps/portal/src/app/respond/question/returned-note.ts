import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ClashNote, type Meeting } from '../../ui/form/clash-note';
import { InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { ReturnedAnswers } from '../assessment/returned-answers';

/** The reviewer's note beside a returned question, and the place to say why the answer stands. */
@Component({
  selector: 'cs-returned-note',
  imports: [ClashNote, InstantPipe, MatButton],
  templateUrl: './returned-note.html',
  styleUrl: './returned-note.scss',
})
export class ReturnedNote {
  readonly questionId = input.required<string>();

  protected readonly store = inject(AssessmentStore);
  protected readonly answers = inject(ReturnedAnswers);

  protected readonly line = computed(() => {
    const line = this.store.returnedLine(this.questionId());
    return line?.note == null ? null : line;
  });
  protected readonly lookedAt = computed(() =>
    this.store.returned().some(({ question, lookedAt }) => question === this.questionId() && lookedAt),
  );
  protected readonly toSign = computed(() => this.store.question(this.questionId()).type === 'attestation');
  readonly #begun = computed(() => this.answers.begun()[this.questionId()] ?? null);
  protected readonly open = computed(() => this.#begun() !== null);
  protected readonly reason = computed(() => this.#begun()?.reason ?? '');
  /** Written here, and closed to answers before it was saved. */
  protected readonly tooLate = computed(
    () => !this.store.answerable() && this.answers.unsaved().includes(this.questionId()),
  );
  readonly #refusals = signal(0);
  readonly #met = computed(() => this.answers.met(this.questionId()));
  /** A colleague has said something else meanwhile: nothing is sent before whoever writes has chosen. */
  protected readonly meeting: Meeting = {
    clashes: computed(() => {
      const met = this.#met();
      if (met === null) return null;
      return [{ field: $localize`:@@returned-note.why-it-stands:Why this answer stands`, ...met }];
    }),
    setAside: signal(null).asReadonly(),
    refusals: this.#refusals.asReadonly(),
    keepMine: () => {
      this.trouble.set(null);
      this.answers.keepMine(this.questionId());
    },
    takeTheirs: () => {
      this.trouble.set(null);
      this.answers.leave(this.questionId());
    },
    putBack: () => undefined,
    leaveAside: () => undefined,
  };
  protected readonly undecided = computed(() => this.#met() !== null);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);

  protected type(event: Event): void {
    this.answers.write(this.questionId(), (event.target as HTMLTextAreaElement).value);
  }

  protected async keep(because: string | null): Promise<void> {
    this.busy.set(true);
    this.trouble.set(await this.answers.standBy(this.questionId(), because));
    this.busy.set(false);
    if (this.trouble() === null) this.answers.leave(this.questionId());
    else if (this.undecided()) this.#refusals.update((n) => n + 1);
  }
}
