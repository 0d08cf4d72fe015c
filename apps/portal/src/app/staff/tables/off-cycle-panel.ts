import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Uuid } from '@countersign/api-types';
import { type AssessmentState, REVIEWABLE_STATES } from '@countersign/domain';
import { formatDay } from '../../language/formats';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { SendFollowUp } from './send-follow-up';

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
  imports: [RouterLink, SendFollowUp],
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
      @if (!open()) {
        <p i18n="@@off-cycle-panel.nothing-is-asked-any-more">
          The engagement has ended, or its vendor is archived: nothing is asked any more.
        </p>
      } @else if (withVendor()) {
        <p i18n="@@off-cycle-panel.the-vendor-has-the">
          The vendor has the questionnaire itself again: its form asks them, nothing is to be sent.
        </p>
      } @else if (!session.may('assessment.send')) {
        <p i18n="@@off-cycle-panel.people-with-the-role">People with the role Procurement send them.</p>
      } @else {
        <cs-send-follow-up
          [assessmentId]="assessmentId()"
          [vendorId]="vendorId()"
          [contactId]="contactId()"
          (sent)="changed.emit()"
        />
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
    cs-send-follow-up {
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
  readonly vendorId = input.required<Uuid>();
  /** Who answers the assessment. */
  readonly contactId = input.required<Uuid>();
  /** Whether the engagement is open and its vendor active: else nothing is asked. */
  readonly open = input.required<boolean>();
  readonly changed = output();

  protected readonly session = inject(SessionStore);

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
  protected readonly openWords = computed(() =>
    message(
      $localize`:@@off-cycle-panel.n-plural-one-other:{n, plural, one {# question is not sent yet} other {# questions are not sent yet}}`,
      {
        n: this.unsent().length,
      },
    ),
  );

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
