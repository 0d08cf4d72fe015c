import { Component, input } from '@angular/core';
import type { PublicAnswerRevision } from '@countersign/api-types';
import { DayPipe } from '../../../ui/dates';

/** What a public document says, and which: read where members read it, and nowhere by a vendor. */
@Component({
  selector: 'cs-public-answer-words',
  imports: [DayPipe],
  template: `
    @let said = of();
    @if (said.choiceLabel) {
      <p>{{ said.choiceLabel }}</p>
    }
    <p class="says">{{ said.says }}</p>
    <p class="source">
      <ng-container i18n="@@public-answer-words.source"
        >Source: <a [href]="said.sourceAddress" target="_blank" rel="noreferrer">{{ said.sourceTitle }}</a>,
        read on {{ said.seenOn ?? '' | day }}</ng-container
      >
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-1);
    }
    .says {
      max-inline-size: var(--cs-text-width);
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    .source {
      overflow-wrap: anywhere;
      font: var(--mat-sys-body-small);
    }
  `,
})
export class PublicAnswerWords {
  readonly of = input.required<PublicAnswerRevision>();
}
