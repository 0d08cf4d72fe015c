import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { isAnswerable, isReviewable, mayGoUnassessed } from '@countersign/domain';
import { catchError, type Observable, throwError } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { DayPipe } from '../../../ui/dates';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { readProblem } from '../../../ui/problem';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';

/** Why nobody is asked, where somebody has said so; and where it may be said, the way to say it. */
@Component({
  selector: 'cs-forgo-panel',
  imports: [DayPipe, MatButton, ReasonForm],
  template: `
    @if (engagement().notNeeded; as said) {
      <section class="cs-panel cs-stack">
        <h2 i18n="@@forgo-panel.no-assessment-needed">No assessment needed</h2>
        <p>{{ said.reason }}</p>
        <p i18n="@@forgo-panel.said-by" class="cs-muted">
          Said by {{ said.by }} on {{ said.on | day }}. It falls away by itself when an assessment is sent or
          brought back, the tier rises or protected data appear.
        </p>
        @if (asking(); as about) {
          <cs-reason-form [about]="about" (over)="done()" (left)="asking.set(null)" />
        } @else if (may() && engagement().state === 'open') {
          <p>
            <button i18n="@@forgo-panel.take-it-back" matButton type="button" (click)="takeBack()">
              Take it back
            </button>
          </p>
        }
      </section>
    } @else if (mayForgo()) {
      @if (asking(); as about) {
        <section class="cs-panel cs-stack">
          <h2 i18n="@@forgo-panel.no-assessment-needed">No assessment needed</h2>
          <cs-reason-form [about]="about" (over)="done()" (left)="asking.set(null)" />
        </section>
      } @else {
        <p>
          <button i18n="@@forgo-panel.say-that-none" matButton type="button" (click)="forgo()">
            Say that no assessment is needed
          </button>
        </p>
      }
    }
  `,
})
export class ForgoPanel {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  readonly #engagements = inject(EngagementsClient);
  protected readonly asking = signal<Reasoned | null>(null);
  protected readonly may = computed(() => this.#session.may('assessment.forgo'));
  protected readonly mayForgo = computed(() => {
    const { state, standing, facts, assessments } = this.engagement();
    const underWay = assessments.some((one) => isAnswerable(one.state) || isReviewable(one.state));
    const { protectedData } = facts;
    return (
      this.may() && state === 'open' && !underWay && mayGoUnassessed({ tier: standing.tier, protectedData })
    );
  });

  protected forgo(): void {
    this.#ask({
      label: $localize`:@@forgo-panel.why-none-is-needed:Why none is needed`,
      hint: $localize`:@@forgo-panel.approval-waits-for-none:Approval then waits for no questionnaire, and nothing is assessed again, while the tier is 3 and no protected data are held.`,
      missing: $localize`:@@forgo-panel.say-why-none-is-needed:Say why no assessment is needed.`,
      saveLabel: $localize`:@@forgo-panel.record-it:Record it`,
      done: $localize`:@@forgo-panel.it-was-recorded:It was recorded that no assessment is needed.`,
      save: (reason) => this.#engagements.forgoAssessment(this.engagement(), reason),
    });
  }

  protected takeBack(): void {
    this.#ask({
      label: $localize`:@@forgo-panel.why-it-is-taken-back:Why it is taken back`,
      hint: $localize`:@@forgo-panel.what-the-policy-asks:What the policy asks for counts again at once.`,
      missing: $localize`:@@forgo-panel.say-why-it-is-taken-back:Say why it is taken back.`,
      saveLabel: $localize`:@@forgo-panel.take-it-back:Take it back`,
      done: $localize`:@@forgo-panel.it-was-taken-back:It was taken back.`,
      save: (reason) => this.#engagements.wantAssessment(this.engagement(), reason),
    });
  }

  protected done(): void {
    this.asking.set(null);
    this.changed.emit();
  }

  #ask(
    about: Pick<Reasoned, 'label' | 'hint' | 'missing' | 'saveLabel' | 'done'> & {
      readonly save: (reason: string) => Observable<unknown>;
    },
  ): void {
    this.asking.set({
      ...about,
      id: this.engagement().id,
      savingLabel: $localize`:@@forgo-panel.saving:Saving …`,
      leaveLabel: $localize`:@@forgo-panel.leave-it:Leave it`,
      // Where somebody else was faster, the page shows what holds now before it is tried once more.
      save: (reason) =>
        about.save(reason).pipe(
          catchError((refusal: unknown) => {
            if (readProblem(refusal).code === 'stale-revision') this.changed.emit();
            return throwError(() => refusal);
          }),
        ),
    });
  }
}
