import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { OidcCheck } from '@countersign/api-types';
import { mdiAlertCircleOutline, mdiCheckCircleOutline } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { Icon } from '../../../ui/icon';
import { readProblem } from '../../../ui/problem';
import { ProviderClient } from './provider-client';

/** Asks the stored provider for its own description, as a sign-in would. */
@Component({
  selector: 'cs-provider-check',
  imports: [Icon, MatButton],
  template: `
    <button matButton="outlined" type="button" [disabled]="checking() || unsaved()" (click)="check()">
      @if (checking()) {
        <ng-container i18n="@@provider-check.checking">Checking …</ng-container>
      } @else {
        <ng-container i18n="@@provider-check.check-the-provider">Check the provider</ng-container>
      }
    </button>
    <p role="status" [class.bad]="answer()?.reachable === false" [class.good]="answer()?.reachable">
      @if (unsaved()) {
        <ng-container i18n="@@provider-check.save-first-what-is"
          >Save first: what is stored is checked.</ng-container
        >
      } @else if (answer(); as found) {
        <cs-icon [path]="found.reachable ? icons.good : icons.bad" />
        @if (found.reachable) {
          <ng-container i18n="@@provider-check.the-provider-answers-and"
            >The provider answers, and its answer fits the issuer.</ng-container
          >
        } @else {
          {{ found.problem }}
        }
      }
    </p>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2) var(--cs-space-4);
      align-items: center;
    }

    p {
      color: var(--mat-sys-on-surface-variant);
    }

    p.bad {
      color: var(--mat-sys-error);
    }

    p.good {
      color: var(--cs-on-good);
    }
  `,
})
export class ProviderCheck {
  readonly unsaved = input.required<boolean>();

  readonly #client = inject(ProviderClient);
  protected readonly checking = signal(false);
  protected readonly answer = signal<OidcCheck | null>(null);
  protected readonly icons = { good: mdiCheckCircleOutline, bad: mdiAlertCircleOutline };

  protected async check(): Promise<void> {
    this.checking.set(true);
    try {
      this.answer.set(await firstValueFrom(this.#client.check()));
    } catch (error) {
      this.answer.set({ reachable: false, problem: readProblem(error).detail });
    } finally {
      this.checking.set(false);
    }
  }
}
