import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { ConfigurationError } from '../config/configuration-error';

const PATIENCE_MS = 2_000;

/**
 * At start. A Redis that is away comes back, and everything but the mail works meanwhile; one that refuses us, or is none,
 * never gets better by itself.
 */
export async function refuseWrongRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  const met: Error[] = [];
  redis.on('error', (error: Error) => met.push(error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    judge([...met, error]);
  } finally {
    redis.disconnect();
  }
}

function judge(met: readonly unknown[]): void {
  const words = met.map((error) => (error instanceof Error ? error.message : String(error)));
  const refused = words.find((one) => /^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password)/.test(one));
  if (refused !== undefined) {
    throw new ConfigurationError(
      'REDIS_URL',
      `names a server that refuses its name or password (${refused.split(' ')[0]}): correct the variable.`,
    );
  }
  if (words.some((one) => one.startsWith('Protocol error'))) {
    throw new ConfigurationError('REDIS_URL', 'names a server that is no Redis: correct the variable.');
  }
  const why = words.find((one) => !one.startsWith('Connection is closed')) ?? 'no answer';
  new Logger('Redis').warn(
    `Redis does not answer (${why}): mail waits until it does, everything else works.`,
  );
}
