import { Logger } from '@nestjs/common';
import type { Actor } from '../database/actor';
import type { Database } from '../database/database';

export type JobActor = Extract<Actor, { kind: 'job' }>;

/** `living`: without those that are deleted, or are being deleted. `to-seal`: whose trail has lines without a seal. */
export type Which = 'all' | 'living' | 'to-seal';

export interface Round {
  /** Whose work it is, in the log and as the actor of its transactions. */
  readonly name: string;
  readonly which: Which;
  /** A planned stop ends the round after the organisation in hand. */
  readonly stopping?: AbortSignal | undefined;
}

const lookups: Readonly<Record<Which, string>> = {
  all: 'lookup.organisations()',
  living: 'lookup.living_organisations()',
  'to-seal': 'lookup.organisations_to_seal()',
};

/** A round that comes back every second must not fill the log with what fails for a day. */
const SILENCE_MS = 60 * 60_000;

const logger = new Logger('Organisations');
const toldAt = new WeakMap<Database, Map<string, number>>();

export async function organisationIds(database: Database, which: Which): Promise<string[]> {
  const rows = await database.run({ kind: 'none' }, () =>
    database.query<{ id: string }>(`select ${lookups[which]} as id`),
  );
  return rows.map(({ id }) => id);
}

/** One organisation after the other. What fails in one is logged, at most once an hour, and the others go on. */
export async function forEachOrganisation(
  database: Database,
  { name, which, stopping }: Round,
  work: (actor: JobActor) => Promise<void>,
): Promise<void> {
  for (const organisationId of await organisationIds(database, which)) {
    if (stopping?.aborted) return;
    const actor: JobActor = { kind: 'job', organisationId, name };
    try {
      await work(actor);
      toldBy(database).delete(keyOf(actor));
    } catch (error) {
      tell(database, actor, error);
    }
  }
}

function tell(database: Database, actor: JobActor, error: unknown): void {
  const told = toldBy(database);
  const before = told.get(keyOf(actor));
  if (before !== undefined && performance.now() - before < SILENCE_MS) return;
  told.set(keyOf(actor), performance.now());
  logger.error(error, `${actor.name}: organisation ${actor.organisationId} failed, the others go on.`);
}

function toldBy(database: Database): Map<string, number> {
  const told = toldAt.get(database) ?? new Map<string, number>();
  toldAt.set(database, told);
  return told;
}

function keyOf({ name, organisationId }: JobActor): string {
  return `${name} ${organisationId}`;
}
