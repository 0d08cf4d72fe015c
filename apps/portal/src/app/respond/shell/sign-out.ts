import { Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { message } from '../../language/message';
import { DraftKeeper } from '../assessment/draft-keeper';
import { SIGNED_OUT } from '../pages/landing';
import { RespondClient } from '../respond-client';
import { Uploads } from '../uploads/uploads';
import { AskingOrganisation } from './asking-organisation';

/** Ends what this browser has opened. What would be lost with it is said before, never after. */
@Component({
  selector: 'cs-sign-out',
  template: `
    <button
      i18n="@@respond-shell.sign-out"
      type="button"
      class="cs-button leave"
      [disabled]="leaving()"
      (click)="askToLeave()"
    >
      Sign out
    </button>
    <div role="status" class="asked">
      @if (asking() && held() > 0) {
        <p>{{ heldInWords() }}</p>
        <p>
          <button
            i18n="@@respond-shell.sign-out-and-delete"
            type="button"
            class="cs-button outlined"
            [disabled]="leaving()"
            (click)="signOut()"
          >
            Sign out and delete
          </button>
          <button i18n="@@respond-shell.stay" type="button" class="cs-button" (click)="asking.set(false)">
            Stay
          </button>
        </p>
      }
    </div>
    @if (stopsUploads() && uploads.underWay().length > 0) {
      <p class="refused" role="alert">{{ stopWords() }}</p>
    }
    @if (refused()) {
      <p i18n="@@respond-shell.not-signed-out-the" class="refused" role="alert">
        Not signed out: the portal cannot be reached. Please try again.
      </p>
    }
  `,
  styles: `
    :host {
      display: contents;
    }

    .leave {
      margin-inline-start: auto;
    }

    .refused {
      inline-size: 100%;
      color: var(--mat-sys-error);
    }

    @media print {
      .leave {
        display: none;
      }
    }
  `,
})
export class SignOut {
  readonly #client = inject(RespondClient);
  readonly #router = inject(Router);
  readonly #keeper = inject(DraftKeeper);
  readonly #organisation = inject(AskingOrganisation);
  protected readonly leaving = signal(false);
  protected readonly refused = signal(false);
  protected readonly uploads = inject(Uploads);
  /** Said once: whoever signs out after that means it. */
  protected readonly stopsUploads = signal(false);
  protected readonly stopWords = computed(() =>
    message(
      $localize`:@@respond-shell.stops-uploads:{n, plural, one {One file has} other {# files have}} not arrived yet: signing out stops that. Wait until the upload is done, or sign out again to leave without it.`,
      { n: this.uploads.underWay().length },
    ),
  );

  protected readonly asking = signal(false);
  protected readonly held = this.#keeper.held;
  protected readonly heldInWords = computed(() =>
    message(
      $localize`:@@respond-shell.held:{n, plural, one {One text that you typed here is not saved as an answer. Signing out deletes it.} other {# texts that you typed here are not saved as answers. Signing out deletes them.}}`,
      { n: this.held() },
    ),
  );

  protected async askToLeave(): Promise<void> {
    if ((await this.#keeper.countAll()) > 0) this.asking.set(true);
    else await this.signOut();
  }

  protected async signOut(): Promise<void> {
    if (this.uploads.underWay().length > 0 && !this.stopsUploads()) return this.stopsUploads.set(true);
    this.leaving.set(true);
    this.refused.set(false);
    try {
      await this.#client.signOut();
      this.uploads.stopAll();
      this.stopsUploads.set(false);
      await this.#keeper.forgetEverything();
      this.#organisation.name.set(null);
      this.#organisation.wayOut.set(null);
      await this.#router.navigate(['/respond'], { fragment: SIGNED_OUT });
    } catch {
      this.refused.set(true);
    } finally {
      this.leaving.set(false);
    }
  }
}
