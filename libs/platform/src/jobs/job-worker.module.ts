import { Module, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../queue/periodic-tasks';
import { JobProcessor } from './job-processor';
import { JobRelay } from './job-relay';

/** The worker's half of the jobs. */
@Module({ providers: [JobProcessor, JobRelay], exports: [JobRelay] })
export class JobWorkerModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly relay: JobRelay,
  ) {}

  onModuleInit(): void {
    this.tasks.register({
      name: 'jobs',
      everyMs: 5_000,
      run: (stopping) => this.relay.relay(stopping),
    });
  }
}
