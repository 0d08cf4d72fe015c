import type { JobActor } from './for-each-organisation';
import type { JobClaims } from './job-claims';
import { actorOf, JobInterruptedError, type JobRow, type Outcome } from './job-row';

const SAME_PERCENT_MS = 1_000;

/** A job in the hands of its handler. */
export class RunningJob<About extends string = string> {
  private told = { percent: 0, at: -Infinity };
  private removing: readonly string[];

  constructor(
    readonly row: JobRow,
    private readonly claims: JobClaims,
    private readonly stopping: AbortSignal,
  ) {
    this.removing = row.removing;
  }

  get id(): string {
    return this.row.id;
  }

  get organisationId(): string {
    return this.row.organisationId;
  }

  get actor(): JobActor {
    return actorOf(this.row);
  }

  /** @throws where the definition names no object. */
  get about(): { readonly kind: About; readonly id: string } {
    const { kind, aboutKind, aboutId } = this.row;
    if (aboutKind === null || aboutId === null) throw new Error(`The job ${kind} is about no object.`);
    return { kind: aboutKind as About, id: aboutId };
  }

  get filesToRemove(): readonly string[] {
    return this.removing;
  }

  /**
   * Between two transactions, as often as there is something to tell: how much is done of a hundred. Ends the work here
   * where it was cancelled, another worker has it, or this one stops.
   *
   * @throws JobCancelledError, JobLostError, JobInterruptedError
   */
  async report(percent: number): Promise<void> {
    if (this.stopping.aborted) throw new JobInterruptedError();
    const whole = Math.min(99, Math.max(this.told.percent, Math.floor(percent)));
    const now = performance.now();
    if (whole === this.told.percent && now - this.told.at < SAME_PERCENT_MS) return;
    this.told = { percent: whole, at: now };
    await this.claims.report(this.row, whole);
  }

  /**
   * Within a transaction, before what cannot be taken back: nobody cancels the job or takes it over until the commit.
   *
   * @throws JobCancelledError, JobLostError
   */
  hold(): Promise<void> {
    return this.claims.hold(this.row);
  }

  /**
   * Within the transaction whose commit is the work: what came of it. From then on the job is never begun again.
   *
   * @throws JobCancelledError, JobLostError
   */
  async conclude(outcome: Outcome): Promise<void> {
    await this.claims.conclude(this.row, outcome);
    this.removing = outcome.removing ?? [];
  }
}
