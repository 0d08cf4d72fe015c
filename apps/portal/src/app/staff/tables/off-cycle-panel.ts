import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { Uuid } from '@countersign/api-types';
import { addDays, type AssessmentState, REVIEWABLE_STATES } from '@countersign/domain';
import { formatDay } from '../../language/formats';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { DayField } from '../../ui/form/day-field';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { Notices } from '../../ui/notices';
import { AssessmentsClient } from '../assessments/assessments-client';

const DAYS_TO_ANSWER = 30;

const ASKABLE: readonly AssessmentState[] = [...REVIEWABLE_STATES, 'closed'];

export interface OpenedQuestion {
  readonly assessmentId: Uuid;
  readonly question: string;
  /** Null until somebody sends it. */
  readonly dueOn: string | null;
}

/** What a later intake has opened of one assessment: what is with the vendor, and the act that sends the rest. */
@Component({
  selector: 'cs-off-cycle-panel',
  imports: [DayField, FormFrame, LongTextField, RouterLink],
  template: `
    <h2 i18n="@@off-cycle-panel.heading">Questions opened since the submission</h2>
    <p i18n="@@off-cycle-panel.what-was-submitted-stays" class="cs-muted">
      What was submitted stays as it is. Each of these counts once it is answered, or once the day to answer
      it is past.
    </p>
    @if (unsent().length > 0) {
      <section>
        <h3>{{ openWords() }}</h3>
        <p class="codes">{{ codes(unsent()) }}</p>
      </section>
      @if (withVendor()) {
        <p i18n="@@off-cycle-panel.the-vendor-has-the">
          The vendor has the questionnaire itself again: its form asks them, nothing is to be sent.
        </p>
      } @else if (!session.may('assessment.send')) {
        <p i18n="@@off-cycle-panel.people-with-the-role">People with the role Procurement send them.</p>
      } @else if (open()) {
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
    @for (sending of sent(); track sending.dueOn) {
      <section>
        <h3>{{ sending.words }}</h3>
        <p class="codes">{{ codes(sending.questions) }}</p>
      </section>
    }
    <p>
      <a i18n="@@off-cycle-panel.the-assessment" [routerLink]="['/assessments', assessmentId()]"
        >The assessment that they belong to</a
      >
    </p>
  `,
  styles: `
    .codes,
    cs-form {
      max-inline-size: var(--cs-text-width);
    }
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class OffCyclePanel {
  readonly assessmentId = input.required<Uuid>();
  readonly questions = input.required<readonly OpenedQuestion[]>();
  /** Where the assessment stands: while the vendor has it, its own form asks what is open. */
  readonly state = input.required<AssessmentState>();
  /** Whether its engagement is open: of an ended one nothing is asked. */
  readonly open = input(true);
  readonly changed = output();

  readonly #client = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  protected readonly session = inject(SessionStore);
  readonly #draft = signal({ dueOn: addDays(this.session.today(), DAYS_TO_ANSWER), message: '' });

  readonly #own = computed(() =>
    this.questions().filter(({ assessmentId }) => assessmentId === this.assessmentId()),
  );
  protected readonly unsent = computed(() => this.#own().filter(({ dueOn }) => dueOn === null));
  /** What is with the vendor, by the day to answer it. */
  protected readonly sent = computed(() => {
    const byDay = new Map<string, OpenedQuestion[]>();
    for (const asked of this.#own())
      if (asked.dueOn !== null) byDay.set(asked.dueOn, [...(byDay.get(asked.dueOn) ?? []), asked]);
    return [...byDay].map(([dueOn, questions]) => ({
      dueOn,
      questions,
      words: this.#sentWords(dueOn, questions.length),
    }));
  });
  protected readonly withVendor = computed(() => !ASKABLE.includes(this.state()));
  protected readonly tomorrow = computed(() => addDays(this.session.today(), 1));
  protected readonly openWords = computed(() =>
    message(
      $localize`:@@off-cycle-panel.n-plural-one-other:{n, plural, one {# question is not sent yet} other {# questions are not sent yet}}`,
      {
        n: this.unsent().length,
      },
    ),
  );

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

  protected codes(questions: readonly OpenedQuestion[]): string {
    return questions.map(({ question }) => question).join(', ');
  }

  #sentWords(dueOn: string, n: number): string {
    const day = formatDay(dueOn);
    return dueOn < this.session.today()
      ? message(
          $localize`:@@off-cycle-panel.n-plural-one-question:{n, plural, one {# question was to be answered by {day}: it counts as unanswered} other {# questions were to be answered by {day}: they count as unanswered}}`,
          { n, day },
        )
      : message(
          $localize`:@@off-cycle-panel.n-plural-one-question-2:{n, plural, one {# question is with the vendor, to be answered by {day}} other {# questions are with the vendor, to be answered by {day}}}`,
          { n, day },
        );
  }
}
