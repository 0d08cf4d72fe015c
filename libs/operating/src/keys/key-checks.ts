import type { Client } from 'pg';
import { ConfigurationError, type Config, type KeyRing } from '@countersign/platform';
import { contradictsWhatIsStored } from './key-proof';
import { refuseMissingKeys } from './keys-in-use';
import { organisationsOf, readIn, withClient } from './start-reads';
import type { KeyCheckEntity } from './key-check.entity';

type KeyedDatabase = Pick<Config, 'databaseUrl' | 'keys'>;

const checkPurpose = 'key check';

/**
 * At start. Ids alone do not tell keys apart: every new list begins with the id 1. A key of the same id that is another
 * one would seal after what it cannot verify, and nobody could mend the trail again.
 */
export async function refuseUnfitKeys(config: Config): Promise<void> {
  await refuseMissingKeys(config);
  await withClient(config.databaseUrl, async (client) => {
    await refuseLostAsNewest(client, config.keys);
    await enterKeys(client, config.keys);
  });
}

/** Before a loss is recorded: writes nothing. */
export async function refuseContradictedKeys({ databaseUrl, keys }: KeyedDatabase): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await refuseLostAsNewest(client, keys);
    await unknownKeys(client, keys);
  });
}

/**
 * Ids that no start has entered, although starts enter every key: somebody may have put them into the database, so that
 * a key seems to be lost which nobody ever had. Empty where there was no start yet that enters keys.
 */
export async function neverEntered(databaseUrl: string, ids: readonly string[]): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<Pick<KeyCheckEntity, 'keyId'>>(
      'select k.key_id as "keyId" from app.key_check k',
    );
    const entered = new Set(rows.map(({ keyId }) => keyId));
    return entered.size === 0 ? [] : ids.filter((id) => !entered.has(id));
  });
}

/** Before a chain goes on with the newest key. */
export async function enterKnownKeys({ databaseUrl, keys }: KeyedDatabase): Promise<void> {
  await withClient(databaseUrl, (client) => enterKeys(client, keys));
}

/** A key that was lost and is found again proves what it sealed. Nobody knows who had it meanwhile, so it seals nothing. */
async function refuseLostAsNewest(client: Client, keys: KeyRing): Promise<void> {
  const sql = 'select from app.key_loss l where l.organisation_id = $1 and l.key_id = $2 limit 1';
  for (const id of await organisationsOf(client)) {
    if ((await readIn(client, id, { sql, values: [id, keys.currentId] })).length === 0) continue;
    throw new ConfigurationError(
      'COUNTERSIGN_KEYS',
      `holds the key ${keys.currentId} last, whose loss was recorded: it may verify old lines and seals nothing any more. Put it before the newest key; a new key needs an id never used before.`,
    );
  }
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
  const unknown = await unknownKeys(client, keys);
  for (const id of unknown) {
    await client.query(
      'insert into app.key_check (key_id, check_value) values ($1, $2) on conflict do nothing',
      [id, checkValueOf(keys, id)],
    );
  }
  // Somebody who started at the same moment may have entered another key first.
  if (unknown.length > 0) await refuseChanged(client, keys);
}

async function unknownKeys(client: Client, keys: KeyRing): Promise<string[]> {
  const known = await refuseChanged(client, keys);
  const unknown = keys.ids.filter((id) => !known.has(id));
  const contradicted: string[] = [];
  for (const id of unknown) if (await contradictsWhatIsStored(client, keys, id)) contradicted.push(id);
  refuse(contradicted);
  return unknown;
}

/** The ids that the database knows. */
async function refuseChanged(client: Client, keys: KeyRing): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<Pick<KeyCheckEntity, 'keyId' | 'checkValue'>>(
    'select k.key_id as "keyId", k.check_value as "checkValue" from app.key_check k where k.key_id = any ($1)',
    [keys.ids],
  );
  const changed = rows.filter(({ keyId, checkValue }) => !checkValue.equals(checkValueOf(keys, keyId)));
  refuse(changed.map(({ keyId }) => keyId));
  return new Set(rows.map(({ keyId }) => keyId));
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
