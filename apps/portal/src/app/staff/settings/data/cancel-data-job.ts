import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { DataJob } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { Notices } from '../../../ui/notices';
import { DataJobsClient } from './data-jobs-client';

const LABELS: Readonly<Record<DataJob['kind'], string>> = {
  erasure: $localize`:@@cancel-data-job.cancel-the-erasure:Cancel the erasure`,
  export: $localize`:@@cancel-data-job.cancel-the-export:Cancel the export`,
  deletion: $localize`:@@cancel-data-job.cancel-the-deletion:Cancel the deletion`,
};

@Component({
  selector: 'cs-cancel-data-job',
  imports: [MatButton],
  template: `
    @if (job().cancelAskedAt === null) {
      <button matButton type="button" [disabled]="busy()" (click)="cancel()">{{ label() }}</button>
    } @else {
      <small i18n="@@cancel-data-job.is-being-cancelled">Is being cancelled</small>
    }
  `,
})
export class CancelDataJob {
  readonly job = input.required<DataJob>();
  readonly cancelled = output();

  readonly #client = inject(DataJobsClient);
  readonly #notices = inject(Notices);
  protected readonly busy = signal(false);
  protected readonly label = computed(() => LABELS[this.job().kind]);

  protected async cancel(): Promise<void> {
    this.busy.set(true);
    try {
      const { state } = await firstValueFrom(this.#client.cancel(this.job().id));
      this.#notices.done(
        state === 'cancelled'
          ? $localize`:@@cancel-data-job.it-was-cancelled:It was cancelled.`
          : $localize`:@@cancel-data-job.it-ends-at-its:It ends at its next step.`,
      );
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.busy.set(false);
      // Where it was refused, it has gone on meanwhile.
      this.cancelled.emit();
    }
  }
}
