import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { AnotherOrganisation } from '@countersign/organisation';
import {
  Problem,
  configFrom,
  migrationNames,
  refuseUnfitDatabase,
  sqlState,
  sqlStateOf,
} from '@countersign/platform';
import { ServerModule, startOrSayWhy } from '@countersign/server';

const usage = [
  'Say which organisation, and who administers it:',
  'npm run organisation:create -- --slug birch --name "Birch Bank" --time-zone America/Chicago --administrator bo@birch.com --administrator-name "Bo Birch" [--country US]',
].join('\n');

const text = { type: 'string' } as const;
const options = {
  slug: text,
  name: text,
  'time-zone': text,
  country: { ...text, default: 'US' },
  administrator: text,
  'administrator-name': text,
};

/** Founds another organisation in the database of the environment and invites its administrator. */
async function main(args: string[]): Promise<void> {
  const wanted = wantedFrom(args);
  const config = configFrom({ ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  // The mail is written down; that its queue may not hear of it before this program ends is no news.
  const app = await NestFactory.createApplicationContext(ServerModule.with(config), { logger: ['error'] });
  try {
    const link = await app.get(AnotherOrganisation).found(wanted).catch(sayWhatIsThere);
    const { organisation, administrator } = wanted;
    process.stdout.write(
      [
        `${organisation.name} is there: ${config.publicUrl}/o/${organisation.slug}`,
        `An invitation goes to ${administrator.email} by mail. It can also be opened here, within seven days:`,
        `${link}\n`,
      ].join('\n'),
    );
  } finally {
    await app.close();
  }
}

function sayWhatIsThere(error: unknown): never {
  if (sqlStateOf(error) !== sqlState.uniqueViolation) throw error;
  throw new UsageError('There is an organisation with this slug already.');
}

function wantedFrom(args: string[]) {
  const values = parse(args);
  return {
    organisation: {
      name: required(values.name),
      slug: required(values.slug),
      timeZone: required(values['time-zone']),
      country: values.country.toUpperCase(),
    },
    administrator: {
      email: required(values.administrator),
      name: required(values['administrator-name']),
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    throw new UsageError(usage);
  }
}

function required(value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new UsageError(usage);
  return value;
}

class UsageError extends Error {}

startOrSayWhy(() => main(process.argv.slice(2)), [Problem, UsageError]);
