import type { Client } from 'pg';
import { ConfigurationError, type Config } from '../config/config';
import type { KeyRing } from './key-ring';
import { contradictsWhatIsStored } from './key-proof';
import { refuseMissingKeys } from './keys-in-use';
import { withClient } from './start-reads';

type KeyedDatabase = Pick<Config, 'databaseUrl' | 'keys'>;

const checkPurpose = 'key check';

/**
 * At start. Ids alone do not tell keys apart: every new list begins with the id 1. A key of the same id that is another
 * one would seal after what it cannot verify, and nobody could mend the trail again.
 */
export async function refuseUnfitKeys(config: Config): Promise<void> {
  await refuseMissingKeys(config);
  await withClient(config.databaseUrl, (client) => enterKeys(client, config.keys));
}

/** For programs that only read: also beside a restored database that does not know of checks yet. */
export async function refuseChangedKeys({ databaseUrl, keys }: KeyedDatabase): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('app.key_check') is not null as there`,
    );
    if (rows[0]?.there) await refuseChanged(client, keys);
  });
}

/** A key that the database does not know yet has to open what names its id, where anything does. */
async function enterKeys(client: Client, keys: KeyRing): Promise<void> {
  const known = await refuseChanged(client, keys);
  const unknown = keys.ids.filter((id) => !known.has(id));
  const contradicted: string[] = [];
  for (const id of unknown) if (await contradictsWhatIsStored(client, keys, id)) contradicted.push(id);
  refuse(contradicted);
  for (const id of unknown) {
    await client.query(
      'insert into app.key_check (key_id, check_value) values ($1, $2) on conflict do nothing',
      [id, checkValueOf(keys, id)],
    );
  }
  // Somebody who started at the same moment may have entered another key first.
  if (unknown.length > 0) await refuseChanged(client, keys);
}

/** The ids that the database knows. */
async function refuseChanged(client: Client, keys: KeyRing): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string; value: Buffer }>(
    'select k.key_id as id, k.check_value as value from app.key_check k where k.key_id = any ($1)',
    [keys.ids],
  );
  refuse(rows.filter(({ id, value }) => !value.equals(checkValueOf(keys, id))).map(({ id }) => id));
  return new Set(rows.map(({ id }) => id));
}

function checkValueOf(keys: KeyRing, id: string): Buffer {
  return keys.secretFor(checkPurpose, id);
}

function refuse(ids: readonly string[]): void {
  if (ids.length === 0) return;
  const which = ids.map((id) => `under the id ${id}`).join(' and ');
  throw new ConfigurationError(
    'COUNTERSIGN_KEYS',
    `holds another key ${which} than the one this database was used with: put that one back. A new key needs an id of its own.`,
  );
}
