import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RetentionClasses, UNREADABLE, type RetentionClass } from '@countersign/platform';

/** A period may be set before there are incidents; the feature that keeps them will contribute the class. */
@Injectable()
export class IncidentRetention implements RetentionClass, OnModuleInit {
  readonly name = 'incidents';
  readonly title = 'Incidents';
  readonly defaultMonths = 84;
  readonly minimumMonths = 36;
  readonly reason =
    'Responsive actions and the review after an incident are documented (201 CMR 17.03(2)(j)).';
  readonly keptFrom = 'the day the incident was closed';
  readonly disposed = `Nothing is disposed of yet: this version keeps no incidents of its own. When it does, they are destroyed ${UNREADABLE}.`;

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
