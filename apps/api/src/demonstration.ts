import 'reflect-metadata';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { Demonstration, DemonstrationModule, ProductClock, type SignIn } from '@countersign/demonstration';
import { refuseUnfitKeys } from '@countersign/operating';
import {
  ConfigurationError,
  configFrom,
  inWords,
  migrationNames,
  ownerUrlFrom,
  refuseForeignFiles,
  refuseForeignMark,
  refuseUnfitDatabase,
  refuseUnfitOwner,
  say,
} from '@countersign/platform';
import { ServerModule, startOrSayWhy } from '@countersign/server';
import { OccupiedDatabaseError, markFilled, prepareForDemonstration } from './demonstration-database';

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
  if (!(await prepareForDemonstration(ownerUrl))) return;
  const app = await start();
  try {
    writeSignIns(signInsFile, await app.get(Demonstration).play());
  } finally {
    await app.close();
  }
  await markFilled(ownerUrl);
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
    const told = say('demonstration.moved-on', { now: { at: new Date(now).toISOString(), zone: 'UTC' } });
    process.stdout.write(`${inWords(told)}\n`);
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

startOrSayWhy(() => main(process.argv.slice(2)), [UsageError, OccupiedDatabaseError]);
