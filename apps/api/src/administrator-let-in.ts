import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { NobodyToLetInError, Organisations, SecondFactorReset } from '@countersign/identity';
import { refuseUnfitKeys } from '@countersign/operating';
import {
  Database,
  configFrom,
  migrationNames,
  refuseUnfitDatabase,
  type Config,
} from '@countersign/platform';
import { ServerModule, startOrSayWhy } from '@countersign/server';

const usage =
  'Say: administrator:let-in -- --organisation <short name> --email <address> --reason "<why, 10 to 500 characters>".';
const text = { type: 'string' } as const;
const options = { organisation: text, email: text, reason: text };

class UsageError extends Error {}

interface Wanted {
  readonly organisation: string;
  readonly email: string;
  readonly reason: string;
}

/** Removes the second factors of an administrator, who then comes in by password and sets up new ones. */
async function main(args: string[]): Promise<void> {
  const wanted = wantedFrom(args);
  const config = configFrom({ ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  await refuseUnfitKeys(config);
  await letIn(config, wanted);
  process.stdout.write(
    `The second factors of ${wanted.email} are removed, every session and API token of theirs has ended, and they are told by mail. They sign in with their password (without one, the mail holds a link to set it) and set up a new factor at once. The trail has a line with your reason.\n`,
  );
}

async function letIn(config: Config, { organisation, ...whom }: Wanted): Promise<void> {
  const app = await NestFactory.createApplicationContext(ServerModule.with(config), { logger: ['error'] });
  try {
    const organisationId = await app.get(Organisations, { strict: false }).find(organisation);
    if (organisationId === null) throw new UsageError(`There is no organisation ${organisation}.`);
    const actor = { kind: 'job', organisationId, name: 'operator' } as const;
    const resets = app.get(SecondFactorReset, { strict: false });
    await app.get(Database, { strict: false }).run(actor, () => resets.letIn(whom));
  } finally {
    await app.close();
  }
}

function wantedFrom(args: string[]): Wanted {
  const { organisation = '', email = '', reason = '' } = parse(args);
  const said = reason.trim();
  if (organisation === '' || email === '' || said.length < 10 || said.length > 500)
    throw new UsageError(usage);
  return { organisation, email, reason: said };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    throw new UsageError(usage);
  }
}

startOrSayWhy(() => main(process.argv.slice(2)), [NobodyToLetInError, UsageError]);
