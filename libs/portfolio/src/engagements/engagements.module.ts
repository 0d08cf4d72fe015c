import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { ClausesModule, ContractsModule } from '@countersign/contracts';
import { FindingsModule } from '@countersign/findings';
import { NotificationsModule } from '@countersign/notifications';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { contactTasks } from '../tasks/contact-tasks';
import { engagementTasks } from '../tasks/engagement-tasks';
import { ApprovalsModule } from '../approvals/approvals.module';
import { DetailsModule } from '@countersign/engagements';
import { DecisionController } from './decision.controller';
import { ReassessmentModule } from '../reassessment/reassessment.module';
import { TierModule } from '../tier/tier.module';
import { TierController } from './tier.controller';
import { UseModule } from '../use/use.module';
import { UseController } from './use.controller';
import { EngagementController } from './engagement.controller';
import { DecisionReader, EngagementParts, EngagementReader } from './engagement.reader';
import { EngagementService } from './engagement.service';
import { AssessmentNeedController } from './assessment-need.controller';
import { EndController } from './end.controller';
import { ScopeController } from './scope.controller';

@Module({
  imports: [
    ApprovalsModule,
    AssessmentsModule,
    ClausesModule,
    ContractsModule,
    DetailsModule,
    FindingsModule,
    NotificationsModule,
    ReassessmentModule,
    TasksModule,
    TierModule,
    UseModule,
  ],
  controllers: [
    AssessmentNeedController,
    EngagementController,
    DecisionController,
    EndController,
    ScopeController,
    TierController,
    UseController,
  ],
  providers: [DecisionReader, EngagementParts, EngagementReader, EngagementService],
  exports: [EngagementReader, EngagementService],
})
export class EngagementsModule {
  constructor(tasks: TaskKinds) {
    tasks.contribute(...engagementTasks, ...contactTasks);
  }
}
