import { Component, input, output, signal } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { AlreadyOpen } from '@countersign/api-types';
import { mdiAlertOutline } from '@mdi/js';
import { catchError, type Observable, throwError } from 'rxjs';
import { DayPipe } from '../../ui/dates';
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
  imports: [DayPipe, Icon, MatAnchor, MatButton, MatFormField, MatInput, MatLabel, RouterLink],
  template: `
    <section class="cs-panel cs-stack" role="alert">
      <p class="cs-row">
        <cs-icon [path]="sign" />
        <strong i18n="@@already-open.this-questionnaire-is-open"
          >This questionnaire is already open: {{ open().contactName }} was asked to answer by
          {{ open().dueOn | day }}.</strong
        >
      </p>
      <mat-form-field>
        <mat-label i18n="@@already-open.why-a-second-one">Why a second one is needed</mat-label>
        <input #why matInput maxlength="2000" (input)="reason.set(why.value.trim())" />
      </mat-form-field>
      <p class="cs-row">
        <a
          i18n="@@already-open.go-to-the-first"
          matButton="outlined"
          [routerLink]="['/assessments', open().assessmentId]"
          >Go to that assessment</a
        >
        <button matButton type="button" [disabled]="reason() === ''" (click)="confirmed.emit(reason())">
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
  protected readonly reason = signal('');
  protected readonly sign = mdiAlertOutline;
}
