import { Module } from '@nestjs/common';
import { AbsenceController } from './absences/absence.controller';
import { Absences } from './absences/absences';
import { Taking } from './inbox/taking';
import { TaskController } from './inbox/task.controller';
import { TaskReader } from './inbox/task.reader';
import { TaskKinds } from './kinds/task-kinds';
import { absenceTask } from './absences/absence-task';

@Module({
  controllers: [AbsenceController, TaskController],
  providers: [Absences, Taking, TaskKinds, TaskReader],
  exports: [TaskKinds],
})
export class TasksModule {
  constructor(kinds: TaskKinds) {
    kinds.contribute(absenceTask);
  }
}
