import { Component, inject, input, output, signal } from '@angular/core';
import { TakesFocus } from '../../ui/takes-focus';
import { refusalOf, RespondClient } from '../respond-client';

/** Six digits that were mailed to the invited address, typed beside the link. */
@Component({
  selector: 'cs-link-code',
  imports: [TakesFocus],
  template: `
    <div class="cs-stack">
      <form csTakesFocus class="ask" (submit)="give($event, code.value)">
        @if (mailed()) {
          <p i18n="@@link-code.mailed" id="link-code-mailed">
            A code of six digits is on its way to the address that was invited. It works once, for ten
            minutes. A newer code ends those before it.
          </p>
        } @else {
          <p i18n="@@link-code.type-the-newest" id="link-code-mailed">
            Type the newest code that was mailed to the address that was invited. It works once, for ten
            minutes.
          </p>
        }
        @if (mailWaits()) {
          <p i18n="@@link-code.no-mail-leaves" class="note warn">
            No mail leaves at the moment: the code comes as soon as mail leaves again.
          </p>
        }
        <label i18n="@@link-code.code-from-the-mail" for="link-code">Code from the mail</label>
        <input
          #code
          id="link-code"
          class="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          required
          maxlength="12"
          aria-describedby="link-code-mailed link-code-problem"
          i18n-aria-describedby="@@link-code.link-code-mailed-link"
        />
        <div id="link-code-problem" role="alert">
          @if (problem() || refused(); as words) {
            <p class="note warn">{{ words }}</p>
          }
        </div>
        <p class="act">
          <button class="cs-button filled large" type="submit" [disabled]="busy()">
            <ng-container i18n="@@link-code.open-the-questionnaire">Open the questionnaire</ng-container>
          </button>
          <button class="cs-button" type="button" [disabled]="busy() || mailing()" (click)="mailAnother()">
            <ng-container i18n="@@link-code.mail-another-code">Mail another code</ng-container>
          </button>
        </p>
      </form>
      <p i18n="@@link-code.no-code-came" class="cs-muted">
        No code came? Look in the spam folder of the address that was invited. If you no longer read that
        address, ask the person who invited you to send the questionnaire to yours.
      </p>
    </div>
  `,
  styleUrl: './page.scss',
})
export class LinkCode {
  readonly #client = inject(RespondClient);

  readonly token = input.required<string>();
  /** Whether one was mailed from here just now. */
  readonly mailed = input(true);
  readonly mailWaits = input(false);
  readonly busy = input(false);
  /** Why the last code was not taken. */
  readonly refused = input('');
  readonly given = output<string>();

  protected readonly mailing = signal(false);
  protected readonly problem = signal('');

  protected give(submitted: Event, code: string): void {
    submitted.preventDefault();
    this.problem.set('');
    if (!this.busy()) this.given.emit(code);
  }

  protected async mailAnother(): Promise<void> {
    this.mailing.set(true);
    this.problem.set('');
    try {
      await this.#client.mailCode(this.token());
    } catch (error) {
      this.problem.set(
        refusalOf(error).detail ||
          $localize`:@@link-code.cannot-be-reached:The portal cannot be reached just now. Please check your connection and try again.`,
      );
    } finally {
      this.mailing.set(false);
    }
  }
}
