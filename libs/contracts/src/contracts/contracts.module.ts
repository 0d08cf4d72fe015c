import { Module, type OnModuleInit } from '@nestjs/common';
import { StartingContent, StartingContentModule } from '@countersign/organisation';
import { MailSubjects, NotificationsModule } from '@countersign/notifications';
import { ContractCalendar } from './contract-calendar';
import { ContractChanges } from './contract-changes';
import { ContractMilestones } from './contract-milestones';
import { ContractParts } from './contract-parts';
import { contractReason } from './contract-reason';
import { ContractSchedules } from './contract-schedules';
import { ContractController } from './contract.controller';
import { ContractReader } from './contract.reader';
import { ContractService } from './contract.service';
import { TermDecisionService } from './term-decision.service';
import { ClausesModule } from '../clauses/clauses.module';

@Module({
  imports: [ClausesModule, StartingContentModule, NotificationsModule],
  controllers: [ContractController],
  providers: [
    ContractCalendar,
    ContractChanges,
    ContractMilestones,
    ContractParts,
    ContractReader,
    ContractSchedules,
    ContractService,
    TermDecisionService,
  ],
  exports: [ContractCalendar, ContractChanges, ContractReader, ContractService, TermDecisionService],
})
export class ContractsModule implements OnModuleInit {
  constructor(
    private readonly subjects: MailSubjects,
    private readonly starts: StartingContent,
    private readonly calendar: ContractCalendar,
  ) {}

  onModuleInit(): void {
    this.subjects.register('contract', { reason: contractReason });
    this.starts.register('holidays', (organisationId) => this.calendar.seedHolidays(organisationId));
  }
}
