import { operatorPasswordListFrom } from './identity/operator-password-list';
import { mailSettingsFrom } from './notifications/mail-settings';
import { Config, configFrom, ConfigurationError } from './platform/config/config';
import { isDatabaseAway } from './platform/database/database-away';
import { refuseUnfitDatabase, UnfitDatabaseError } from './platform/database/start-checks';
import { refuseForeignFiles } from './platform/files/installation';
import { codeOf } from './platform/files/storage-problem';
import { refuseUnfitKeys } from './platform/keys/key-checks';
import { refuseWrongRedis } from './platform/queue/redis-check';

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

/** Runs a program to its start; one that cannot start says why and ends. */
export function startOrSayWhy(start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    process.stderr.write(`${whyNotStarted(error)}\n`);
    process.exit(1);
  });
}

function whyNotStarted(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof UnfitDatabaseError) return error.message;
  if (isDatabaseAway(error)) {
    return 'The database named by DATABASE_URL went away during the start: start again once it answers.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
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
