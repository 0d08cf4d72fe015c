import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { message } from '../../../language/message';
import { AnswerBlock } from '../answers/answer-block';
import type { QuestionLine } from '../answers/question-line';

export interface RestOfSection {
  readonly title: string;
  readonly lines: readonly QuestionLine[];
  /** Waiting as well, and not among them: gaps, knock-outs and what came back are looked at one by one. */
  readonly apart: readonly string[];
}

/** Each question of the rest with its answer, before all of them are accepted at once. */
@Component({
  selector: 'cs-section-dialog',
  imports: [AnswerBlock, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 i18n="@@section-dialog.accept-the-rest-of" mat-dialog-title>Accept the rest of {{ rest.title }}?</h2>
    <mat-dialog-content tabindex="0" cdkFocusInitial>
      <ol>
        @for (line of rest.lines; track line.id) {
          <li>
            <p>
              <span class="cs-muted">{{ line.id }}</span> {{ line.text }}
            </p>
            <cs-answer-block [of]="line.answer" />
          </li>
        }
      </ol>
      @if (rest.apart.length > 0) {
        <p i18n="@@section-dialog.looked-at-one-by-one" class="cs-muted">
          Not among them, to be judged one by one: {{ rest.apart.join(', ') }}
        </p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button i18n="@@section-dialog.cancel" matButton type="button" [mat-dialog-close]="false">
        Cancel
      </button>
      <button matButton="filled" type="button" [mat-dialog-close]="true">
        {{ accept }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    ol {
      display: grid;
      gap: var(--cs-space-4);
      padding: 0;
      list-style: none;
    }

    li {
      display: grid;
      gap: var(--cs-space-1);
    }
  `,
})
export class SectionDialog {
  protected readonly rest = inject<RestOfSection>(MAT_DIALOG_DATA);
  protected readonly accept = message(
    $localize`:@@section-dialog.accept-these:{n, plural, one {Accept this answer} other {Accept these # answers}}`,
    { n: this.rest.lines.length },
  );
}
