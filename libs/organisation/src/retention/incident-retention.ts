import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RetentionClasses, say, type RetentionClass } from '@countersign/platform';

/** A period may be set before there are incidents; the feature that keeps them will contribute the class. */
@Injectable()
export class IncidentRetention implements RetentionClass, OnModuleInit {
  readonly name = 'incidents';
  readonly title = say('retention-incidents.title');
  readonly defaultMonths = 84;
  readonly minimumMonths = 36;
  readonly reason = say('retention-incidents.reason');
  readonly keptFrom = say('retention-incidents.kept-from');
  readonly disposed = say('retention-incidents.disposed');

  constructor(private readonly classes: RetentionClasses) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  pastPeriod(): string {
    return 'from (select 1 where :before::timestamptz is null) nothing';
  }

  take(): Promise<number> {
    return Promise.resolve(0);
  }
}
