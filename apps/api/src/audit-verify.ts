import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  configFrom,
  ConfigurationError,
  readHead,
  refuseChangedKeys,
  verifyAudit,
  verdictOf,
} from '@countersign/server';

const usage = 'Say: audit:verify, or audit:verify -- --head <file of an exported head>.';

/** A trail in which nothing is wrong, but of which keys are lost: neither proved nor disproved. */
const UNPROVED = 2;

/** Prints what the trail of every organisation says; the exit code is 1 where one is not sound. */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { head: { type: 'string' } } });
  const head = values.head === undefined ? null : readHead(readFileSync(values.head, 'utf8'));
  // Neither Redis nor files nor an address is needed: a restored database alone can be verified.
  const unneeded = { REDIS_URL: 'redis://localhost', PUBLIC_URL: 'http://localhost' };
  const { databaseUrl, keys } = configFrom({
    ...unneeded,
    ...process.env,
    FILES_DIR: '.',
    FILES_S3_BUCKET: '',
  });
  await refuseChangedKeys({ databaseUrl, keys });
  const { lines, sound, lost } = verdictOf(await verifyAudit({ databaseUrl, keys, head }), head);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = sound ? (lost > 0 ? UNPROVED : 0) : 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof ConfigurationError ? `${reason}\n` : `${reason}\n${usage}\n`);
  process.exitCode = 1;
});
