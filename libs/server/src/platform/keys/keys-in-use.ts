import { ConfigurationError, type Config } from '../config/config';
import { nameOf, sealedColumns } from './sealed-columns';
import { organisationsOf, readIn, withClient } from './start-reads';

export interface KeyUse {
  readonly keyId: string;
  /** Secrets that only this key opens. */
  readonly secrets: number;
  /** Whether lines of the trail were sealed with it: those never change, so it is needed for ever. */
  readonly seals: boolean;
}

interface UseRow {
  readonly place: string;
  readonly keyId: string;
  readonly rows: number;
}

const sealPlace = 'audit seal';

/** From one key to the next along the index: a trail of millions of lines knows a handful of keys. */
const sealSql = `
  select '${sealPlace}', used.key_id, 0
  from (
    with recursive next as (
      (select s.key_id from app.audit_seal s where s.organisation_id = $1 order by s.key_id limit 1)
      union all
      select (
        select s.key_id from app.audit_seal s
        where s.organisation_id = $1 and s.key_id > n.key_id
        order by s.key_id limit 1
      )
      from next n
      where n.key_id is not null
    )
    select n.key_id from next n where n.key_id is not null
  ) used`;

/** One statement for each organisation: what is sealed in it, by which key. */
const useSql = [
  ...sealedColumns.map(
    (sealed) => `
      select '${nameOf(sealed)}' as place, split_part(${sealed.column}, ':', 1) as "keyId", count(*)::int as rows
      from ${sealed.table}
      where organisation_id = $1 and ${sealed.column} is not null
      group by 2`,
  ),
  sealSql,
].join(' union all ');

/** By which keys something is sealed, in all organisations together, in the order of their ids. */
export async function keysInUse(databaseUrl: string): Promise<KeyUse[]> {
  const rows = await everyUse(databaseUrl);
  return [...new Set(rows.map(({ keyId }) => keyId))].sort().map((keyId) => {
    const uses = rows.filter((row) => row.keyId === keyId);
    return {
      keyId,
      secrets: uses.reduce((sum, use) => sum + use.rows, 0),
      seals: uses.some(({ place }) => place === sealPlace),
    };
  });
}

/** At start: without its key a stored secret is lost and a seal cannot be verified, so nothing goes on without it. */
export async function refuseMissingKeys({ databaseUrl, keys }: Config): Promise<void> {
  const missing = (await keysInUse(databaseUrl)).filter(({ keyId }) => !keys.ids.includes(keyId));
  if (missing.length === 0) return;
  const needed = missing.map((use) => `the key ${use.keyId}, which ${needOf(use)}`);
  throw new ConfigurationError('COUNTERSIGN_KEYS', `lacks ${needed.join(', and ')}: put it back.`);
}

function needOf({ secrets, seals }: KeyUse): string {
  const needs = [
    ...(secrets > 0 ? [`${secrets} stored ${secrets === 1 ? 'secret needs' : 'secrets need'}`] : []),
    ...(seals ? ['the audit seal needs'] : []),
  ];
  return needs.join(' and ');
}

function everyUse(databaseUrl: string): Promise<UseRow[]> {
  return withClient(databaseUrl, async (client) => {
    const uses: UseRow[] = [];
    for (const id of await organisationsOf(client)) {
      uses.push(...(await readIn<UseRow>(client, id, { sql: useSql, values: [id] })));
    }
    return uses;
  });
}
