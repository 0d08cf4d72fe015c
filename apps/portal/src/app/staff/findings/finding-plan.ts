import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Finding } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { type Reasoned, ReasonForm } from '../../ui/form/reason-form';
import { Notices } from '../../ui/notices';
import { FindingsClient } from './findings-client';

/** What the vendor proposes to do and by when; agreed to, its day becomes the due date. */
@Component({
  selector: 'cs-finding-plan',
  imports: [DayPipe, FormFrame, InstantPipe, MatButton, ReasonForm],
  template: `
    @if (finding().plan; as plan) {
      <h4 i18n="@@finding-plan.plan">Plan of the vendor</h4>
      <p>
        @switch (plan.state) {
          @case ('agreed') {
            <ng-container i18n="@@finding-plan.agreed"
              >Agreed by {{ plan.judgedBy }} on {{ plan.judgedAt | instant }}: done by
              {{ plan.doneBy | day }}.</ng-container
            >
          }
          @case ('sent-back') {
            <ng-container i18n="@@finding-plan.sent-back"
              >{{ plan.judgedBy }} asked for another one on {{ plan.judgedAt | instant }}: “{{
                plan.judgedNote
              }}”</ng-container
            >
          }
          @case ('withdrawn') {
            <ng-container i18n="@@finding-plan.withdrawn"
              >Proposed by {{ plan.by }} on {{ plan.at | instant }} and withdrawn.</ng-container
            >
          }
          @default {
            <ng-container i18n="@@finding-plan.proposed"
              >Proposed by {{ plan.by }} on {{ plan.at | instant }}: done by
              {{ plan.doneBy | day }}.</ng-container
            >
          }
        }
      </p>
      <p class="plan">{{ plan.plan }}</p>
      @if (mayJudge()) {
        @if (asking(); as about) {
          <cs-reason-form
            [about]="about"
            (over)="asked()"
            (left)="asking.set(null)"
            (barred)="judged.emit(finding())"
          />
        } @else {
          <cs-form
            [form]="form"
            saveLabel="Agree to the plan"
            i18n-saveLabel="@@finding-plan.agree"
            savingLabel="Recording …"
            i18n-savingLabel="@@finding-plan.recording"
          >
            <p i18n="@@finding-plan.what-agreeing-does">
              Agreeing moves the due date from {{ finding().dueOn | day }} to {{ plan.doneBy | day }}.
            </p>
            <button
              i18n="@@finding-plan.ask-for-another"
              matButton
              type="button"
              csFormActions
              (click)="ask()"
            >
              Ask for another plan
            </button>
          </cs-form>
        }
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-2);
    }

    .plan {
      max-inline-size: var(--cs-text-width);
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
  `,
})
export class FindingPlan {
  readonly finding = input.required<Finding>();
  /** Here, or by somebody else meanwhile: the page reads it anew. */
  readonly judged = output<Finding>();

  readonly #findings = inject(FindingsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);

  protected readonly asking = signal<Reasoned | null>(null);
  protected readonly mayJudge = computed(
    () =>
      this.#session.may('finding.judge') &&
      this.finding().state === 'open' &&
      this.finding().plan?.state === 'proposed',
  );

  protected readonly form = apiForm({
    model: signal({}),
    rules: () => undefined,
    save: () => this.#findings.agreeToPlan(this.finding().id, { seen: this.finding().plan?.id ?? '' }),
    saved: (finding) => {
      this.#notices.done($localize`:@@finding-plan.was-agreed:The plan is agreed: its day is the due date.`);
      this.judged.emit(finding);
    },
    barred: () => {
      this.judged.emit(this.finding());
    },
  });

  protected asked(): void {
    this.asking.set(null);
    this.judged.emit(this.finding());
  }

  protected ask(): void {
    const { id, plan } = this.finding();
    if (plan === null) return;
    this.asking.set({
      id: plan.id,
      label: $localize`:@@finding-plan.what-is-missing:What is missing`,
      hint: $localize`:@@finding-plan.vendor-reads-it:The vendor reads it on its page. The due date stays.`,
      missing: $localize`:@@finding-plan.say-what-is-missing:Say what is missing: the vendor reads it.`,
      saveLabel: $localize`:@@finding-plan.ask-for-another:Ask for another plan`,
      savingLabel: $localize`:@@finding-plan.recording:Recording …`,
      leaveLabel: $localize`:@@finding-plan.cancel:Cancel`,
      done: $localize`:@@finding-plan.was-asked:The vendor’s page asks for another plan.`,
      most: 2_000,
      save: (note) => this.#findings.sendPlanBack(id, { seen: plan.id, note }),
    });
  }
}
