export { tasksEntities } from './entities';
export type { SharedRows, TaskKind, TaskObject } from './kinds/task-kind';
export { TaskKinds } from './kinds/task-kinds';
export { TasksModule } from './tasks.module';
