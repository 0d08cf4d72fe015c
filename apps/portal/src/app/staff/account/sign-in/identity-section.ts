import { DOCUMENT } from '@angular/common';
import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Account } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { aStep } from '../../../session/step';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { Notices } from '../../../ui/notices';
import { ProblemNote } from '../../../ui/problem-note';
import { AccountClient } from '../account-client';

/** The organisation's own sign-in (OIDC), where it has one: an account is linked by its member, never by address alone. */
@Component({
  selector: 'cs-identity-section',
  imports: [InstantPipe, MatButton, ProblemNote],
  template: `
    @if (shown()) {
      <section
        class="cs-panel cs-stack"
        aria-label="Your organisation’s sign-in"
        i18n-aria-label="@@identity-section.your-organisations-sign-in"
      >
        <h2>
          @if (label(); as known) {
            {{ known }}
          } @else {
            <ng-container i18n="@@identity-section.your-organisations-sign-in"
              >Your organisation’s sign-in</ng-container
            >
          }
        </h2>
        @if (step.problem(); as problem) {
          <cs-problem-note [problem]="problem" />
        }
        <div class="cs-row">
          @if (account().identities.length > 0) {
            <p class="grow">
              @for (identity of account().identities; track identity.issuer) {
                <ng-container i18n="@@identity-section.linked-to-on"
                  >Linked to {{ identity.issuer }} on {{ identity.linkedAt | instant }}.</ng-container
                >
              }
              @if (!leavesAWay()) {
                {{ ' ' }}
                <ng-container i18n="@@identity-section.only-way-in"
                  >It is your only way in: before it can be unlinked, add a passkey, or ask an administrator
                  for a link to set a password.</ng-container
                >
              }
            </p>
            @if (leavesAWay()) {
              <button
                i18n="@@identity-section.unlink"
                matButton
                type="button"
                [disabled]="step.running()"
                (click)="unlink()"
              >
                Unlink
              </button>
            }
          } @else {
            <p i18n="@@identity-section.link-your-account-and" class="grow">
              Link your account, and you can sign in there instead of with a password.
            </p>
            <button
              i18n="@@identity-section.link"
              matButton="outlined"
              type="button"
              [disabled]="step.running()"
              (click)="link()"
            >
              Link {{ label() }}
            </button>
          }
        </div>
      </section>
    }
  `,
  styleUrl: './section.scss',
})
export class IdentitySection {
  readonly account = input.required<Account>();
  readonly changed = output();

  readonly #client = inject(AccountClient);
  readonly #document = inject(DOCUMENT);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #waysIn = this.#client.waysIn(computed(() => this.#session.organisation()?.slug ?? null));
  /** Nobody locks themself out. */
  protected readonly leavesAWay = computed(
    () => this.account().hasPassword || this.account().passkeys.length > 0,
  );
  protected readonly step = aStep();
  protected readonly label = computed(() =>
    this.#waysIn.hasValue() ? (this.#waysIn.value().oidc?.label ?? null) : null,
  );
  protected readonly shown = computed(() => this.label() !== null || this.account().identities.length > 0);

  protected link(): Promise<void> {
    return this.step.take(async () => {
      const { address } = await firstValueFrom(this.#client.beginLinking());
      this.#document.location.assign(address);
    });
  }

  protected async unlink(): Promise<void> {
    const agreed = await this.#confirm.ask({
      heading: $localize`:@@identity-section.unlink-your-account:Unlink your account?`,
      text: $localize`:@@identity-section.you-then-sign-in:You then sign in here with your password or a passkey only.`,
      confirm: $localize`:@@identity-section.unlink:Unlink`,
      cancel: $localize`:@@identity-section.keep-the-link:Keep the link`,
    });
    if (!agreed) return;
    await this.step.take(async () => {
      await firstValueFrom(this.#client.unlinkIdentity());
      this.#notices.done($localize`:@@identity-section.your-account-was-unlinked:Your account was unlinked.`);
      this.changed.emit();
    });
  }
}
