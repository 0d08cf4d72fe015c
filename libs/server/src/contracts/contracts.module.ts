import { Module } from '@nestjs/common';
import { ClausesModule } from '../clauses';
import { NotificationsModule } from '../notifications';
import { StandingsModule } from '../standings/standings.module';
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

@Module({
  imports: [ClausesModule, NotificationsModule, StandingsModule],
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
export class ContractsModule {}
