import { Component, computed, inject, input, signal } from '@angular/core';
import { refusalOf, RespondClient } from '../respond-client';

/** What came of asking: the same, whether or not there was anybody to mail a link to. */
type Asked = { readonly mailWaits: boolean } | { readonly problem: string };

/**
 * Mails a fresh link to the address that was invited: by the link in hand, or for whoever has none by an address. What is
 * said afterwards tells nobody whether it is known.
 */
@Component({
  selector: 'cs-fresh-link',
  template: `
    <div class="cs-stack">
      @if (token() === null) {
        <form class="ask" (submit)="ask($event, address.value)">
          <label i18n="@@fresh-link.address" for="fresh-link-address"
            >Address that the invitation went to</label
          >
          <input
            #address
            id="fresh-link-address"
            type="email"
            name="email"
            autocomplete="email"
            required
            maxlength="254"
            [attr.aria-describedby]="problem() === null ? null : 'fresh-link-problem'"
          />
          <button class="cs-button filled large" type="submit" [disabled]="asking()">
            <ng-container i18n="@@fresh-link.mail-me-a-fresh-link">Mail me a fresh link</ng-container>
          </button>
        </form>
      } @else {
        <p>
          <button class="cs-button filled large" type="button" [disabled]="asking()" (click)="ask()">
            <ng-container i18n="@@fresh-link.mail-a-fresh-link">Mail a fresh link</ng-container>
          </button>
        </p>
      }
      <div role="status">
        @if (sent(); as sent) {
          <p class="note">
            @if (sent.mailWaits) {
              <ng-container i18n="@@fresh-link.no-mail-leaves"
                >No mail leaves at the moment. Where there is an open invitation, its fresh link waits and is
                mailed as soon as mail leaves again.</ng-container
              >
            } @else if (token() === null) {
              <ng-container i18n="@@fresh-link.look-at-your-mail-address"
                >Look at your mail. If a questionnaire was sent to this address within the last year, a fresh
                link is on its way to it. Nothing came after some minutes? Look in the spam folder, or ask the
                person who told you about the questionnaire.</ng-container
              >
            } @else {
              <ng-container i18n="@@fresh-link.look-at-the-mail"
                >Look at the mail of the address that was invited: a fresh link is on its way to it, if the
                invitation still stands. Nothing came after some minutes? Look in the spam folder, or ask the
                person who invited you.</ng-container
              >
            }
          </p>
        }
      </div>
      <div role="alert">
        @if (problem(); as problem) {
          <p id="fresh-link-problem" class="note warn">{{ problem }}</p>
        }
      </div>
    </div>
  `,
  styleUrl: './page.scss',
})
export class FreshLink {
  readonly #client = inject(RespondClient);

  /** Null where there is none in hand: then the address is asked for. */
  readonly token = input.required<string | null>();

  protected readonly asking = signal(false);
  readonly #asked = signal<Asked | null>(null);
  protected readonly sent = computed(() => {
    const asked = this.#asked();
    return asked !== null && 'mailWaits' in asked ? asked : null;
  });
  protected readonly problem = computed(() => {
    const asked = this.#asked();
    return asked !== null && 'problem' in asked ? asked.problem : null;
  });

  protected async ask(submitted?: Event, address = ''): Promise<void> {
    submitted?.preventDefault();
    if (this.asking()) return;
    this.asking.set(true);
    this.#asked.set(null);
    try {
      const token = this.token();
      this.#asked.set(
        await (token === null ? this.#client.renewLinkAt(address) : this.#client.renewLink(token)),
      );
    } catch (error) {
      const refused = refusalOf(error);
      const [field] = (refused.body['fields'] as readonly { message: string }[] | undefined) ?? [];
      this.#asked.set({
        problem:
          field?.message ||
          refused.detail ||
          $localize`:@@fresh-link.cannot-be-reached:The portal cannot be reached just now. Please check your connection and press the button again.`,
      });
    } finally {
      this.asking.set(false);
    }
  }
}
