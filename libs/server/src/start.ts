import { operatorPasswordListFrom } from '@countersign/identity';
import { mailSettingsFrom } from '@countersign/notifications';
import { refuseUnfitKeys } from '@countersign/operating';
import {
  codeOf,
  Config,
  configFrom,
  ConfigurationError,
  isDatabaseAway,
  leave,
  refuseForeignFiles,
  refuseUnfitDatabase,
  refuseWrongRedis,
  UnfitDatabaseError,
} from '@countersign/platform';

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that the environment decides, and what it names as it is now: whatever is unfit ends the start here. */
export async function fitConfiguration(
  environment: Environment,
  knownMigrations: readonly string[],
): Promise<Config> {
  const config = configFrom(environment);
  // Read again where they are used; here only so that nothing has begun when they are wrong.
  mailSettingsFrom(environment, config);
  operatorPasswordListFrom(environment);
  await refuseUnfitDatabase(config.databaseUrl, knownMigrations);
  await refuseUnfitKeys(config);
  await refuseForeignFiles(config);
  await refuseWrongRedis(config.redisUrl);
  return config;
}

interface Listening {
  listen(port: number, host: string): Promise<unknown>;
}

export async function listenAsConfigured(app: Listening, { host, port }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw whyNotListening(error, { host, port });
  }
}

type ErrorClass = abstract new (...values: never[]) => Error;

/**
 * Runs a program to its start, or to its end where it does one thing; one that cannot says why and ends. Whatever else a
 * person can mend is named by the caller: a message of those classes is meant for whoever started the program.
 */
export function startOrSayWhy(start: () => Promise<void>, meant: readonly ErrorClass[] = []): void {
  start().catch((error: unknown) => {
    process.stderr.write(`${whyNotStarted(error, [...meant, ConfigurationError, UnfitDatabaseError])}\n`);
    leave(1);
  });
}

function whyNotStarted(error: unknown, meant: readonly ErrorClass[]): string {
  if (!(error instanceof Error)) return String(error);
  if (meant.some((kind) => error instanceof kind)) return error.message;
  if (isDatabaseAway(error)) {
    return 'The database named by DATABASE_URL or DATABASE_OWNER_URL went away meanwhile: start again once it answers.';
  }
  return error.stack ?? error.message;
}

function whyNotListening(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ConfigurationError(
        'PORT',
        `${port} is taken on ${host}: stop the other program or name another port.`,
      );
    case 'EACCES':
      return new ConfigurationError(
        'PORT',
        `${port} may not be opened by this user: name one above 1023 and let a proxy take the other.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigurationError(
        'HOST',
        `names ${host}, which is no address of this machine: name one of its own, or 0.0.0.0 for all.`,
      );
    default:
      return error;
  }
}
