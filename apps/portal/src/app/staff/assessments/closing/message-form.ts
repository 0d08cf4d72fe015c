import { Component, computed, inject, input, type OnInit, output, signal } from '@angular/core';
import { disabled, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { ToReview } from '@countersign/api-types';
import { addDays, dueAfterReturn } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Revised } from '../../../ui/form/revised';
import { Notices } from '../../../ui/notices';
import { AlreadyOpenNote, SecondAssessment } from '../../tables/already-open';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';
import { ReturnedQuestions } from './returned-questions';
import { toReviewInWords, toReviewOf } from './to-review';

export type MessageStep = 'return' | 'cancel' | 'bring-back';

interface MessageDraft {
  readonly message: string;
  readonly reason: string;
  readonly dueOn: string;
}

const REASON = $localize`:@@message-form.reason:Reason`;
const MESSAGE = $localize`:@@message-form.message-to-the-vendor:Message to the vendor`;

const WORDS = {
  return: {
    day: $localize`:@@message-form.corrected-answers-needed-by:Corrected answers needed by`,
    reason: null,
    reasonHint: '',
    missing: '',
    message: MESSAGE,
    messageHint: '',
    save: $localize`:@@message-form.return-to-the-vendor:Return to the vendor`,
    done: $localize`:@@message-form.the-assessment-was-returned:The assessment was returned to the vendor.`,
  },
  cancel: {
    day: null,
    reason: REASON,
    reasonHint: $localize`:@@message-form.kept-inside:Kept in the history; the vendor does not read it.`,
    missing: $localize`:@@message-form.give-the-reason-it:Give the reason: it is kept with the assessment.`,
    message: MESSAGE,
    messageHint: $localize`:@@message-form.the-vendor-reads-it:Optional. The vendor reads it in the mail and at its link, which both say that nothing is asked any more.`,
    save: $localize`:@@message-form.cancel-the-assessment:Cancel the assessment`,
    done: $localize`:@@message-form.the-assessment-was-cancelled:The assessment was cancelled.`,
  },
  'bring-back': {
    day: $localize`:@@message-form.answers-needed-by:Answers needed by`,
    reason: REASON,
    reasonHint: $localize`:@@message-form.it-stands-where:Kept in the history. The assessment stands where it stood, with its answers. The vendor is told by mail; one that had declined, once it is asked again.`,
    missing: $localize`:@@message-form.say-why-it-is:Say why it is brought back: the reason stays in the history.`,
    message: null,
    messageHint: '',
    save: $localize`:@@message-form.bring-the-assessment-back:Bring the assessment back`,
    done: $localize`:@@message-form.the-assessment-was-brought:The assessment was brought back.`,
  },
} as const;

/** Returning, cancelling and bringing back: each with its words, and a day where the vendor answers next. */
@Component({
  selector: 'cs-message-form',
  imports: [AlreadyOpenNote, DayField, FormFrame, LongTextField, MatButton, ReturnedQuestions],
  templateUrl: './message-form.html',
})
export class MessageForm implements OnInit {
  readonly assessment = input.required<AssessmentView>();
  readonly step = input.required<MessageStep>();
  readonly done = output<AssessmentView>();
  readonly left = output();
  readonly barred = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal<MessageDraft>({ message: '', reason: '', dueOn: '' });
  protected readonly chosen = signal<readonly string[]>([]);
  protected readonly second = new SecondAssessment();
  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));
  protected readonly words = computed(() => WORDS[this.step()]);
  protected readonly messageHint = computed(() => {
    if (this.step() !== 'return') return this.words().messageHint;
    return this.chosen().length === 0
      ? $localize`:@@message-form.sent-with-the-link:Sent with the link.`
      : $localize`:@@message-form.sent-with-the-list:Sent with the link and the list of the questions that go back.`;
  });
  /** What was submitted before it was cancelled is not answered again. */
  protected readonly asksDay = computed(
    () => this.words().day !== null && (this.step() === 'return' || this.assessment().backToVendor),
  );

  /** Returning goes by the answers that were read; the others can be done once, whatever was answered. */
  protected readonly revised = new Revised<ToReview, MessageDraft>({
    draft: this.#draft,
    row: () => (this.step() === 'return' ? toReviewOf(this.assessment()) : null),
    draftOf: () => this.#begun(),
    inWords: () => [],
    groundsInWords: toReviewInWords,
    act: true,
    readAnew: () => {
      this.barred.emit();
    },
  });

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      disabled(path.dueOn, () => !this.asksDay());
      required(path.dueOn, {
        message: $localize`:@@message-form.enter-the-day-by:Enter the day by which you need the answers.`,
        when: () => this.asksDay(),
      });
      required(path.reason, {
        message: () => this.words().missing,
        when: () => this.words().reason !== null,
      });
      required(path.message, {
        message: $localize`:@@message-form.tell-the-vendor-what:Tell the vendor what to correct.`,
        when: () => this.step() === 'return',
      });
      for (const field of [path.message, path.reason]) {
        maxLength(field, 2_000, {
          message: $localize`:@@message-form.keep-it-within-2:Keep it within 2,000 characters.`,
        });
      }
    },
    save: (draft) => this.#send(draft),
    barred: () => {
      this.barred.emit();
    },
    saved: (assessment) => {
      this.#notices.done(this.words().done);
      this.done.emit(assessment);
    },
  });

  ngOnInit(): void {
    this.#draft.set(this.#begun());
  }

  protected confirm(reason: string): void {
    this.second.confirm(reason);
    void submit(this.form.fields);
  }

  #begun(): MessageDraft {
    const dueOn = dueAfterReturn(this.assessment().row.dueOn, this.#today());
    return { message: '', reason: '', dueOn };
  }

  #send(draft: MessageDraft) {
    const { id } = this.assessment();
    const message = draft.message.trim();
    const reason = draft.reason.trim();
    switch (this.step()) {
      case 'return':
        return this.revised.save((revision) =>
          this.#assessments.returnToVendor(id, {
            message,
            dueOn: draft.dueOn,
            questions: [...this.chosen()],
            revision,
          }),
        );
      case 'cancel':
        return this.#assessments.cancel(id, { reason, message: message || null });
      case 'bring-back':
        return this.second.save((confirmed) =>
          this.#assessments.bringBack(id, {
            reason,
            dueOn: this.asksDay() ? draft.dueOn : null,
            confirmed,
          }),
        );
    }
  }
}
