import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, organisationIds, WorkerPresence, asJson, say } from '@countersign/platform';
import { MailSubjects } from './mail-subjects';
import { Planner } from './planner';

/** Mails of one kind that would leave at once if mail were on. */
export interface DueMail {
  readonly kind: string;
  readonly count: number;
  readonly oldestDueAt: string;
  readonly latestDueAt: string;
  /** A link that another machine has mailed meanwhile is unknown to this database. */
  readonly carriesLink: boolean;
}

export interface DueOfOrganisation {
  readonly name: string;
  readonly slug: string;
  readonly mails: readonly DueMail[];
}

export interface Wanted {
  /** UTC ISO: mail that was due at this moment or later still leaves. */
  readonly dueBefore: string;
  /** Only these kinds; null lets all of them go. */
  readonly kinds: readonly string[] | null;
  readonly reason: string;
}

/** While a worker sends, what is due leaves before anybody has read how much it is. */
export class MailLeavesError extends Error {
  constructor() {
    super(
      'A worker lives that lets mail leave (one that was killed is forgotten after 45 seconds). Start every worker with COUNTERSIGN_MAIL=off, or stop them, then run this again: nothing was changed.',
    );
    this.name = 'MailLeavesError';
  }
}

/**
 * After a restore, mail that has left elsewhere since the backup is due here once more. Before mail is switched on again
 * the operator sees what is due, and lets go what is not to be sent.
 */
@Injectable()
export class LettingGo {
  constructor(
    private readonly database: Database,
    private readonly planner: Planner,
    private readonly subjects: MailSubjects,
    private readonly workers: WorkerPresence,
    private readonly audit: Audit,
  ) {}

  /** What would leave if mail were on, reminders that are not planned yet among it. Changes nothing. */
  survey(): Promise<DueOfOrganisation[]> {
    return this.inEach(async () => {
      await this.database.query('savepoint unplanned');
      await this.planner.planHere();
      const mails = await this.due();
      await this.database.query('rollback to savepoint unplanned');
      return mails;
    });
  }

  /**
   * Each organisation in one transaction, with a line in its trail; gives what was let go.
   *
   * @throws MailLeavesError
   */
  async letGo(wanted: Wanted): Promise<DueOfOrganisation[]> {
    if (await this.database.run({ kind: 'none' }, () => this.workers.isAnySending())) {
      throw new MailLeavesError();
    }
    return this.inEach(async () => {
      await this.planner.planHere();
      const mails = await this.take(wanted);
      if (mails.length > 0) await this.record(wanted, mails);
      return mails;
    });
  }

  private async inEach(work: () => Promise<DueMail[]>): Promise<DueOfOrganisation[]> {
    const organisations = await organisationIds(this.database, 'all');
    const found: DueOfOrganisation[] = [];
    for (const organisationId of organisations) {
      const actor = { kind: 'job', organisationId, name: 'operator' } as const;
      found.push(
        await this.database.run(actor, async () => ({ ...(await this.about()), mails: await work() })),
      );
    }
    return found;
  }

  private about(): Promise<{ name: string; slug: string }> {
    return this.database.one<{ name: string; slug: string }>(
      'select o.name, o.slug from app.organisation o where o.organisation_id = :organisationId',
      { organisationId: this.database.organisationId },
    );
  }

  private async due(): Promise<DueMail[]> {
    const rows = await this.database.query<Omit<DueMail, 'carriesLink'>>(
      `
      select ${countedByKind}
      from app.notification n
      where n.organisation_id = :organisationId and n.state in ('pending', 'sending') and n.due_at <= app.now()
      group by n.kind order by n.kind`,
      { organisationId: this.database.organisationId },
    );
    return rows.map((row) => this.withLink(row));
  }

  private async take({ dueBefore, kinds, reason }: Wanted): Promise<DueMail[]> {
    const rows = await this.database.query<Omit<DueMail, 'carriesLink'>>(
      `
      with n as (
        update app.notification n set state = 'let-go', reason = :because::jsonb, lease_until = null
        where n.organisation_id = :organisationId and n.state in ('pending', 'sending')
          and n.due_at < least(:dueBefore::timestamptz, app.now())
          and (:kinds::text[] is null or n.kind = any (:kinds))
        returning n.kind, n.due_at)
      select ${countedByKind} from n group by n.kind order by n.kind`,
      {
        organisationId: this.database.organisationId,
        dueBefore,
        kinds: kinds === null ? null : [...kinds],
        because: asJson(say('mail-reason.let-go', { reason })),
      },
    );
    return rows.map((row) => this.withLink(row));
  }

  private withLink(row: Omit<DueMail, 'carriesLink'>): DueMail {
    return { ...row, carriesLink: (this.subjects.ruleOf(row.kind)?.link ?? null) !== null };
  }

  private record({ dueBefore, reason }: Wanted, mails: readonly DueMail[]): Promise<void> {
    return this.audit.record({
      what: 'mail.let-go',
      object: { kind: 'organisation', id: this.database.organisationId },
      after: {
        dueBefore,
        reason,
        mails: Object.fromEntries(mails.map(({ kind, count }) => [kind, count])),
      },
    });
  }
}

const countedByKind = `
  n.kind, count(*)::int as count, min(n.due_at) as oldest_due_at, max(n.due_at) as latest_due_at`;
