import { HttpClient, httpResource } from '@angular/common/http';
import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { DelegationsShown, Problem, Uuid, WaitingDelegation } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { InstantPipe } from '../../ui/dates';
import { ReasonForm, type Reasoned } from '../../ui/form/reason-form';
import { Notices } from '../../ui/notices';
import { readProblem } from '../../ui/problem';
import { ProblemNote } from '../../ui/problem-note';

/** Who at the vendor is asked for a part, and of whom procurement has to say whether they may be. */
@Component({
  selector: 'cs-delegations-panel',
  imports: [InstantPipe, MatButton, ProblemNote, ReasonForm],
  template: `
    @if (shown.hasValue()) {
      @for (waiting of shown.value().waiting; track waiting.id) {
        <section class="cs-panel cs-stack" [attr.aria-labelledby]="'delegation-' + waiting.id">
          <h2 i18n="@@delegations-panel.wants-help" [id]="'delegation-' + waiting.id">
            {{ waiting.byName }} wants help by {{ waiting.toName }}
          </h2>
          <p i18n="@@delegations-panel.which-part">
            Since {{ waiting.askedAt | instant }} {{ waiting.byName }} wants {{ waiting.toName }} ({{
              waiting.toEmail
            }}) to answer a part. Nothing is sent there unless you agree: the address is not at the mail
            domain that you invited, or belongs to a contact who was deactivated. {{ waiting.toName }} would
            see that part alone, until the answers are submitted.
          </p>
          <p class="part">
            <span i18n="@@delegations-panel.the-part" class="cs-muted">The part:</span> {{ waiting.part }}
          </p>
          @if (waiting.note; as note) {
            <blockquote>{{ note }}</blockquote>
          }
          @if (problem(); as refused) {
            <cs-problem-note [problem]="refused" />
          }
          @if (refusing()?.id === waiting.id && refusing(); as about) {
            <cs-reason-form [about]="about" (over)="decided()" (left)="refusing.set(null)" />
          } @else if (session.may('assessment.send')) {
            <div class="cs-row">
              <button matButton="filled" type="button" [disabled]="busy()" (click)="agree(waiting)">
                <ng-container i18n="@@delegations-panel.agree"
                  >Let {{ waiting.toName }} answer it</ng-container
                >
              </button>
              <button matButton type="button" [disabled]="busy()" (click)="refuse(waiting)">
                <ng-container i18n="@@delegations-panel.refuse">Refuse</ng-container
                ><span class="cs-visually-hidden">: {{ waiting.toName }}</span>
              </button>
            </div>
          } @else {
            <p i18n="@@passing-on-panel.people-with-the-role" class="cs-muted">
              People with the role Procurement agree or refuse.
            </p>
          }
        </section>
      }
      @if (shown.value().delegates.length > 0) {
        <section class="cs-panel cs-stack" aria-labelledby="delegates-title">
          <h2 i18n="@@delegations-panel.shared" id="delegates-title">
            Shared among colleagues at the vendor
          </h2>
          <ul>
            @for (delegate of shown.value().delegates; track delegate.email) {
              <li>
                <strong>{{ delegate.name }}</strong> ({{ delegate.email }}): {{ delegate.part }} ·
                @if (delegate.undelivered) {
                  <ng-container i18n="@@delegations-panel.came-back"
                    >Mail to this address came back.</ng-container
                  >
                } @else if (delegate.lastSeenAt; as at) {
                  <ng-container i18n="@@delegations-panel.last-seen"
                    >Last seen {{ at | instant }}.</ng-container
                  >
                } @else {
                  <ng-container i18n="@@delegations-panel.not-seen">No link of theirs is open.</ng-container>
                }
              </li>
            }
          </ul>
        </section>
      }
    }
  `,
  styles: `
    :host:not(:empty) {
      display: grid;
      gap: var(--cs-space-4);
    }
  `,
})
export class DelegationsPanel {
  readonly assessmentId = input.required<Uuid>();

  readonly #http = inject(HttpClient);
  readonly #notices = inject(Notices);
  protected readonly session = inject(SessionStore);
  protected readonly shown = httpResource<DelegationsShown>(() => this.#path());
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly refusing = signal<Reasoned | null>(null);

  protected agree({ id, toName }: WaitingDelegation): void {
    this.busy.set(true);
    this.problem.set(null);
    this.#http.post(`${this.#path()}/${id}/agree`, {}).subscribe({
      next: () => {
        this.#notices.done($localize`:@@delegations-panel.gets-a-link:${toName}:name: gets a link by mail.`);
        this.decided();
      },
      error: (refusal: unknown) => {
        this.busy.set(false);
        this.problem.set(readProblem(refusal));
        this.shown.reload();
      },
    });
  }

  protected refuse({ id, toName }: WaitingDelegation): void {
    this.refusing.set({
      id,
      label: $localize`:@@delegations-panel.why-not:Why ${toName}:name: is not to answer it`,
      hint: $localize`:@@delegations-panel.is-told:The contact gets these words by mail.`,
      missing: $localize`:@@passing-on-panel.say-why:Say why: the contact is told.`,
      saveLabel: $localize`:@@passing-on-panel.refuse-it:Refuse it`,
      savingLabel: $localize`:@@passing-on-panel.saving:Saving …`,
      leaveLabel: $localize`:@@passing-on-panel.leave-it:Leave it`,
      done: $localize`:@@delegations-panel.refused:The contact is told that the part stays there.`,
      most: 1_000,
      save: (because) =>
        this.#http.post(`/api/assessments/${this.assessmentId()}/delegations/${id}/refuse`, { because }),
    });
  }

  protected decided(): void {
    this.busy.set(false);
    this.refusing.set(null);
    this.shown.reload();
  }

  #path(): string {
    return `/api/assessments/${this.assessmentId()}/delegations`;
  }
}
