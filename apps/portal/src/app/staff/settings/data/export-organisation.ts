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
      <h2>Export the organisation</h2>
      <p class="cs-muted">
        Everything of this organisation in one file: vendors, answers, evidence, contracts, mail, audit trail.
        It is made in the background; you may leave this page. Keep it well: it holds everything at once.
      </p>
    </div>
    <button matButton="outlined" type="button" [disabled]="busy() || underWay()" (click)="export()">
      @if (underWay()) {
        An export is under way
      } @else {
        Make an export
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
  protected readonly regionName = 'Export the organisation';
  readonly underWay = input.required<boolean>();
  readonly requested = output();

  readonly #client = inject(DataJobsClient);
  readonly #notices = inject(Notices);
  protected readonly busy = signal(false);

  protected async export(): Promise<void> {
    this.busy.set(true);
    try {
      await firstValueFrom(this.#client.export());
      this.#notices.done('The export is being made. It can be fetched below once it is done.');
      this.requested.emit();
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.busy.set(false);
    }
  }
}
