import { Redis } from 'ioredis';

/** Workers wait for Redis for as long as it takes; BullMQ asks for exactly this. */
export function workerConnection(url: string): Redis {
  return quiet(new Redis(url, { maxRetriesPerRequest: null }));
}

/** Who adds a job must never wait for Redis: the relay adds it again. */
export function producerConnection(url: string): Redis {
  const impatient = { maxRetriesPerRequest: 0, enableOfflineQueue: false, connectTimeout: 2_000, commandTimeout: 5_000 };
  return quiet(new Redis(url, { ...impatient, lazyConnect: true }));
}

/** Failures are told by the commands that fail; without a listener ioredis prints every attempt. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}
