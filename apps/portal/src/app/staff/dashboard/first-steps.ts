import { Component, computed, inject } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../session/session-store';

interface FirstStep {
  readonly text: string;
  readonly note: string;
  readonly link: string;
  readonly action: string;
}

const PROTECT: FirstStep = {
  text: $localize`:@@first-steps.protect-your-own-sign:Protect your own sign-in`,
  note: $localize`:@@first-steps.add-an-authenticator-app:Add an authenticator app or a passkey: you hold the keys of everybody else.`,
  link: '/account',
  action: $localize`:@@first-steps.open-your-account:Open your account`,
};
const REQUIRE: FirstStep = {
  text: $localize`:@@first-steps.decide-whether-everybody-needs:Decide whether everybody needs a second factor`,
  note: $localize`:@@first-steps.members-are-then-asked:Members are then asked to set one up before anything else.`,
  link: '/settings/organisation',
  action: $localize`:@@first-steps.open-the-settings:Open the settings`,
};

/** A Countersign without a vendor: where whoever is here begins. */
@Component({
  selector: 'cs-first-steps',
  imports: [MatAnchor, RouterLink],
  template: `
    <h2>
      @if (manages()) {
        <ng-container i18n="@@first-steps.what-next">What next</ng-container>
      } @else {
        <ng-container i18n="@@first-steps.nothing-to-watch-yet">Nothing to watch yet</ng-container>
      }
    </h2>
    @if (manages()) {
      <p i18n="@@first-steps.invite-the-people-who">
        Invite the people who work with your vendors. Procurement adds vendors, reviewers and risk judge them.
      </p>
      <p>
        <a i18n="@@first-steps.invite-a-member" matButton="filled" routerLink="/settings/members/invite"
          >Invite a member</a
        >
      </p>
      <ul>
        @for (step of steps(); track step.link) {
          <li>
            <span>
              <strong>{{ step.text }}</strong>
              <small>{{ step.note }}</small>
            </span>
            <a matButton="outlined" [routerLink]="step.link">{{ step.action }}</a>
          </li>
        }
      </ul>
    } @else {
      <p i18n="@@first-steps.add-a-vendor-and">
        Add a vendor and state the facts about the service it provides. Its risk, the questions to ask, the
        clauses to agree and the days to act on then appear here.
      </p>
    }
    @if (session.may('vendor.write')) {
      <p>
        <a
          i18n="@@first-steps.add-the-first-vendor"
          [matButton]="manages() ? 'outlined' : 'filled'"
          routerLink="/vendors/new"
          >Add the first vendor</a
        >
      </p>
    }
  `,
  styles: `
    ul {
      display: grid;
      justify-self: stretch;
      gap: var(--cs-space-4);
      padding: 0;
      list-style: none;
    }

    li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2) var(--cs-space-4);
      align-items: center;
      padding-block-start: var(--cs-space-4);
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }

    span {
      display: grid;
      flex: 1 1 16rem;
    }

    small {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-medium);
    }
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class FirstSteps {
  protected readonly session = inject(SessionStore);
  protected readonly manages = computed(() => this.session.may('member.manage'));
  protected readonly steps = computed(() => [
    ...(this.session.session()?.secondFactor === 'enrolled' ? [] : [PROTECT]),
    REQUIRE,
  ]);
}
