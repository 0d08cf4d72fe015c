import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { BusinessCalendar } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import type { ContractView } from '../contract-view';
import { offeredActs } from '../offered-acts';
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
      @if (offered().notice && act() !== 'notice') {
        <button
          i18n="@@term-actions.record-a-notice"
          matButton="outlined"
          type="button"
          (click)="act.set('notice')"
        >
          Record a notice
        </button>
      }
      @if (offered().agree && act() !== 'agree') {
        <button
          i18n="@@term-actions.record-an-agreed-term"
          matButton="outlined"
          type="button"
          (click)="act.set('agree')"
        >
          Record an agreed term
        </button>
      }
      @if (offered().amend) {
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
        @if (offered().notice && calendar(); as days) {
          <cs-notice-form
            [contract]="shown"
            [calendar]="days"
            (recorded)="done($event)"
            (left)="act.set(null)"
          />
        }
      }
      @case ('agree') {
        @if (offered().agree && calendar(); as days) {
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
  protected readonly offered = computed(() => offeredActs(this.contract(), this.calendar(), this.#today()));
  protected readonly open = computed(
    () => this.contract().schedule.find(({ number }) => number === this.offered().decide) ?? null,
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
