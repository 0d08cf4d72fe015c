import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { FindingsModule, FindingSources } from '@countersign/findings';
import { NotificationsModule } from '@countersign/notifications';
import { DecisionMilestones } from './decision-milestones';
import { StandingsModule } from '../standings/standings.module';
import { AcceptanceService } from './acceptance.service';
import { Acceptances } from './acceptances';
import { ApprovalDecision } from './approval-decision';
import { ApprovalService } from './approval.service';
import { Conditions, conditionSource } from './conditions';
import { GateFactsReader } from './gate-facts';

@Module({
  imports: [AssessmentsModule, FindingsModule, NotificationsModule, StandingsModule],
  providers: [
    Acceptances,
    AcceptanceService,
    ApprovalDecision,
    ApprovalService,
    Conditions,
    DecisionMilestones,
    GateFactsReader,
  ],
  exports: [Acceptances, AcceptanceService, ApprovalService, DecisionMilestones, GateFactsReader],
})
export class ApprovalsModule implements OnModuleInit {
  constructor(private readonly sources: FindingSources) {}

  onModuleInit(): void {
    this.sources.contribute(conditionSource);
  }
}
