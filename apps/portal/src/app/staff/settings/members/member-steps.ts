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
    text: 'Send a password reset',
    note: 'Mails a one-time link to choose a new password.',
    ask: (name) => ({
      heading: `Send ${name} a password reset?`,
      text: 'The link works once. The present password stays until a new one is chosen.',
      confirm: 'Send the mail',
      cancel: 'Do not send it',
    }),
    done: (name) => `A password reset goes to ${name} by mail.`,
  },
  'reset-second-factor': {
    text: 'Reset the second factor',
    note: 'For a lost phone or key. Codes, passkeys and recovery codes are removed.',
    ask: (name) => ({
      heading: `Reset the second factor of ${name}?`,
      text: 'Code app, passkeys and recovery codes are removed and their sessions end. Make sure first that it is really they who ask.',
      confirm: 'Reset the second factor',
      cancel: 'Leave it as it is',
    }),
    done: (name) => `The second factor of ${name} was reset.`,
  },
  'end-sessions': {
    text: 'End all sessions',
    note: 'Signs them out everywhere at once.',
    ask: (name) => ({
      heading: `End all sessions of ${name}?`,
      text: 'They are signed out everywhere at once and can sign in again.',
      confirm: 'End all sessions',
      cancel: 'Leave them',
    }),
    done: (name) => `${name} was signed out everywhere.`,
  },
  deactivate: {
    text: 'Deactivate',
    note: 'Ends sessions, API tokens and links with the next request. Nothing they did is lost.',
    ask: (name) => ({
      heading: `Deactivate ${name}?`,
      text: 'They can no longer sign in; sessions, API tokens and links end with the next request, and mail to them is held back. What they did stays, and they can be let in again.',
      confirm: `Deactivate ${name}`,
      cancel: 'Keep them active',
    }),
    done: (name) => `${name} was deactivated.`,
  },
  reactivate: {
    text: 'Let in again',
    note: 'They can sign in again, with the roles shown here.',
    ask: (name) => ({
      heading: `Let ${name} in again?`,
      text: 'They can sign in with their password again. Ended sessions and tokens stay ended.',
      confirm: `Let ${name} in again`,
      cancel: 'Keep them out',
    }),
    done: (name) => `${name} can sign in again.`,
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
    const reset: MemberStep[] = secondFactor === 'none' ? [] : ['reset-second-factor'];
    const own = id === this.#session.member()?.id;
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
