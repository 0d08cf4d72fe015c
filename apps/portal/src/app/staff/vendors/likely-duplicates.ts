import { Component, computed, inject, input } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LikelyDuplicate, LikelyDuplicates, Uuid, Vendor, VendorApart } from '@countersign/api-types';
import { firstValueFrom, type Observable } from 'rxjs';
import { listed } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { aStep } from '../../session/step';
import { InstantPipe } from '../../ui/dates';
import { Notices } from '../../ui/notices';
import { VendorsClient } from './vendors-client';

/** Other vendors that may be the same company, each with the way to look at it, to merge it, and to say that it is not. */
@Component({
  selector: 'cs-likely-duplicates',
  imports: [InstantPipe, MatAnchor, MatButton, RouterLink],
  template: `
    @if (likely.hasValue() && likely.value().items.length > 0) {
      <section class="cs-panel cs-stack" aria-labelledby="likely-duplicates">
        <h2 i18n="@@likely-duplicates.recorded-twice" id="likely-duplicates">Recorded twice?</h2>
        @for (other of likely.value().items; track other.id) {
          <p class="cs-row">
            <span>
              <a [routerLink]="['/vendors', other.id]">
                <bdi>{{ other.name }}</bdi>
              </a>
              @if (other.state === 'archived') {
                <ng-container i18n="@@likely-duplicates.archived">(archived)</ng-container>
              }
              – {{ because(other) }}
            </span>
            @if (mayChange()) {
              <a
                matButton="outlined"
                [routerLink]="['/vendors', vendor().id, 'merge']"
                [queryParams]="{ with: other.id }"
                [attr.aria-label]="mergeWith(other)"
                i18n="@@likely-duplicates.merge"
                >Merge</a
              >
              <button
                matButton
                type="button"
                [disabled]="step.running()"
                [attr.aria-label]="twoCompanies(other)"
                (click)="setApart(other.id)"
                i18n="@@likely-duplicates.two-companies"
              >
                Two companies
              </button>
            }
          </p>
        }
      </section>
    }
    @if (likely.hasValue() && likely.value().apart.length > 0) {
      <details class="cs-panel">
        <summary i18n="@@likely-duplicates.other-companies">Said to be another company</summary>
        @for (other of likely.value().apart; track other.id) {
          <p class="cs-row">
            <span>
              <a [routerLink]="['/vendors', other.id]">
                <bdi>{{ other.name }}</bdi>
              </a>
              <small i18n="@@likely-duplicates.said-by"
                >said by {{ other.byName }}, {{ other.at | instant }}</small
              >
            </span>
            @if (mayChange()) {
              <button
                matButton
                type="button"
                [disabled]="step.running()"
                [attr.aria-label]="takeBack(other)"
                (click)="undo(other.id)"
                i18n="@@likely-duplicates.take-back"
              >
                Take back
              </button>
            }
          </p>
        }
      </details>
    }
  `,
  styles: ':host { overflow-wrap: anywhere; } :host:empty { display: none; }',
  host: { class: 'cs-stack' },
})
export class LikelyDuplicatesPanel {
  readonly vendor = input.required<Pick<Vendor, 'id' | 'state'>>();

  readonly #vendors = inject(VendorsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  protected readonly step = aStep();
  protected readonly likely = this.#vendors.likelyDuplicates(() => this.vendor().id);
  protected readonly mayChange = computed(
    () => this.#session.may('vendor.write') && this.vendor().state === 'active',
  );

  protected setApart(other: Uuid): Promise<void> {
    return this.#take(
      this.#vendors.setApart(this.vendor().id, other),
      $localize`:@@likely-duplicates.was-kept:Kept: they are two companies. They are offered again only by a name or a mail host that they do not share yet.`,
    );
  }

  protected undo(other: Uuid): Promise<void> {
    return this.#take(
      this.#vendors.undoApart(this.vendor().id, other),
      $localize`:@@likely-duplicates.was-taken-back:Taken back: where they are still alike, the two are offered as duplicates again.`,
    );
  }

  /** Where somebody was faster the list is read again. */
  #take(sent: Observable<LikelyDuplicates>, done: string): Promise<void> {
    return this.step.take(async () => {
      try {
        this.likely.set(await firstValueFrom(sent));
        this.#notices.done(done);
      } catch (error) {
        this.#notices.failed(error);
        this.likely.reload();
      }
    });
  }

  protected because({ sameName, domains }: LikelyDuplicate): string {
    if (sameName) return $localize`:@@likely-duplicates.the-same-name:the same name`;
    return $localize`:@@likely-duplicates.people-at:people at ${listed(domains)}:hosts: as well`;
  }

  protected mergeWith({ name }: LikelyDuplicate): string {
    return $localize`:@@likely-duplicates.merge-with:Merge ${name}:name: into this vendor`;
  }

  protected twoCompanies({ name }: LikelyDuplicate): string {
    return $localize`:@@likely-duplicates.two-companies-with:This vendor and ${name}:name: are two companies`;
  }

  protected takeBack({ name }: VendorApart): string {
    return $localize`:@@likely-duplicates.take-back-with:Take back that ${name}:name: is another company`;
  }
}
