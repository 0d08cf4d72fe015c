import { DataSource } from 'typeorm';
import { Database, databaseOptions, type KeyRing } from '@countersign/platform';
import type { Read } from './sealed-lines';
import { verifyChain, type ChainReport, type ExportedHead } from './verify-chain';

/** A head as it was exported: of which organisation, and where its chain stood. */
export interface OrganisationHead extends ExportedHead {
  /** The organisation's short name when it was exported, as in its sign-in address. */
  readonly organisation: string;
  /** Null in a head that was written down without it: then the short name has to do. */
  readonly organisationId: string | null;
}

/** A short name can pass to another organisation, so the id decides wherever the head has one. */
export function isHeadOf(
  head: OrganisationHead,
  { organisationId, slug }: Pick<OrganisationReport, 'organisationId' | 'slug'>,
): boolean {
  return head.organisationId === null ? head.organisation === slug : head.organisationId === organisationId;
}

export interface OrganisationReport extends ChainReport {
  readonly organisationId: string;
  readonly slug: string;
  readonly name: string;
}

interface Verification {
  readonly databaseUrl: string;
  readonly keys: KeyRing;
  readonly head: OrganisationHead | null;
}

/**
 * Verifies every organisation's trail, beside a running product or on a restored copy: it needs the database and the
 * keys, and neither Redis nor the product. As the product's own role, and each page in a short transaction.
 */
export async function verifyAudit({ databaseUrl, keys, head }: Verification): Promise<OrganisationReport[]> {
  // A trail of years is read in one statement here and there, and nobody waits for it.
  const options = databaseOptions({ url: databaseUrl, connections: 2, statementMs: null });
  const dataSource = new DataSource({ ...options, applicationName: 'countersign audit:verify' });
  await dataSource.initialize();
  try {
    return await verifyAll(new Database(dataSource), keys, head);
  } finally {
    await dataSource.destroy();
  }
}

async function verifyAll(
  database: Database,
  keys: KeyRing,
  head: OrganisationHead | null,
): Promise<OrganisationReport[]> {
  const organisations = await database.run({ kind: 'none' }, () =>
    patiently<{ id: string }>(database, 'select lookup.organisations() as id'),
  );
  const reports: OrganisationReport[] = [];
  for (const { id } of organisations) {
    const actor = { kind: 'job', organisationId: id, name: 'audit:verify' } as const;
    const read: Read = (sql, parameters) => database.run(actor, () => patiently(database, sql, parameters));
    const [about] = await read<{ slug: string; name: string }>(
      'select o.slug, o.name from app.organisation o where o.organisation_id = :organisationId',
      { organisationId: id },
    );
    if (about === undefined) continue;
    const organisation = { ...about, organisationId: id };
    const ownHead = head !== null && isHeadOf(head, organisation) ? head : null;
    const report = await verifyChain(read, keys, { organisationId: id, head: ownHead });
    reports.push({ ...organisation, ...report });
  }
  return reports;
}

/**
 * A trail of years is read in one statement here and there, and nobody waits for it. Said in each transaction: a
 * connection cannot ask for no limit where its role has one, nor for anything behind a pooler.
 */
async function patiently<Row extends object>(
  database: Database,
  sql: string,
  parameters: Parameters<Read>[1] = {},
): Promise<Row[]> {
  await database.query('set local statement_timeout = 0');
  return database.query<Row>(sql, parameters);
}
