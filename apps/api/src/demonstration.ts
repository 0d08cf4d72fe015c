import 'reflect-metadata';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { Client } from 'pg';
import { Demonstration, DemonstrationModule, ProductClock, type SignIn } from '@countersign/demonstration';
import { refuseUnfitKeys } from '@countersign/operating';
import {
  ConfigurationError,
  configFrom,
  migrateUp,
  migrationNames,
  ownerUrlFrom,
  refuseForeignFiles,
  refuseForeignMark,
  refuseUnfitDatabase,
  refuseUnfitOwner,
} from '@countersign/platform';
import { ServerModule, startOrSayWhy } from '@countersign/server';

const known = migrationNames(migrations);

class UsageError extends Error {}

/** `demonstration seed` fills an empty database; `demonstration tomorrow [days]` moves its clock on. */
async function main([command, argument]: readonly string[]): Promise<void> {
  switch (command) {
    case 'seed':
      return seed();
    case 'tomorrow':
      return moveOn(Number(argument ?? '1'));
    default:
      throw new UsageError('Say what to do: demonstration seed, or demonstration tomorrow [days].');
  }
}

async function seed(): Promise<void> {
  const signInsFile = join(required('COUNTERSIGN_DATA'), 'sign-ins.txt');
  const ownerUrl = ownerUrlFrom(process.env);
  refuseWithoutMail();
  const config = configFrom(process.env);
  await refuseUnfitOwner(ownerUrl, { known, older: 'refused' });
  await refuseUnfitDatabase(config.databaseUrl, known);
  await refuseForeignMark(config);
  if (!(await prepare(ownerUrl))) return;
  const app = await start();
  try {
    writeSignIns(signInsFile, await app.get(Demonstration).play());
  } finally {
    await app.close();
  }
  await asOwner(ownerUrl, (client) => client.query('update app.product set filled_at = now()'));
}

/** Its vendors answer by the links that are mailed to them. */
function refuseWithoutMail(): void {
  if (process.env['COUNTERSIGN_MAIL']?.trim() !== 'off') return;
  throw new ConfigurationError(
    'COUNTERSIGN_MAIL',
    'is off: a demonstration is filled by way of its own inbox, and mails nobody else. Leave it out until it is filled.',
  );
}

async function moveOn(days: number): Promise<void> {
  if (!Number.isInteger(days) || days < 1 || days > 3650)
    throw new UsageError('Give a whole number of days from 1 to 3650.');
  const app = await start();
  try {
    const now = await app.get(ProductClock).moveOn(days);
    const text = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short' }).format(
      new Date(now),
    );
    process.stdout.write(
      `The product's clock now says ${text}. Reminders that became due go to the inbox.\n`,
    );
  } finally {
    await app.close();
  }
}

async function start() {
  const config = configFrom({ ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, known);
  await refuseUnfitKeys(config);
  await refuseForeignFiles(config);
  return NestFactory.createApplicationContext(DemonstrationModule.beside(ServerModule.with(config), config), {
    logger: ['error', 'warn'],
  });
}

/**
 * Only the owner of the schema can call a database a demonstration, and the flag is never taken back. One that was
 * interrupted while it was filled is emptied and filled again; one that was filled to its end, or is none, is never
 * touched. Says whether there is something to fill.
 */
async function prepare(ownerUrl: string): Promise<boolean> {
  const interrupted = await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ demonstration: boolean; finished: boolean; started: boolean }>(
      `select demonstration, filled_at is not null as finished,
         exists (select from lookup.organisations()) as started
       from app.product`,
    );
    const { demonstration, finished, started } = rows[0] ?? {};
    if (finished) return null;
    if (started && !demonstration) {
      throw new UsageError(
        'This database holds an organisation of its own: a demonstration needs an empty one.',
      );
    }
    if (started) await client.query('drop schema app cascade; drop schema lookup cascade');
    return started === true;
  });
  if (interrupted === null) return false;
  if (interrupted) await migrateUp({ ownerUrl, migrations });
  await asOwner(ownerUrl, (client) => client.query('update app.product set demonstration = true'));
  return true;
}

async function asOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function writeSignIns(file: string, signIns: readonly SignIn[]): void {
  const width = Math.max(...signIns.map(({ email }) => email.length));
  const lines = signIns.map(
    ({ email, password, name, does }) => `${email.padEnd(width)}  ${password}  (${name}, ${does})`,
  );
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new UsageError(`${name} is not set.`);
  return value;
}

startOrSayWhy(() => main(process.argv.slice(2)), [UsageError]);
