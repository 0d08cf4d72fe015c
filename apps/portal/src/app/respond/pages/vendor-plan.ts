import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { VendorFinding } from '@countersign/api-types';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { refusalOf, RespondClient, serverTrouble } from '../respond-client';

/** What the vendor means to do about one finding and by when, and what was said of it. */
@Component({
  selector: 'cs-vendor-plan',
  imports: [DayPipe, InstantPipe, MatButton],
  template: `
    @if (finding().plan; as plan) {
      @if (plan.state === 'withdrawn') {
        <p i18n="@@vendor-plan.withdrawn" class="cs-muted">
          The plan of {{ plan.at | instant }} was withdrawn.
        </p>
      } @else {
        <p class="state">
          @switch (plan.state) {
            @case ('agreed') {
              <ng-container i18n="@@vendor-plan.agreed"
                >Plan agreed by {{ plan.judgedBy }} on {{ plan.judgedAt | instant }}: done by
                {{ plan.doneBy | day }}.</ng-container
              >
            }
            @case ('sent-back') {
              <ng-container i18n="@@vendor-plan.sent-back"
                >{{ plan.judgedBy }} asks for another plan ({{ plan.judgedAt | instant }}):</ng-container
              >
            }
            @default {
              <ng-container i18n="@@vendor-plan.proposed"
                >Proposed by {{ plan.by }} on {{ plan.at | instant }}: done by {{ plan.doneBy | day }}. The
                due date stays as it is until {{ store.assessment().organisationName }} agrees.</ng-container
              >
            }
          }
        </p>
        @if (plan.state === 'sent-back') {
          <blockquote>{{ plan.judgedNote }}</blockquote>
        }
        <p class="plan">{{ plan.plan }}</p>
      }
    }
    @if (finding().state === 'open') {
      @if (open()) {
        <form (submit)="propose($event)">
          <label i18n="@@vendor-plan.what-will-you-do" [for]="'plan-' + finding().id"
            >What will you do?</label
          >
          <textarea
            rows="4"
            maxlength="2000"
            [id]="'plan-' + finding().id"
            [value]="plan()"
            (input)="plan.set(textOf($event))"
          ></textarea>
          <label i18n="@@vendor-plan.done-by" [for]="'plan-day-' + finding().id">Done by</label>
          <input
            type="date"
            [id]="'plan-day-' + finding().id"
            [value]="doneBy()"
            (input)="doneBy.set(textOf($event))"
          />
          <p class="acts">
            <button
              i18n="@@vendor-plan.propose"
              matButton="filled"
              type="submit"
              [disabled]="busy() || plan().trim() === '' || doneBy() === ''"
            >
              Propose the plan
            </button>
            <button i18n="@@vendor-plan.back" matButton type="button" (click)="open.set(false)">Back</button>
          </p>
        </form>
      } @else {
        <p class="acts screen-only">
          <button matButton="outlined" type="button" [attr.aria-describedby]="titleId()" (click)="begin()">
            @if (pending()) {
              <ng-container i18n="@@vendor-plan.change">Change the plan</ng-container>
            } @else if (finding().plan) {
              <ng-container i18n="@@vendor-plan.another">Propose another plan</ng-container>
            } @else {
              <ng-container i18n="@@vendor-plan.begin">Propose a plan</ng-container>
            }
          </button>
          @if (pending()) {
            <button
              i18n="@@vendor-plan.withdraw"
              matButton
              type="button"
              [attr.aria-describedby]="titleId()"
              [disabled]="busy()"
              (click)="withdraw()"
            >
              Withdraw it
            </button>
          }
        </p>
      }
    }
    <p role="status">{{ trouble() }}</p>
  `,
  styleUrls: ['./declining-panel.scss', './vendor-plan.scss'],
})
export class VendorPlan {
  readonly finding = input.required<VendorFinding>();
  /** Of the heading that names the finding. */
  readonly titleId = input.required<string>();
  readonly changed = output();

  protected readonly store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);

  protected readonly open = signal(false);
  protected readonly plan = signal('');
  protected readonly doneBy = signal('');
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);
  protected readonly pending = computed(() => this.finding().plan?.state === 'proposed');

  protected textOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  }

  /** From what stands; a plan that was withdrawn begins anew. */
  protected begin(): void {
    const { plan, dueOn } = this.finding();
    const stands = plan !== null && plan.state !== 'withdrawn' ? plan : null;
    if (this.plan() === '') this.plan.set(stands?.plan ?? '');
    if (this.doneBy() === '') this.doneBy.set(stands?.doneBy ?? dueOn);
    this.open.set(true);
  }

  protected async propose(event: Event): Promise<void> {
    event.preventDefault();
    const seen = this.finding().plan?.id ?? null;
    const wish = { plan: this.plan().trim(), doneBy: this.doneBy(), seen };
    const done = await this.#tell(() =>
      this.#client.proposePlan(this.store.assessment().id, this.finding().id, wish),
    );
    if (!done) return;
    this.open.set(false);
    this.plan.set('');
    this.doneBy.set('');
  }

  protected async withdraw(): Promise<void> {
    const { id, plan } = this.finding();
    if (plan === null) return;
    await this.#tell(() => this.#client.withdrawPlan(this.store.assessment().id, id, { seen: plan.id }));
  }

  /** What was typed stays where it is not taken. */
  async #tell(act: () => Promise<void>): Promise<boolean> {
    if (this.busy()) return false;
    this.busy.set(true);
    this.trouble.set(null);
    try {
      await act();
      this.changed.emit();
      return true;
    } catch (error) {
      const refused = refusalOf(error);
      if (refused.kind === 'signed-out') this.store.signedOut();
      if (refused.kind === 'conflict') this.changed.emit();
      this.trouble.set(
        refused.kind === 'invalid'
          ? $localize`:@@vendor-plan.day:Name today or a day to come.`
          : serverTrouble(
              refused,
              $localize`:@@vendor-plan.not-sent:That did not reach us. Please try again in a moment.`,
            ),
      );
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
