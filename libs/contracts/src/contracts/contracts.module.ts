import { Module, type OnModuleInit } from '@nestjs/common';
import { StartingContent, StartingContentModule } from '@countersign/organisation';
import { NotificationsModule } from '@countersign/notifications';
import { LimitsModule } from '@countersign/limits';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { AgreedTermService } from './agreed-term.service';
import { AmendmentRecords } from './amendment-records';
import { ContractCalendar } from './contract-calendar';
import { ContractChanges } from './contract-changes';
import { ContractDocumentController } from './contract-document.controller';
import { ContractDesk } from './contract-desk';
import { ContractLocks } from './contract-locks';
import { ContractMailSubject } from './contract-mail-subject';
import { ContractMilestones } from './contract-milestones';
import { ContractParts } from './contract-parts';
import { ContractSchedules } from './contract-schedules';
import { ContractTimeController } from './contract-time.controller';
import { ContractController } from './contract.controller';
import { contractTasks } from './contract-tasks';
import { ContractReferences } from './contract-references';
import { ContractReader } from './contract.reader';
import { ContractService } from './contract.service';
import { DetailsReader } from './details.reader';
import { DetailsService } from './details.service';
import { MailedDates } from './mailed-dates';
import { NoticeService } from './notice.service';
import { TermDecisionService } from './term-decision.service';
import { TermsService } from './terms.service';
import { ContractDocuments } from '../documents/contract-documents';
import { CoverageService } from './coverage.service';
import { VoidingService } from './voiding.service';
import { DocumentRetention } from '../documents/document-retention';
import { ClausesModule } from '../clauses/clauses.module';

@Module({
  imports: [ClausesModule, LimitsModule, StartingContentModule, NotificationsModule, TasksModule],
  controllers: [ContractController, ContractTimeController, ContractDocumentController],
  providers: [
    AgreedTermService,
    AmendmentRecords,
    ContractCalendar,
    ContractChanges,
    ContractDesk,
    ContractDocuments,
    ContractLocks,
    ContractMailSubject,
    ContractMilestones,
    ContractParts,
    ContractReader,
    ContractReferences,
    ContractSchedules,
    ContractService,
    DetailsReader,
    DetailsService,
    CoverageService,
    DocumentRetention,
    MailedDates,
    NoticeService,
    TermDecisionService,
    TermsService,
    VoidingService,
  ],
  exports: [
    AgreedTermService,
    ContractCalendar,
    ContractChanges,
    ContractLocks,
    ContractReader,
    ContractService,
    NoticeService,
    TermDecisionService,
  ],
})
export class ContractsModule implements OnModuleInit {
  constructor(
    private readonly starts: StartingContent,
    private readonly calendar: ContractCalendar,
    private readonly tasks: TaskKinds,
  ) {}

  onModuleInit(): void {
    this.tasks.contribute(...contractTasks);
    this.starts.register('holidays', (organisationId) => this.calendar.seedHolidays(organisationId));
  }
}
