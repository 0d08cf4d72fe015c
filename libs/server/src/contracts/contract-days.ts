import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../notifications';
import { Database } from '../platform';
import { ContractChanges } from './contract-changes';

// Often enough that an organisation's midnight is noticed soon after it has struck, wherever it lies.
const EVERY_MS = 5 * 60 * 1000;

/** Carries contracts into the new day, each organisation in a transaction of its own. */
@Injectable()
export class ContractDays implements OnModuleInit {
  private readonly logger = new Logger(ContractDays.name);

  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly database: Database,
    private readonly changes: ContractChanges,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'contract-days', everyMs: EVERY_MS, run: () => this.extendTermsOfAll() });
  }

  /** One organisation's error never stops the rest. */
  async extendTermsOfAll(): Promise<void> {
    const organisations = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ id: string }>('select lookup.organisations() as id'),
    );
    for (const { id: organisationId } of organisations) {
      try {
        const actor = { kind: 'job', organisationId, name: 'contract days' } as const;
        await this.database.run(actor, () => this.changes.extendTerms());
      } catch (error) {
        this.logger.error(
          error,
          `Contracts of organisation ${organisationId} could not be brought up to date.`,
        );
      }
    }
  }
}
