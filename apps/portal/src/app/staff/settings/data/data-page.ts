import { Component, computed, inject } from '@angular/core';
import { SessionStore } from '../../../session/session-store';
import { PageHeader } from '../../../ui/page-header';
import { ProblemPanel } from '../../../ui/problem-panel';
import { LinesSkeleton } from '../../audit/lines-skeleton';
import { DataJobTable } from './data-job-table';
import { DataJobsClient, isUnderWay } from './data-jobs-client';
import { DeleteOrganisation } from './delete-organisation';
import { ErasePerson } from './erase-person';
import { ExportOrganisation } from './export-organisation';

@Component({
  selector: 'cs-data-page',
  imports: [
    DataJobTable,
    DeleteOrganisation,
    ErasePerson,
    ExportOrganisation,
    LinesSkeleton,
    PageHeader,
    ProblemPanel,
  ],
  templateUrl: './data-page.html',
  styles: `
    .last {
      margin-block-start: var(--cs-space-7);
    }
  `,
  host: { class: 'cs-stack' },
})
export class DataPage {
  readonly #session = inject(SessionStore);
  protected readonly jobs = inject(DataJobsClient).jobs();
  protected readonly mayManage = computed(() => this.#session.may('retention.manage'));
  protected readonly exporting = computed(() =>
    (this.jobs.items() ?? []).some((job) => job.kind === 'export' && isUnderWay(job)),
  );
}
