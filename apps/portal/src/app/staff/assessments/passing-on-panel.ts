import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PassingOnShown, Problem, Uuid, WaitingPassingOn } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { InstantPipe } from '../../ui/dates';
import { ReasonForm, type Reasoned } from '../../ui/form/reason-form';
import { readProblem } from '../../ui/problem';
import { Notices } from '../../ui/notices';
import { ProblemNote } from '../../ui/problem-note';

/** A contact who is not the right person names somebody whose address nothing vouches for: procurement agrees or refuses. */
@Component({
  selector: 'cs-passing-on-panel',
  imports: [InstantPipe, MatButton, ProblemNote, ReasonForm],
  template: `
    @if (asked(); as waiting) {
      <section class="cs-panel cs-stack" aria-labelledby="passing-on-title">
        <h2 i18n="@@passing-on-panel.wants-to-pass-it-on" id="passing-on-title">
          {{ waiting.byName }} wants to pass the questionnaire on
        </h2>
        <p i18n="@@passing-on-panel.names">
          On {{ waiting.askedAt | instant }} {{ waiting.byName }} named {{ waiting.toName }} ({{
            waiting.toEmail
          }}) as the right person.
        </p>
        @if (waiting.note; as note) {
          <blockquote>{{ note }}</blockquote>
        }
        <p i18n="@@passing-on-panel.only-if-you-agree" class="cs-muted">
          It goes there only if you agree, since that address is at another mail domain, at a provider where
          anybody can have a mailbox, or of a contact who was deactivated. The new contact then gets a link of
          its own and goes on with what is answered, and the link of {{ waiting.byName }} ends.
        </p>
        @if (problem(); as refused) {
          <cs-problem-note [problem]="refused" />
        }
        @if (refusing(); as about) {
          <cs-reason-form [about]="about" (over)="decided()" (left)="leave()" (barred)="barred(waiting)" />
        } @else if (late()) {
          <p>
            <button i18n="@@passing-on-panel.leave-it" matButton type="button" (click)="leave()">
              Leave it
            </button>
          </p>
        } @else if (session.may('assessment.send')) {
          <div class="cs-row">
            <button matButton="filled" type="button" [disabled]="busy()" (click)="agree(waiting)">
              <ng-container i18n="@@passing-on-panel.agree">Send it to {{ waiting.toName }}</ng-container>
            </button>
            <button
              i18n="@@passing-on-panel.refuse"
              matButton
              type="button"
              [disabled]="busy()"
              (click)="refuse(waiting)"
            >
              Refuse
            </button>
          </div>
        } @else {
          <p i18n="@@passing-on-panel.people-with-the-role" class="cs-muted">
            People with the role Procurement agree or refuse.
          </p>
        }
      </section>
    }
  `,
  styles: `
    p,
    blockquote {
      max-inline-size: var(--cs-text-width);
      overflow-wrap: anywhere;
    }

    blockquote {
      margin: 0;
      padding-inline-start: var(--cs-space-3);
      border-inline-start: 3px solid var(--mat-sys-outline-variant);
      white-space: pre-line;
    }
  `,
})
export class PassingOnPanel {
  readonly assessmentId = input.required<Uuid>();
  readonly changed = output();

  readonly #http = inject(HttpClient);
  readonly #notices = inject(Notices);
  protected readonly session = inject(SessionStore);
  protected readonly shown = httpResource<PassingOnShown>(() => this.#path());
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly refusing = signal<Reasoned | null>(null);

  /** What somebody else decided meanwhile stays in sight, with what was typed, until it is left. */
  protected readonly late = signal<WaitingPassingOn | null>(null);
  protected readonly asked = computed(
    () => this.late() ?? (this.shown.hasValue() ? this.shown.value().waiting : null),
  );

  protected agree(waiting: WaitingPassingOn): void {
    const { id, toName } = waiting;
    this.busy.set(true);
    this.problem.set(null);
    this.#http.post(`${this.#path()}/${id}/agree`, {}).subscribe({
      next: () => {
        this.#notices.done(
          $localize`:@@passing-on-panel.it-goes-to:The questionnaire goes to ${toName}:name: by mail.`,
        );
        this.decided();
      },
      error: (refusal: unknown) => {
        const problem = readProblem(refusal);
        this.busy.set(false);
        this.problem.set(problem);
        if (problem.status === 409) this.barred(waiting);
      },
    });
  }

  protected refuse({ id, byName, toName }: WaitingPassingOn): void {
    this.refusing.set({
      id,
      label: $localize`:@@passing-on-panel.why-not:Why it does not go to ${toName}:name:`,
      hint: $localize`:@@passing-on-panel.is-told:${byName}:name: gets these words by mail.`,
      missing: $localize`:@@passing-on-panel.say-why:Say why: the contact is told.`,
      saveLabel: $localize`:@@passing-on-panel.refuse-it:Refuse it`,
      savingLabel: $localize`:@@passing-on-panel.saving:Saving …`,
      leaveLabel: $localize`:@@passing-on-panel.leave-it:Leave it`,
      done: $localize`:@@passing-on-panel.refused:${byName}:name: is told that the questionnaire stays there.`,
      most: 1_000,
      save: (because) =>
        this.#http.post(`/api/assessments/${this.assessmentId()}/passing-on/${id}/refuse`, { because }),
    });
  }

  protected decided(): void {
    this.leave();
    this.#readAnew();
  }

  protected leave(): void {
    this.busy.set(false);
    this.problem.set(null);
    this.refusing.set(null);
    this.late.set(null);
  }

  protected barred(waiting: WaitingPassingOn): void {
    this.late.set(waiting);
    this.#readAnew();
  }

  #readAnew(): void {
    this.shown.reload();
    this.changed.emit();
  }

  #path(): string {
    return `/api/assessments/${this.assessmentId()}/passing-on`;
  }
}
