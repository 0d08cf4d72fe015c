import { Module, type OnModuleInit } from '@nestjs/common';
import { TrailLosses } from '@countersign/audit';
import { PeriodicTasks } from '@countersign/platform';
import { DataJobController } from './data-job.controller';
import { DataJobHandlers, DataJobRules } from './data-job-handlers';
import { DataJobReader } from './data-job.reader';
import { DataJobs } from './data-job.service';
import { Erasure } from './erasure';
import { Disposal } from './disposal';
import { ExportTables } from './export-tables';
import { IncidentRetention } from './incident-retention';
import { OrganisationDeletion } from './organisation-deletion';
import { OrganisationExport } from './organisation-export';
import { OrphanSweep } from './orphan-sweep';
import { PersonSearch } from './person-search';
import { RetentionController } from './retention.controller';
import { RetentionReader } from './retention.reader';
import { RetentionPolicies } from './retention.service';
import { StoredFiles } from './stored-files';

const DAYS = 24 * 60 * 60 * 1_000;

@Module({
  controllers: [DataJobController, RetentionController],
  providers: [
    DataJobHandlers,
    DataJobReader,
    DataJobRules,
    DataJobs,
    Disposal,
    Erasure,
    ExportTables,
    IncidentRetention,
    OrganisationDeletion,
    OrganisationExport,
    OrphanSweep,
    PersonSearch,
    RetentionPolicies,
    RetentionReader,
    StoredFiles,
    TrailLosses,
  ],
})
export class RetentionModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly disposal: Disposal,
    private readonly orphans: OrphanSweep,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'retention', everyMs: DAYS, run: () => this.disposal.disposeAll() });
    this.tasks.register({ name: 'orphaned-files', everyMs: DAYS, run: () => this.orphans.sweep() });
  }
}
