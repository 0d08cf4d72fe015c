import type { Database } from '../database/database';

/** A table whose rows are work. It has the columns organisation_id, id, state, attempts and lease_until. */
export interface WorkTable {
  readonly table: string;
  readonly waiting: string;
  readonly running: string;
  /** What else a row `w` needs before it may be begun, in SQL. */
  readonly due: string;
  /**
   * Whether the work reaches others before its outcome is written, as a mail does. Then a restart of the database, during
   * which nobody could renew, gives every lease its full time again. Work that is committed together with its row needs
   * no such patience: whoever comes late changes nothing.
   */
  readonly reachesOthers: boolean;
}

/** A row as somebody saw it: every claim counts one attempt, so that whoever saw an older one is too late. */
export interface Seen {
  readonly id: string;
  readonly attempt: number;
}

export interface Wanted extends Seen {
  readonly leaseSeconds: number;
  /** Whether an expired lease may be taken over. */
  readonly mayReclaim: boolean;
}

interface Also {
  /** Further columns that the claim sets, in SQL; the row is `w`. */
  readonly set?: string;
  /** Further conditions, in SQL. */
  readonly where?: string;
  readonly returning: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/**
 * Who works on a row, and until when. The lease is the database's alone, by its clock; a claim is one statement, skips
 * what another holds, and counts an attempt that every later statement of its holder names. Within a transaction of the
 * organisation.
 */
export class Leases {
  /** True of a row that may be claimed now: for statements that set it aside instead. */
  readonly claimable: string;
  /** True of a row as long as nobody else has taken it over. */
  readonly held: string;

  constructor(
    private readonly database: Database,
    private readonly work: WorkTable,
  ) {
    const { waiting, running, due, reachesOthers } = work;
    const ended = reachesOthers
      ? 'greatest(w.lease_until, pg_postmaster_start_time() + make_interval(secs => :leaseSeconds))'
      : 'w.lease_until';
    const seen = 'w.organisation_id = :organisationId and w.id = :id and w.attempts = :attempt';
    this.claimable = `${seen} and ${due}
      and (w.state = '${waiting}' or w.state = '${running}' and :mayReclaim::boolean and ${ended} < clock_timestamp())`;
    this.held = `${seen} and w.state = '${running}'`;
  }

  /** Null where another holds it, or it is not due. */
  take<Row extends object>(wanted: Wanted, also: Also): Promise<Row | null> {
    return this.database.maybeOne<Row>(
      `
      update ${this.work.table} w set
        state = '${this.work.running}',
        attempts = w.attempts + 1,
        lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
        ${also.set === undefined ? '' : `, ${also.set}`}
      where w.id = ${this.unlocked} and ${this.claimable} ${also.where === undefined ? '' : `and ${also.where}`}
      returning ${also.returning}`,
      { ...this.parameters(wanted), ...wanted, ...also.parameters },
    );
  }

  /** While it is in our hands. A row that our own transaction holds is left as it is: nobody else can take it meanwhile. */
  async renew(seen: Seen, leaseSeconds: number): Promise<void> {
    await this.database.query(
      `
      update ${this.work.table} w set lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
      where w.id = ${this.unlocked} and ${this.held}`,
      { ...this.parameters(seen), leaseSeconds },
    );
  }

  /** Those that `claimable` and `held` name. */
  parameters({ id, attempt }: Seen): Readonly<Record<string, unknown>> {
    return { organisationId: this.database.organisationId, id, attempt };
  }

  private get unlocked(): string {
    return `(
      select l.id from ${this.work.table} l
      where l.organisation_id = :organisationId and l.id = :id
      for no key update skip locked)`;
  }
}

/** Renews for as long as the work takes. A renewal that fails is made up for by the next: the lease is three of them long. */
export function keepRenewed(leaseSeconds: number, renew: () => Promise<void>): { stop(): void } {
  const timer = setInterval(() => void renew().catch(() => undefined), (leaseSeconds * 1_000) / 3);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
