import { ConfigurationError, type Config } from '@countersign/platform';
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
  /** The chain that it sealed says that it is lost. */
  readonly recordedLost: boolean;
}

interface OrganisationUse extends UseRow {
  readonly organisationId: string;
}

/** What an organisation needs of keys that the configuration does not hold. */
export interface MissedKeys {
  readonly organisationId: string;
  /** Those too whose loss its chain has recorded before. */
  readonly keyIds: readonly string[];
}

const sealPlace = 'audit seal';

/** From one key to the next along the index: a trail of millions of lines knows a handful of keys. */
const sealSql = `
  select '${sealPlace}', used.key_id, 0,
    exists (select from app.key_loss l where l.organisation_id = $1 and l.key_id = used.key_id)
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
      select '${nameOf(sealed)}' as place, split_part(${sealed.column}, ':', 1) as "keyId", count(*)::int as rows,
        false as "recordedLost"
      from ${sealed.table}
      where organisation_id = $1 and ${sealed.column} is not null
      group by 2`,
  ),
  sealSql,
].join(' union all ');

/** By which keys something is sealed, in all organisations together, in the order of their ids. */
export async function keysInUse(databaseUrl: string): Promise<KeyUse[]> {
  return together(await everyUse(databaseUrl));
}

function together(rows: readonly UseRow[]): KeyUse[] {
  return [...new Set(rows.map(({ keyId }) => keyId))].sort().map((keyId) => {
    const uses = rows.filter((row) => row.keyId === keyId);
    return {
      keyId,
      secrets: uses.reduce((sum, use) => sum + use.rows, 0),
      seals: uses.some(({ place }) => place === sealPlace),
    };
  });
}

/** What nothing can go on without: a recorded loss has ended the need of a chain. */
export async function missingKeys({
  databaseUrl,
  keys,
}: Pick<Config, 'databaseUrl' | 'keys'>): Promise<KeyUse[]> {
  const uses = await everyUse(databaseUrl);
  return together(uses.filter(({ keyId, recordedLost }) => !recordedLost && !keys.ids.includes(keyId)));
}

/** Organisation by organisation; those whose losses are all recorded are not among them. */
export async function missedKeys({
  databaseUrl,
  keys,
}: Pick<Config, 'databaseUrl' | 'keys'>): Promise<MissedKeys[]> {
  const missed = (await everyUse(databaseUrl)).filter(({ keyId }) => !keys.ids.includes(keyId));
  const organisationIds = new Set(
    missed.filter(({ recordedLost }) => !recordedLost).map(({ organisationId }) => organisationId),
  );
  return [...organisationIds].map((organisationId) => {
    const own = missed.filter((use) => use.organisationId === organisationId);
    return { organisationId, keyIds: [...new Set(own.map(({ keyId }) => keyId))].sort() };
  });
}

/** At start: without its key a stored secret is lost and a seal cannot be verified, so nothing goes on without it. */
export async function refuseMissingKeys(config: Config): Promise<void> {
  const missing = await missingKeys(config);
  if (missing.length === 0) return;
  throw new ConfigurationError(
    'COUNTERSIGN_KEYS',
    `lacks ${inWords(missing)}: put it back. Where it is lost for good, run keys:lost.`,
  );
}

/** The keys with what needs them. */
export function inWords(uses: readonly KeyUse[]): string {
  return uses.map((use) => `the key ${use.keyId}, which ${needOf(use)}`).join(', and ');
}

function needOf({ secrets, seals }: KeyUse): string {
  const needs = [
    ...(secrets > 0 ? [`${secrets} stored ${secrets === 1 ? 'secret needs' : 'secrets need'}`] : []),
    ...(seals ? ['the audit seal needs'] : []),
  ];
  return needs.join(' and ');
}

function everyUse(databaseUrl: string): Promise<OrganisationUse[]> {
  return withClient(databaseUrl, async (client) => {
    const uses: OrganisationUse[] = [];
    for (const organisationId of await organisationsOf(client)) {
      const rows = await readIn<UseRow>(client, organisationId, { sql: useSql, values: [organisationId] });
      uses.push(...rows.map((row) => ({ ...row, organisationId })));
    }
    return uses;
  });
}
