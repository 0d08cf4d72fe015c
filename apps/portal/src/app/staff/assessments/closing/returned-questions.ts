import { Component, computed, effect, inject, input, model, untracked } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { SessionStore } from '../../../session/session-store';
import { isSince, sectionLines } from '../answers/question-line';
import type { AssessmentView } from '../assessment-view';

/** The answers that a reviewer asked to clarify or rejected: which of them go back, each with its note. */
@Component({
  selector: 'cs-returned-questions',
  imports: [MatCheckbox],
  template: `
    <fieldset>
      <legend i18n="@@returned-questions.what-goes-back">What goes back</legend>
      @for (line of lines(); track line.id) {
        <div class="line">
          <mat-checkbox [checked]="chosen().includes(line.id)" (change)="choose(line.id, $event.checked)">
            {{ line.id }} {{ line.text }}
          </mat-checkbox>
          <p class="note">
            {{ line.note }} <span class="by">– {{ line.by }}</span>
          </p>
        </div>
      }
      @if (lines().length === 0) {
        <p i18n="@@returned-questions.no-answer-has-a-note" class="cs-muted">
          No answer is asked to be clarified or rejected, so the vendor reads your message alone and can
          change every answer. To return single questions, ask to clarify or reject them in the answers first.
        </p>
      } @else if (chosen().length === 0) {
        <p i18n="@@returned-questions.none-is-chosen" class="cs-muted">
          None is chosen: the vendor reads your message alone and can change every answer.
        </p>
      } @else {
        <p i18n="@@returned-questions.the-vendor-reads-these-notes" class="cs-muted">
          The vendor reads each note with the name beside it and has to look at each. Its other answers stay
          read-only until it opens them. Notes on accepted answers stay inside.
        </p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--cs-space-2);
      margin: 0;
      padding: 0;
      border: 0;
    }

    legend {
      font: var(--mat-sys-title-small);
    }

    .note {
      padding-inline-start: 2.5rem;
      color: var(--mat-sys-on-surface-variant);
      white-space: pre-line;
    }
  `,
})
export class ReturnedQuestions {
  readonly assessment = input.required<AssessmentView>();
  readonly chosen = model<readonly string[]>([]);

  readonly #today = inject(SessionStore).today;
  /** What somebody has chosen or left out of these stands where the page is read anew. */
  readonly #offered = new Set<string>();
  protected readonly lines = computed(() => {
    const returnedAt = this.assessment().returned?.at ?? null;
    const shown = sectionLines(this.assessment(), this.#today()).flatMap(({ lines }) => lines);
    return shown.flatMap(({ id, text, review }) => {
      if (review === null || review.verdict === 'accepted' || review.note === null) return [];
      return [{ id, text, note: review.note, by: review.by, isNew: isSince(review, returnedAt) }];
    });
  });

  constructor() {
    // what the vendor settled after the last return goes back again only where somebody chooses it
    effect(() => {
      const lines = this.lines();
      const chosen = untracked(this.chosen);
      this.chosen.set(
        lines
          .filter(({ id, isNew }) => (this.#offered.has(id) ? chosen.includes(id) : isNew))
          .map(({ id }) => id),
      );
      for (const { id } of lines) this.#offered.add(id);
    });
  }

  protected choose(question: string, wanted: boolean): void {
    this.chosen.update((chosen) =>
      wanted ? [...chosen, question] : chosen.filter((other) => other !== question),
    );
  }
}
