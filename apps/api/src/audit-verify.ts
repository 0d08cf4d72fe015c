import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { migrations } from '@countersign/migrations';
import { readHead, verdictOf, verifyAudit } from '@countersign/audit';
import { refuseChangedKeys } from '@countersign/operating';
import { configFrom, migrationNames, refuseUnfitDatabase, sqlStateOf } from '@countersign/platform';
import { startOrSayWhy } from '@countersign/server';

const usage = 'Say: audit:verify, or audit:verify -- --head <file of an exported head>.';

/** A trail in which nothing is wrong, but of which keys are lost: neither proved nor disproved. */
const UNPROVED = 2;

class UsageError extends Error {}

/** Prints what the trail of every organisation says; the exit code is 1 where one is not sound. */
async function main(args: readonly string[]): Promise<void> {
  const head = headFrom(args);
  // Neither Redis nor files nor an address is needed: a restored database alone can be verified.
  const unneeded = {
    REDIS_URL: 'redis://localhost',
    REDIS_URL_FILE: '',
    PUBLIC_URL: 'http://localhost',
    FILES_DIR: '.',
    FILES_S3_BUCKET: '',
  };
  const { databaseUrl, keys } = configFrom({ ...process.env, ...unneeded });
  const known = migrationNames(migrations);
  await refuseUnfitDatabase(databaseUrl, known, { older: 'accepted' });
  await refuseChangedKeys({ databaseUrl, keys });
  const reports = await verifyAudit({ databaseUrl, keys, head }).catch(async (error: unknown) => {
    // A copy of an older version can be verified as far as its trail looks like this one's.
    if (isUnknownToTheSchema(error)) await refuseUnfitDatabase(databaseUrl, known);
    throw error;
  });
  const { lines, sound, lost } = verdictOf(reports, head);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = sound ? (lost > 0 ? UNPROVED : 0) : 1;
}

/** Tables, columns and functions that are not there. */
function isUnknownToTheSchema(error: unknown): boolean {
  return ['3F000', '42P01', '42703', '42883'].includes(sqlStateOf(error) ?? '');
}

function headFrom(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: { head: { type: 'string' } } });
    return values.head === undefined ? null : readHead(readFileSync(values.head, 'utf8'));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

startOrSayWhy(() => main(process.argv.slice(2)), [UsageError]);
