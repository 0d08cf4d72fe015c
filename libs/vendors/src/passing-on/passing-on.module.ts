import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { NotificationsModule } from '@countersign/notifications';
import { RespondingModule } from '@countersign/responding';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { VendorContacts } from '../vendor-contacts';
import { PassingOn } from './passing-on.service';
import { PassingOnFollows } from './passing-on-follows';
import { PassingOnMail } from './passing-on-mail';
import { PassingOnRetention } from './passing-on-retention';
import { PassingOnController, PassOnController } from './passing-on.controller';
import { passingOnTasks } from './passing-on-tasks';

@Module({
  imports: [AssessmentsModule, NotificationsModule, RespondingModule, TasksModule],
  controllers: [PassingOnController, PassOnController],
  providers: [PassingOn, PassingOnFollows, PassingOnMail, PassingOnRetention, VendorContacts],
})
export class PassingOnModule implements OnModuleInit {
  constructor(private readonly work: TaskKinds) {}

  onModuleInit(): void {
    this.work.contribute(...passingOnTasks);
  }
}
