import { Module, type OnModuleInit } from '@nestjs/common';
import { StartingContent, StartingContentModule } from '@countersign/organisation';
import { NotificationsModule } from '@countersign/notifications';
import { ContractCalendar } from './contract-calendar';
import { ContractChanges } from './contract-changes';
import { ContractMailSubject } from './contract-mail-subject';
import { ContractMilestones } from './contract-milestones';
import { ContractParts } from './contract-parts';
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
    ContractMailSubject,
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
    private readonly starts: StartingContent,
    private readonly calendar: ContractCalendar,
  ) {}

  onModuleInit(): void {
    this.starts.register('holidays', (organisationId) => this.calendar.seedHolidays(organisationId));
  }
}
