import { Component, input } from '@angular/core';
import { InstantPipe } from '../../../ui/dates';
import { AnswerBlock } from './answer-block';
import type { QuestionLine } from './question-line';

/** What went back with this question, and what the vendor made of it. */
@Component({
  selector: 'cs-returned-since',
  imports: [AnswerBlock, InstantPipe],
  template: `
    @let of = line();
    @if (of.returned; as returned) {
      <div class="returned">
        @if (returned.note) {
          <p i18n="@@returned-since.returned-with-note">
            Returned with the note of {{ returned.noteBy }}: {{ returned.note }}
          </p>
        } @else if (returned.openedBy) {
          <p i18n="@@returned-since.opened-by">Not returned; opened by {{ returned.openedBy }}</p>
        }
        @if (returned.keptBecause) {
          <p i18n="@@returned-since.stands-by">
            <strong>The vendor stands by the answer:</strong> {{ returned.keptBecause }}
            <span class="cs-muted">{{ returned.keptBy }}, {{ returned.keptAt | instant }}</span>
          </p>
        }
        @if (returned.newDocument) {
          <p i18n="@@returned-since.a-document-came">A document was attached since the return.</p>
        }
        @if (returned.changed) {
          <p><strong i18n="@@returned-since.changed-before">Changed since the return. Before:</strong></p>
          @if (of.before; as before) {
            <cs-answer-block [of]="before.answer" />
            @for (followUp of before.followUps; track followUp.label) {
              <p class="cs-muted">{{ followUp.label }}</p>
              <cs-answer-block [of]="followUp.answer" />
            }
            @if (before.comment) {
              <p class="cs-muted">{{ before.comment }}</p>
            }
          }
        } @else if (!returned.keptBecause && !returned.newDocument) {
          <p i18n="@@returned-since.not-changed" class="cs-muted">Not changed since the return.</p>
        }
      </div>
    }
  `,
  styles: `
    :host:empty {
      display: none;
    }

    .returned {
      display: grid;
      gap: var(--cs-space-2);
      padding: var(--cs-space-3) var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--cs-quiet);
    }

    p {
      white-space: pre-line;
    }
  `,
})
export class ReturnedSince {
  readonly line = input.required<QuestionLine>();
}
