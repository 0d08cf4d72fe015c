import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { BrokenHeadError, ChainMovedError } from '@countersign/audit';
import {
  KeyLosses,
  NothingLostError,
  StillRunningError,
  lossInWords,
  recordedInWords,
  refuseWhileRunning,
} from '@countersign/operating';
import {
  ConfigurationError,
  configFrom,
  migrationNames,
  refuseUnfitDatabase,
  type Config,
} from '@countersign/platform';
import { ServerModule, startOrSayWhy } from '@countersign/server';

const usage =
  'Say: keys:lost, which changes nothing, or keys:lost -- --confirm <id of the installation> --reason "<why>".';
const options = { confirm: { type: 'string' }, reason: { type: 'string' } } as const;

class UsageError extends Error {}

interface Wanted {
  readonly confirm: string | null;
  readonly reason: string;
}

/** Says what the loss of keys would mean, or records it: while neither api nor worker runs. */
async function main(args: string[]): Promise<void> {
  const wanted = wantedFrom(args);
  const config = configFrom({ ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  await refuseWhileRunning(config.databaseUrl);
  const lines = await tellOrRecord(config, wanted);
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function tellOrRecord(config: Config, { confirm, reason }: Wanted): Promise<string[]> {
  const app = await NestFactory.createApplicationContext(ServerModule.with(config), { logger: ['error'] });
  try {
    const losses = app.get(KeyLosses);
    const survey = await losses.survey();
    if (confirm === null) return lossInWords(survey);
    if (confirm !== survey.installationId) {
      throw new UsageError(
        `This is the installation ${survey.installationId}: nothing was changed. Run keys:lost without --confirm to see what would happen.`,
      );
    }
    return recordedInWords(await losses.record(reason));
  } finally {
    await app.close();
  }
}

function wantedFrom(args: string[]): Wanted {
  const { confirm = null, reason = null } = parse(args);
  if (confirm === null && reason === null) return { confirm, reason: '' };
  const said = reason?.trim() ?? '';
  if (confirm === null || said.length < 10 || said.length > 500) {
    throw new UsageError(`${usage} The reason has 10 to 500 characters.`);
  }
  return { confirm, reason: said };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    throw new UsageError(usage);
  }
}

/** A list of keys made afresh begins with the id of the lost one. */
const REMEDY =
  'Where that key is lost for good, give the new one an id that was never used: change what stands before its colon.';

function withRemedy(error: unknown): never {
  if (!(error instanceof ConfigurationError) || !error.message.includes('another key under the id'))
    throw error;
  throw new UsageError(`${error.message} ${REMEDY}`);
}

startOrSayWhy(
  () => main(process.argv.slice(2)).catch(withRemedy),
  [UsageError, BrokenHeadError, ChainMovedError, NothingLostError, StillRunningError],
);
