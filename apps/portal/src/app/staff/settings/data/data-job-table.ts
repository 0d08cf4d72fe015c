import { Component, input, output } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { DataJob } from '@countersign/api-types';
import { mdiDownload } from '@mdi/js';
import { ProvedDownload } from '../../../session/confirm/proved-download';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { Icon } from '../../../ui/icon';
import { StateChip } from '../../../ui/state-chip';
import { CancelDataJob } from './cancel-data-job';
import { isUnderWay } from './data-jobs-client';
import { JOB_STATE_WORDS, JOB_WORDS } from './data-words';

@Component({
  selector: 'cs-data-job-table',
  imports: [
    CancelDataJob,
    EmptyNote,
    Icon,
    InstantPipe,
    MatAnchor,
    MatProgressBar,
    ProvedDownload,
    StateChip,
  ],
  templateUrl: './data-job-table.html',
  styles: `
    .progress {
      display: grid;
      gap: var(--cs-space-2);
      justify-items: start;
      inline-size: 11rem;
    }

    mat-progress-bar {
      inline-size: 100%;
    }

    @media (width < 48rem) {
      .progress {
        justify-items: end;
        inline-size: auto;
      }
    }

    .outcome {
      overflow-wrap: anywhere;
    }
  `,
})
export class DataJobTable {
  readonly jobs = input.required<readonly DataJob[]>();
  /** May fetch what was made, and cancel what is under way. */
  readonly mayManage = input.required<boolean>();
  readonly changed = output();

  protected readonly kinds = JOB_WORDS;
  protected readonly states = JOB_STATE_WORDS;
  protected readonly isUnderWay = isUnderWay;
  protected readonly download = mdiDownload;
}
