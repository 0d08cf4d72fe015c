import type { Client } from 'pg';
import { isGenuine, sealPurpose, type StoredSeal } from '@countersign/audit';
import { BrokenSealError, type KeyRing } from '@countersign/platform';
import { sealedColumns, type SealedColumn } from './sealed-columns';
import { organisationsOf, readIn } from './start-reads';

/** One of them opened is proof; a few are tried, since one can have been damaged. */
const SECRETS_TRIED = 20;

/** The newest seal of a key in an organisation, and the hash of the seal before it. */
const newestSeal = `
  select s.seal_no as "sealNo", s.source, s.row_id as "rowId", s.digest, s.hash,
    extract(epoch from s.sealed_at)::text as "sealedAt",
    (select p.hash from app.audit_seal p
      where p.organisation_id = s.organisation_id and p.seal_no = s.seal_no - 1) as previous
  from app.audit_seal s
  where s.organisation_id = $1 and s.key_id = $2
  order by s.seal_no desc
  limit 1`;

/**
 * Whether secrets or seals of any organisation name this id and none of them is this key's: then another key had it.
 * No other key opens a secret or makes a seal, so a single one that holds is enough.
 */
export async function contradictsWhatIsStored(
  client: Client,
  keys: KeyRing,
  keyId: string,
): Promise<boolean> {
  let found = false;
  for (const organisationId of await organisationsOf(client)) {
    const where = { organisationId, keyId };
    for (const verdicts of [await secretsOpened(client, keys, where), await sealsMade(client, keys, where)]) {
      if (verdicts.includes(true)) return false;
      found ||= verdicts.length > 0;
    }
  }
  return found;
}

interface Place {
  readonly organisationId: string;
  readonly keyId: string;
}

async function secretsOpened(client: Client, keys: KeyRing, place: Place): Promise<boolean[]> {
  const verdicts: boolean[] = [];
  for (const column of sealedColumns) {
    for (const sealed of await secretsIn(client, column, place)) {
      verdicts.push(opens(keys, sealed, column.purpose));
    }
  }
  return verdicts;
}

async function secretsIn(
  client: Client,
  { table, column }: SealedColumn,
  { organisationId, keyId }: Place,
): Promise<string[]> {
  const rows = await readIn<{ sealed: string }>(client, organisationId, {
    sql: `
      select t.${column} as sealed from ${table} t
      where t.organisation_id = $1 and split_part(t.${column}, ':', 1) = $2
      limit ${SECRETS_TRIED}`,
    values: [organisationId, keyId],
  });
  return rows.map(({ sealed }) => sealed);
}

function opens(keys: KeyRing, sealed: string, purpose: string): boolean {
  try {
    keys.open(sealed, purpose);
    return true;
  } catch (error) {
    if (error instanceof BrokenSealError) return false;
    throw error;
  }
}

async function sealsMade(
  client: Client,
  keys: KeyRing,
  { organisationId, keyId }: Place,
): Promise<boolean[]> {
  const values = [organisationId, keyId];
  const seals = await readIn<StoredSeal>(client, organisationId, { sql: newestSeal, values });
  const secret = keys.secretFor(sealPurpose, keyId);
  return seals.map((seal) => isGenuine(secret, seal));
}
