import { Module } from '@nestjs/common';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { FindingController } from './finding.controller';
import { FindingPlans } from './finding-plans';
import { FindingReader } from './finding.reader';
import { findingTasks } from './finding-tasks';
import { FindingService } from './finding.service';
import { FindingSources } from './finding-source';
import { Register } from './register';
import { VendorFindings } from './vendor-findings';

@Module({
  imports: [TasksModule],
  controllers: [FindingController],
  providers: [FindingPlans, FindingReader, FindingService, FindingSources, Register, VendorFindings],
  exports: [FindingPlans, FindingReader, FindingService, FindingSources, Register, VendorFindings],
})
export class FindingsModule {
  constructor(tasks: TaskKinds) {
    tasks.contribute(...findingTasks);
  }
}
