import { Injectable } from '@nestjs/common';
import { SealReader } from '@countersign/audit';
import { Database, organisationIds } from '@countersign/platform';

/** What waits, over all organisations together: no number says whose it is. */
export interface LedgerNumbers {
  readonly dueMails: number;
  readonly oldestDueMailSeconds: number;
  readonly oldestUnsealedLineSeconds: number;
  readonly dataJobs: ReadonlyMap<string, number>;
}

interface MailNumbers {
  readonly due: number;
  readonly oldest: number;
}

const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

/** Reads each organisation in a transaction of its own: nothing reads the rows of two at once, and metrics are no reason to. */
@Injectable()
export class LedgerNumbersReader {
  constructor(
    private readonly database: Database,
    private readonly seals: SealReader,
  ) {}

  async read(): Promise<LedgerNumbers> {
    const organisations = await organisationIds(this.database, 'all');
    let sum: LedgerNumbers = {
      dueMails: 0,
      oldestDueMailSeconds: 0,
      oldestUnsealedLineSeconds: 0,
      dataJobs: new Map(jobStates.map((state) => [state, 0])),
    };
    for (const organisationId of organisations) {
      const actor = { kind: 'job', organisationId, name: 'metrics' } as const;
      sum = await this.database.run(actor, () => this.withThisOne(sum));
    }
    return sum;
  }

  private async withThisOne(sum: LedgerNumbers): Promise<LedgerNumbers> {
    const { organisationId } = this.database;
    const mail = await this.database.one<MailNumbers>(
      `
      select count(*)::int as due, coalesce(extract(epoch from app.now() - min(n.due_at)), 0)::float8 as oldest
      from app.notification n
      where n.organisation_id = :organisationId and n.state in ('pending', 'sending') and n.due_at <= app.now()`,
      { organisationId },
    );
    const jobs = await this.database.query<{ state: string; count: number }>(
      `
      select j.state, count(*)::int as count from app.data_job j
      where j.organisation_id = :organisationId
      group by j.state`,
      { organisationId },
    );
    const dataJobs = new Map(sum.dataJobs);
    for (const { state, count } of jobs) dataJobs.set(state, (dataJobs.get(state) ?? 0) + count);
    return {
      dueMails: sum.dueMails + mail.due,
      oldestDueMailSeconds: Math.max(sum.oldestDueMailSeconds, mail.oldest),
      oldestUnsealedLineSeconds: Math.max(
        sum.oldestUnsealedLineSeconds,
        await this.seals.oldestWaitingSeconds(),
      ),
      dataJobs,
    };
  }
}
