import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { configFrom, migrationNames, refuseUnfitDatabase } from '@countersign/platform';
import { StandingsCheck, StandingsCheckModule, type CheckedStandings } from '@countersign/portfolio';
import { startOrSayWhy } from '@countersign/server';

class UsageError extends Error {
  constructor() {
    super(
      'Say what to do with standings that differ: recompute -- --check counts them, recompute -- --repair writes them again.',
    );
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Compares each standing with a recompute from nothing; the exit code is 1 where one differs and is left so. */
async function main(args: readonly string[]): Promise<void> {
  const { repairs } = wishesOf(args);
  // Neither Redis nor files nor an address is needed: a restored database alone can be checked.
  const unneeded = { REDIS_URL: 'redis://localhost', PUBLIC_URL: 'http://localhost', FILES_DIR: '.' };
  const config = configFrom({ ...unneeded, ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  const app = await NestFactory.createApplicationContext(StandingsCheckModule.with(config), {
    logger: ['error', 'warn'],
  });
  try {
    const differing = await recompute(app.get(StandingsCheck, { strict: false }), repairs);
    if (differing > 0 && !repairs) process.exitCode = 1;
  } finally {
    await app.close();
  }
}

function wishesOf(args: readonly string[]): { readonly repairs: boolean } {
  try {
    const options = { check: { type: 'boolean' }, repair: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.check === values.repair) throw new UsageError();
    return { repairs: values.repair ?? false };
  } catch {
    throw new UsageError();
  }
}

/** How many differed, over all organisations. */
async function recompute(check: StandingsCheck, repairs: boolean): Promise<number> {
  let standings = 0;
  let differing = 0;
  for (const id of await check.organisations()) {
    const checked = await check.check(id);
    say(lineOf(checked));
    standings += checked.standings;
    differing += checked.differing.length;
    if (repairs) {
      await check.repair(id, checked.differing, (done, of) =>
        say(`${checked.slug}: ${done} of ${of} repaired.`),
      );
    }
  }
  say(`${standings} standings compared, ${differing} ${repairs ? 'repaired' : 'differing'}.`);
  return differing;
}

function lineOf({ slug, standings, differing, due }: CheckedStandings): string {
  const waiting = due === 0 ? '' : ` ${due} more wait for the daily round.`;
  return `${slug}: ${differing.length} of ${standings} differ.${waiting}`;
}

startOrSayWhy(() => main(process.argv.slice(2)), [UsageError]);
