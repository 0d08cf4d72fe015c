import { Module, type OnModuleInit } from '@nestjs/common';
import { NotificationsModule } from '@countersign/notifications';
import { QuestionnairesModule } from '@countersign/questionnaires';
import { RespondingModule } from '@countersign/responding';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { VendorContacts } from '../vendor-contacts';
import { DelegateController, DelegationController } from './delegating.controller';
import { DelegatingReader } from './delegating.reader';
import { Delegating } from './delegating.service';
import { delegatingTasks } from './delegating-tasks';
import { DelegationMail } from './delegation-mail';

@Module({
  imports: [NotificationsModule, QuestionnairesModule, RespondingModule, TasksModule],
  controllers: [DelegateController, DelegationController],
  providers: [Delegating, DelegatingReader, DelegationMail, VendorContacts],
})
export class DelegatingModule implements OnModuleInit {
  constructor(private readonly work: TaskKinds) {}

  onModuleInit(): void {
    this.work.contribute(...delegatingTasks);
  }
}
