import { Component, computed, inject } from '@angular/core';
import { formatInstant } from '../../language/formats';
import { message } from '../../language/message';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { ReturnedAnswers } from '../assessment/returned-answers';

/** What the reader must know before anything else: handed back, submitted, closed or withdrawn. */
@Component({
  selector: 'cs-standing-notice',
  imports: [DayPipe, InstantPipe],
  template: `
    @if (store.answerable() && store.assessment().returnedMessage; as message) {
      <section class="notice returned" aria-labelledby="returned-title">
        @if (store.assessment().returned; as returned) {
          <h2 i18n="@@standing-notice.returned-by" id="returned-title">
            Returned by {{ returned.by }} on {{ returned.at | instant }}, due
            {{ store.assessment().dueOn | day }}
          </h2>
        } @else {
          <h2 i18n="@@standing-notice.has-handed-the-answers" id="returned-title">
            {{ store.assessment().organisationName }} has handed the answers back to you
          </h2>
        }
        <blockquote>{{ message }}</blockquote>
        @if (store.noted().length > 0) {
          <p>{{ leftWords() }}</p>
        } @else if (store.assessment().returned !== null) {
          <p i18n="@@standing-notice.your-answers-are-all-here">
            Your answers are all here. Please change what is asked for, sign anew, then submit again.
          </p>
        } @else {
          <p i18n="@@standing-notice.change-and-submit-again">
            Your answers are all here. Please change what is asked for, then submit again.
          </p>
        }
      </section>
    }
    @if (closedWords(); as words) {
      <section class="notice">
        <p>{{ words }}</p>
        @if (tooLate().length > 0) {
          <p i18n="@@standing-notice.your-last-changes-kept">
            Your last changes to {{ tooLate().join(', ') }} came after that and are not part of it. They are
            kept here. If they matter, please copy them and write to {{ store.assessment().askedBy }} ({{
              store.assessment().askedByEmail
            }}).
          </p>
        }
      </section>
    }
  `,
  styles: `
    .notice {
      display: grid;
      gap: var(--cs-space-2);
      max-inline-size: 60rem;
      margin-block-end: var(--cs-space-5);
      padding: var(--cs-space-4) var(--cs-space-5);
      border-radius: var(--mat-sys-corner-large);
      background: var(--cs-quiet);
    }

    .returned {
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }

    blockquote {
      margin: 0;
      padding-inline-start: var(--cs-space-4);
      border-inline-start: 3px solid currentColor;
      font: var(--mat-sys-body-large);
      white-space: pre-line;
    }
  `,
})
export class StandingNotice {
  protected readonly store = inject(AssessmentStore);
  readonly #returned = inject(ReturnedAnswers);

  protected readonly tooLate = computed(() => [
    ...new Set([...this.store.tooLate(), ...this.#returned.unsaved()]),
  ]);

  protected readonly leftWords = computed(() => {
    const noted = new Set(this.store.noted().map(({ question }) => question));
    const left = this.store.returned().filter(({ question, lookedAt }) => noted.has(question) && !lookedAt);
    return message(
      $localize`:@@standing-notice.left-to-look-at:{n, plural, =0 {Every returned question is looked at. Please sign anew, then submit again.} one {One returned question is still to be looked at: change the answer, attach what is asked for, or say why it stands. Then sign anew and submit again.} other {# returned questions are still to be looked at: change the answer, attach what is asked for, or say why it stands. Then sign anew and submit again.}}`,
      { n: left.length },
    );
  });

  protected readonly closedWords = computed(() => {
    const { state, organisationName, submittedAt } = this.store.assessment();
    const on = submittedAt === null ? '–' : formatInstant(submittedAt);
    switch (state) {
      case 'submitted':
      case 'in-review':
        return $localize`:@@standing-notice.these-answers-were-submitted:These answers were submitted on ${on}:on:. ${organisationName}:organisationName: is reviewing them; they can be read and printed, but not changed.`;
      case 'closed':
        return $localize`:@@standing-notice.these-answers-were-submitted-2:These answers were submitted on ${on}:on: and their review is finished. They can be read and printed, but not changed.`;
      case 'cancelled':
        return $localize`:@@standing-notice.has-withdrawn-this-questionnaire:${organisationName}:organisationName: has withdrawn this questionnaire. There is nothing left for you to do.`;
      default:
        return null;
    }
  });
}
