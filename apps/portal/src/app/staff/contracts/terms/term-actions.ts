import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type BusinessCalendar, nextAgreedFrom, noticeEffect } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import type { ContractView } from '../contract-view';
import { AgreedTermForm } from './agreed-term-form';
import { DecisionForm } from './decision-form';
import { NoticeForm } from './notice-form';

type Act = 'decide' | 'notice' | 'agree';

/** What can be done about the time of a contract today: only what the product takes is offered. */
@Component({
  selector: 'cs-term-actions',
  imports: [AgreedTermForm, DecisionForm, MatAnchor, MatButton, NoticeForm, RouterLink],
  template: `
    @let shown = contract();
    <p class="actions">
      @if (open(); as term) {
        @if (act() !== 'decide') {
          <button
            i18n="@@term-actions.decide-term"
            matButton="outlined"
            type="button"
            (click)="act.set('decide')"
          >
            Decide term {{ term.number }}
          </button>
        }
      }
      @if (mayNotice() && act() !== 'notice') {
        <button
          i18n="@@term-actions.record-a-notice"
          matButton="outlined"
          type="button"
          (click)="act.set('notice')"
        >
          Record a notice
        </button>
      }
      @if (mayAgree() && act() !== 'agree') {
        <button
          i18n="@@term-actions.record-an-agreed-term"
          matButton="outlined"
          type="button"
          (click)="act.set('agree')"
        >
          Record an agreed term
        </button>
      }
      @if (mayAmend()) {
        <a
          i18n="@@term-actions.record-an-amendment"
          matButton="outlined"
          [routerLink]="['/contracts', shown.id, 'amend']"
        >
          Record an amendment
        </a>
      }
      <a i18n="@@term-actions.correct-the-terms" matButton [routerLink]="['/contracts', shown.id, 'terms']">
        Correct the terms
      </a>
    </p>
    @switch (act()) {
      @case ('notice') {
        @if (mayNotice() && calendar(); as days) {
          <cs-notice-form
            [contract]="shown"
            [calendar]="days"
            (recorded)="done($event)"
            (left)="act.set(null)"
          />
        }
      }
      @case ('agree') {
        @if (mayAgree() && calendar(); as days) {
          <cs-agreed-term-form
            [contract]="shown"
            [calendar]="days"
            (recorded)="done($event)"
            (left)="act.set(null)"
          />
        }
      }
      @case ('decide') {
        @if (open(); as term) {
          <cs-decision-form
            [contractId]="shown.id"
            [term]="term.number"
            [lastDay]="term.lastDay"
            [ending]="term.ending"
            [terms]="shown.terms"
            [decisions]="shown.decisions"
            (recorded)="done($event)"
            (left)="act.set(null)"
          />
        }
      }
    }
  `,
  styles: `
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
    }

    cs-notice-form,
    cs-agreed-term-form,
    cs-decision-form {
      max-inline-size: 44rem;
    }

    :host {
      scroll-margin-block-start: 4.5rem;
    }
  `,
  host: { class: 'cs-stack' },
})
export class TermActions {
  readonly contract = input.required<ContractView>();
  readonly calendar = input.required<BusinessCalendar | null>();
  /** The form that a step of this page leads to. */
  readonly asked = input<string>();
  readonly changed = output<ContractView>();

  readonly #today = inject(SessionStore).today;
  readonly #notice = computed(
    () => this.contract().notices.find(({ withdrawnAt }) => withdrawnAt === null) ?? null,
  );
  /** The term that can be decided: the first that is due, else the one whose date is next. */
  protected readonly open = computed(() => {
    const { row, schedule } = this.contract();
    const ends = this.#notice()?.endsOn ?? null;
    const number = row.dueTermNumber ?? row.actionableTermNumber;
    return ends !== null ? null : (schedule.find((term) => term.number === number) ?? null);
  });
  protected readonly mayNotice = computed(() => {
    const { terms, signedOn } = this.contract();
    const calendar = this.calendar();
    if (this.#notice() !== null || signedOn === null || calendar === null) {
      return false;
    }
    // One that was sent a while ago may have been in time where one of today would not.
    const days = [this.#today(), signedOn];
    return days.some((sentOn) => {
      const { because } = noticeEffect(terms, calendar, { sentOn, receivedOn: null });
      return because === 'in-time' || because === 'late';
    });
  });
  protected readonly mayAgree = computed(() => {
    const { terms, schedule } = this.contract();
    const calendar = this.calendar();
    const last = schedule.at(-1)?.ending;
    return (
      this.#notice() === null &&
      calendar !== null &&
      last !== undefined &&
      last !== 'renews' &&
      nextAgreedFrom({ terms, calendar }) !== null
    );
  });
  protected readonly mayAmend = computed(
    () =>
      this.#notice() === null &&
      (this.contract().schedule.length > 0 || this.contract().terms.renewal.kind === 'evergreen'),
  );
  protected readonly act = linkedSignal<string | undefined, Act | null>({
    source: this.asked,
    computation: (asked) => (isAct(asked) ? asked : this.#first()),
  });

  protected done(contract: ContractView): void {
    this.act.set(null);
    this.changed.emit(contract);
  }

  #first(): Act | null {
    const { row } = this.contract();
    if (row.outcome?.kind === 'notice-not-sent') {
      return 'notice';
    }
    if (row.outcome?.kind === 'renewal-wished') {
      return 'agree';
    }
    return row.dueTermNumber !== null && row.outcome === null ? 'decide' : null;
  }
}

function isAct(asked: string | undefined): asked is Act {
  return asked === 'decide' || asked === 'notice' || asked === 'agree';
}
