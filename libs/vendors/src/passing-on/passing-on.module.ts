import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { NotificationsModule } from '@countersign/notifications';
import { RespondingModule } from '@countersign/responding';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { VendorContacts } from '../vendor-contacts';
import { PassingOn } from './passing-on.service';
import { PassingOnMail } from './passing-on-mail';
import { PassingOnController, PassOnController } from './passing-on.controller';
import { passingOnTasks } from './passing-on-tasks';

@Module({
  imports: [AssessmentsModule, NotificationsModule, RespondingModule, TasksModule],
  controllers: [PassingOnController, PassOnController],
  providers: [PassingOn, PassingOnMail, VendorContacts],
})
export class PassingOnModule implements OnModuleInit {
  constructor(private readonly work: TaskKinds) {}

  onModuleInit(): void {
    this.work.contribute(...passingOnTasks);
  }
}
