import { Module } from '@nestjs/common';
import { NotificationsModule } from '@countersign/notifications';
import { StandingsModule } from '@countersign/portfolio';
import { ContractCalendar } from './contract-calendar';
import { ContractChanges } from './contract-changes';
import { ContractMilestones } from './contract-milestones';
import { ContractParts } from './contract-parts';
import { ContractSchedules } from './contract-schedules';
import { ContractController } from './contract.controller';
import { ContractReader } from './contract.reader';
import { ContractService } from './contract.service';
import { TermDecisionService } from './term-decision.service';
import { ClausesModule } from '../clauses/clauses.module';

@Module({
  imports: [ClausesModule, NotificationsModule, StandingsModule],
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
export class ContractsModule {}
