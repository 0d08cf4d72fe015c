import type { Words } from '@countersign/wire';
import type { FinishedJob } from './job-row';
import type { RunningJob } from './running-job';

/**
 * A kind of work that is asked for now and done later, defined by the feature that owns it. What it works on is at most
 * one object, by its id: whatever else the handler needs it reads when it runs, so that no text or address waits in a
 * queue.
 */
export interface JobDefinition<About extends string = string> {
  /** Lower-case words with hyphens: `export`. */
  readonly kind: string;
  /** The kinds of object it is about; empty where it is about its organisation. */
  readonly about: readonly About[];
  /** How long its worker may be silent before another takes it over. */
  readonly leaseSeconds: number;
  /** A worker that dies uses one up. */
  readonly mostAttempts: number;
  /** How long it waits after an unexpected failure; null where that is its end. */
  readonly retryAfterSeconds: number | null;
}

/** Does the work of one kind. It may be begun again until it has concluded, so what it does before is done twice or not at all. */
export interface JobHandler<About extends string = string> {
  run(job: RunningJob<About>): Promise<void>;
  /** Within the transaction that begins it: why it is not to be done any more, as a sentence. */
  refusal?(job: RunningJob<About>): Promise<Words | null>;
  /** Within a transaction: that half of it is done and cannot be taken back, so that it is tried until it succeeds. */
  mustSucceed?(job: RunningJob<About>): Promise<boolean>;
  /** Within the transaction that ends it. */
  ended?(job: RunningJob<About>, end: FinishedJob): Promise<void>;
}

export function defineJob<About extends string = never>(
  definition: JobDefinition<About>,
): JobDefinition<About> {
  const { kind, about, leaseSeconds, mostAttempts } = definition;
  for (const name of [kind, ...about]) {
    if (!/^[a-z]+(-[a-z]+)*$/.test(name))
      throw new Error(
        `"${name}" names a job or what it is about: write lower-case words with hyphens between them.`,
      );
  }
  for (const [name, value] of Object.entries({ leaseSeconds, mostAttempts })) {
    if (!Number.isInteger(value) || value < 1)
      throw new Error(`The job ${kind} has ${value} ${name}: give a whole number from 1.`);
  }
  return definition;
}
