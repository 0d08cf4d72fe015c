import { Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MemberDetail } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { Confirm, type Question } from '../../../ui/confirm';
import { Notices } from '../../../ui/notices';
import { MembersClient, type MemberStep } from './members-client';

interface Step {
  readonly text: string;
  readonly note: string;
  readonly ask: (name: string) => Question;
  readonly done: (name: string) => string;
}

const STEPS: Readonly<Record<MemberStep, Step>> = {
  'send-password-reset': {
    text: $localize`:@@member-steps.send-a-password-reset:Send a password reset`,
    note: $localize`:@@member-steps.mails-a-one-time:Mails a one-time link to choose a new password.`,
    ask: (name) => ({
      heading: $localize`:@@member-steps.send-a-password-reset-2:Send ${name}:name: a password reset?`,
      text: $localize`:@@member-steps.the-link-works-once:The link works once. The present password stays until a new one is chosen.`,
      confirm: $localize`:@@member-steps.send-the-mail:Send the mail`,
      cancel: $localize`:@@member-steps.do-not-send-it:Do not send it`,
    }),
    done: (name) =>
      $localize`:@@member-steps.a-password-reset-goes:A password reset goes to ${name}:name: by mail.`,
  },
  'reset-second-factor': {
    text: $localize`:@@member-steps.reset-the-second-factor:Reset the second factor`,
    note: $localize`:@@member-steps.for-a-lost-phone:For a lost phone or key. Codes, passkeys and recovery codes are removed.`,
    ask: (name) => ({
      heading: $localize`:@@member-steps.reset-the-second-factor-2:Reset the second factor of ${name}:name:?`,
      text: $localize`:@@member-steps.code-app-passkeys-and:Code app, passkeys and recovery codes are removed and their sessions end. Make sure first that it is really they who ask.`,
      confirm: $localize`:@@member-steps.reset-the-second-factor:Reset the second factor`,
      cancel: $localize`:@@member-steps.leave-it-as-it:Leave it as it is`,
    }),
    done: (name) =>
      $localize`:@@member-steps.the-second-factor-of:The second factor of ${name}:name: was reset.`,
  },
  'end-sessions': {
    text: $localize`:@@member-steps.end-all-sessions:End all sessions`,
    note: $localize`:@@member-steps.signs-them-out-everywhere:Signs them out everywhere at once.`,
    ask: (name) => ({
      heading: $localize`:@@member-steps.end-all-sessions-of:End all sessions of ${name}:name:?`,
      text: $localize`:@@member-steps.they-are-signed-out:They are signed out everywhere at once and can sign in again.`,
      confirm: $localize`:@@member-steps.end-all-sessions:End all sessions`,
      cancel: $localize`:@@member-steps.leave-them:Leave them`,
    }),
    done: (name) =>
      $localize`:@@member-steps.was-signed-out-everywhere:${name}:name: was signed out everywhere.`,
  },
  deactivate: {
    text: $localize`:@@member-steps.deactivate:Deactivate`,
    note: $localize`:@@member-steps.ends-sessions-api-tokens:Ends sessions, API tokens and links with the next request. Nothing they did is lost.`,
    ask: (name) => ({
      heading: $localize`:@@member-steps.deactivate-2:Deactivate ${name}:name:?`,
      text: $localize`:@@member-steps.they-can-no-longer:They can no longer sign in; sessions, API tokens and links end with the next request, and mail to them is held back. What they did stays, and they can be let in again.`,
      confirm: $localize`:@@member-steps.deactivate-3:Deactivate ${name}:name:`,
      cancel: $localize`:@@member-steps.keep-them-active:Keep them active`,
    }),
    done: (name) => $localize`:@@member-steps.was-deactivated:${name}:name: was deactivated.`,
  },
  reactivate: {
    text: $localize`:@@member-steps.let-in-again:Let in again`,
    note: $localize`:@@member-steps.they-can-sign-in:They can sign in again, with the roles shown here.`,
    ask: (name) => ({
      heading: $localize`:@@member-steps.let-in-again-2:Let ${name}:name: in again?`,
      text: $localize`:@@member-steps.they-can-sign-in-2:They can sign in with their password again. Ended sessions and tokens stay ended.`,
      confirm: $localize`:@@member-steps.let-in-again-3:Let ${name}:name: in again`,
      cancel: $localize`:@@member-steps.keep-them-out:Keep them out`,
    }),
    done: (name) => $localize`:@@member-steps.can-sign-in-again:${name}:name: can sign in again.`,
  },
};

/** What an administrator can do about a member's access; each step asks once. */
@Component({
  selector: 'cs-member-steps',
  imports: [MatButton],
  template: `
    <ul>
      @for (step of offered(); track step) {
        <li>
          <button matButton="outlined" type="button" [disabled]="busy()" (click)="take(step)">
            {{ steps[step].text }}
          </button>
          <span>{{ steps[step].note }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--cs-space-4);
      padding: var(--cs-space-4) 0 0;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
      list-style: none;
    }

    li {
      display: grid;
      gap: var(--cs-space-1);
      justify-items: start;
    }

    span {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class MemberSteps {
  readonly member = input.required<MemberDetail>();
  readonly changed = output();

  readonly #client = inject(MembersClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  protected readonly busy = signal(false);
  protected readonly steps = STEPS;

  protected offered(): MemberStep[] {
    const { active, secondFactor, id } = this.member();
    if (!active) {
      return ['reactivate'];
    }
    const own = id === this.#session.member()?.id;
    // One's own is turned off on the account page, where whoever asks proves who they are.
    const reset: MemberStep[] = own || secondFactor === 'none' ? [] : ['reset-second-factor'];
    return ['send-password-reset', ...reset, ...(own ? [] : (['end-sessions', 'deactivate'] as const))];
  }

  protected async take(step: MemberStep): Promise<void> {
    const { id, name } = this.member();
    if (!(await this.#confirm.ask(STEPS[step].ask(name)))) {
      return;
    }
    this.busy.set(true);
    try {
      await firstValueFrom(this.#client.take(id, step));
      this.#notices.done(STEPS[step].done(name));
      this.changed.emit();
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.busy.set(false);
    }
  }
}
