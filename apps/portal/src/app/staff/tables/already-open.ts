import { Component, computed, input, output, signal } from '@angular/core';
import { form, maxLength } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AlreadyOpen } from '@countersign/api-types';
import { mdiAlertOutline } from '@mdi/js';
import { catchError, type Observable, throwError } from 'rxjs';
import { DayPipe } from '../../ui/dates';
import { LongTextField } from '../../ui/form/long-text-field';
import { Icon } from '../../ui/icon';
import { readProblem } from '../../ui/problem';

function isWhole(open: Partial<AlreadyOpen>): open is AlreadyOpen {
  return open.assessmentId !== undefined && open.dueOn !== undefined && open.contactName !== undefined;
}

/** The assessment that asks the same already: it is gone to, or a second one is sent for a reason. */
export class SecondAssessment {
  readonly open = signal<AlreadyOpen | null>(null);
  #confirmed: string | null = null;

  save<Saved>(send: (confirmed: string | null) => Observable<Saved>): Observable<Saved> {
    this.open.set(null);
    return send(this.#confirmed).pipe(
      catchError((refusal: unknown) => {
        const { code, ...open } = readProblem(refusal) as { readonly code: string } & Partial<AlreadyOpen>;
        if (code === 'already-open' && isWhole(open)) this.open.set(open);
        return throwError(() => refusal);
      }),
    );
  }

  confirm(reason: string): void {
    this.#confirmed = reason;
  }
}

@Component({
  selector: 'cs-already-open',
  imports: [DayPipe, Icon, LongTextField, MatAnchor, MatButton, RouterLink],
  template: `
    <section class="cs-panel cs-stack" role="alert">
      <p class="cs-row">
        <cs-icon [path]="sign" />
        <strong i18n="@@already-open.this-questionnaire-is-open"
          >This questionnaire is already open: {{ open().contactName }} was asked to answer by
          {{ open().dueOn | day }}.</strong
        >
      </p>
      <cs-long-text-field
        label="Why a second one is needed"
        i18n-label="@@already-open.why-a-second-one"
        [rows]="2"
        [formField]="form.reason"
      />
      <p class="cs-row">
        <a
          i18n="@@already-open.go-to-the-first"
          matButton="outlined"
          [routerLink]="['/assessments', open().assessmentId]"
          >Go to that assessment</a
        >
        <button
          matButton
          type="button"
          [disabled]="reason() === '' || form().invalid()"
          (click)="confirmed.emit(reason())"
        >
          {{ act() }}
        </button>
      </p>
    </section>
  `,
})
export class AlreadyOpenNote {
  readonly open = input.required<AlreadyOpen>();
  /** What is done all the same. */
  readonly act = input.required<string>();
  readonly confirmed = output<string>();
  readonly #draft = signal({ reason: '' });
  protected readonly reason = computed(() => this.#draft().reason.trim());
  protected readonly form = form(this.#draft, (path) => {
    maxLength(path.reason, 2_000, {
      message: $localize`:@@message-form.keep-it-within-2:Keep it within 2,000 characters.`,
    });
  });
  protected readonly sign = mdiAlertOutline;
}
