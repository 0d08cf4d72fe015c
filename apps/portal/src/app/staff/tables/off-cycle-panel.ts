import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { Uuid } from '@countersign/api-types';
import { addDays } from '@countersign/domain';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { DayPipe } from '../../ui/dates';
import { apiForm } from '../../ui/form/api-form';
import { DayField } from '../../ui/form/day-field';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { Notices } from '../../ui/notices';
import { AssessmentsClient } from '../assessments/assessments-client';

const DAYS_TO_ANSWER = 30;

export interface OpenedQuestion {
  readonly assessmentId: Uuid;
  readonly question: string;
  /** Null until somebody sends it. */
  readonly dueOn: string | null;
}

/** What a later intake has opened of one assessment: what is with the vendor, and the act that sends the rest. */
@Component({
  selector: 'cs-off-cycle-panel',
  imports: [DayField, DayPipe, FormFrame, LongTextField, RouterLink],
  template: `
    <h2 i18n="@@off-cycle-panel.heading">Questions opened since the submission</h2>
    @if (unsent().length > 0) {
      <p>{{ openWords() }}</p>
      @if (maySend()) {
        <cs-form
          [form]="form"
          saveLabel="Send the questions"
          i18n-saveLabel="@@off-cycle-panel.send"
          savingLabel="Sending …"
          i18n-savingLabel="@@off-cycle-panel.sending"
        >
          <cs-day-field
            label="Answers needed by"
            i18n-label="@@off-cycle-panel.needed-by"
            [earliest]="tomorrow()"
            [formField]="form.fields.dueOn"
          />
          <cs-long-text-field
            label="Message to the contact"
            i18n-label="@@off-cycle-panel.message"
            hint="Optional. It is shown in the mail and above the questions."
            i18n-hint="@@off-cycle-panel.message-hint"
            [formField]="form.fields.message"
          />
        </cs-form>
      }
    }
    @if (sent().length > 0) {
      <ul>
        @for (asked of sent(); track asked.question) {
          @if (isOverdue(asked.dueOn)) {
            <li i18n="@@off-cycle-panel.overdue">
              {{ asked.question }}: was to be answered by {{ asked.dueOn | day }}, and counts no points until
              it is
            </li>
          } @else {
            <li i18n="@@off-cycle-panel.asked-until">
              {{ asked.question }}: with the vendor, to be answered by {{ asked.dueOn | day }}
            </li>
          }
        }
      </ul>
    }
    <p>
      <a i18n="@@off-cycle-panel.the-assessment" [routerLink]="['/assessments', assessmentId()]"
        >The assessment that they belong to</a
      >
    </p>
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class OffCyclePanel {
  readonly assessmentId = input.required<Uuid>();
  readonly questions = input.required<readonly OpenedQuestion[]>();
  readonly changed = output();

  readonly #client = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal({ dueOn: addDays(this.#session.today(), DAYS_TO_ANSWER), message: '' });

  readonly #own = computed(() =>
    this.questions().filter(({ assessmentId }) => assessmentId === this.assessmentId()),
  );
  protected readonly unsent = computed(() => this.#own().filter(({ dueOn }) => dueOn === null));
  protected readonly sent = computed(() => this.#own().filter(({ dueOn }) => dueOn !== null));
  protected readonly maySend = computed(() => this.#session.may('assessment.send'));
  protected readonly tomorrow = computed(() => addDays(this.#session.today(), 1));
  protected readonly openWords = computed(() =>
    message(
      $localize`:@@off-cycle-panel.not-sent:{n, plural, one {One question has} other {# questions have}} been opened and not been sent: {questions}. What was submitted stays as it is; each counts once it is answered, or once the day of its sending is past.`,
      {
        n: this.unsent().length,
        questions: this.unsent()
          .map(({ question }) => question)
          .join(', '),
      },
    ),
  );

  protected isOverdue(dueOn: string | null): boolean {
    return dueOn !== null && dueOn < this.#session.today();
  }

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      maxLength(path.message, 2000, {
        message: $localize`:@@off-cycle-panel.keep-the-message:Keep the message within 2,000 characters.`,
      });
    },
    save: ({ dueOn, message: words }) =>
      this.#client.sendFollowUp(this.assessmentId(), { dueOn: dueOn || null, message: words.trim() || null }),
    saved: (followUp) => {
      this.#notices.done(
        $localize`:@@off-cycle-panel.sent:The questions go to ${followUp.contact.name}:name: by mail.`,
      );
      this.changed.emit();
    },
  });
}
