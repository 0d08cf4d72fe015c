import { Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { firstValueFrom } from 'rxjs';
import { Notices } from '../../../ui/notices';
import { DataJobsClient } from './data-jobs-client';

@Component({
  selector: 'cs-export-organisation',
  imports: [MatButton],
  template: `
    <div>
      <h2 i18n="@@export-organisation.export-the-organisation">Export the organisation</h2>
      <p i18n="@@export-organisation.everything-of-this-organisation" class="cs-muted">
        Everything of this organisation in one file: vendors, answers, evidence, contracts, mail, audit trail.
        It is made in the background; you may leave this page. Keep it well: it holds everything at once.
      </p>
    </div>
    <button matButton="outlined" type="button" [disabled]="busy() || underWay()" (click)="export()">
      @if (underWay()) {
        <ng-container i18n="@@export-organisation.an-export-is-under">An export is under way</ng-container>
      } @else {
        <ng-container i18n="@@export-organisation.make-an-export">Make an export</ng-container>
      }
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-3) var(--cs-space-5);
      align-items: center;
      justify-content: space-between;
    }

    div {
      flex: 1 1 20rem;
    }

    p {
      max-inline-size: var(--cs-text-width);
    }
  `,
  host: { class: 'cs-panel', role: 'region', '[attr.aria-label]': 'regionName' },
})
export class ExportOrganisation {
  protected readonly regionName = $localize`:@@export-organisation.export-the-organisation:Export the organisation`;
  readonly underWay = input.required<boolean>();
  readonly requested = output();

  readonly #client = inject(DataJobsClient);
  readonly #notices = inject(Notices);
  protected readonly busy = signal(false);

  protected async export(): Promise<void> {
    this.busy.set(true);
    try {
      await firstValueFrom(this.#client.export());
      this.#notices.done(
        $localize`:@@export-organisation.the-export-is-being:The export is being made. It can be fetched below once it is done.`,
      );
      this.requested.emit();
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.busy.set(false);
    }
  }
}
