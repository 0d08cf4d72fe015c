import { Logger } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';

/** A mail that is being handed over may take as long as its server lets us wait. */
export const STOP_PATIENCE_MS = { api: 10_000, worker: 70_000 } as const;

/** Code that the engine compiles beside us is done by then, where nothing of ours runs meanwhile. */
const UNTIL_THE_ENGINE_RESTS_MS = 50;

/**
 * Ends this process with that code. What the engine compiles on other threads may still need this one: an exit in its
 * midst can wait for ever (nodejs/node issue 54918), and whoever supervises us would wait as long.
 */
export function leave(code: number): void {
  setTimeout(() => process.exit(code), UNTIL_THE_ENGINE_RESTS_MS);
}

interface PlannedStop {
  /** What is not finished by then is broken off. */
  readonly patienceMs: number;
  /** Comes before anything is closed. */
  readonly first?: () => Promise<void>;
}

/** Ends on SIGTERM, SIGINT and SIGHUP (its terminal was closed), and with the process that started this one: what is in hand is finished first. */
export function shutDownGracefully(app: INestApplicationContext, { patienceMs, first }: PlannedStop): void {
  const logger = new Logger('Shutdown');
  let ending = false;
  const end = async (reason: string): Promise<void> => {
    if (ending) return;
    ending = true;
    logger.log(`Stopping (${reason}).`);
    const impatient = setTimeout(() => process.exit(1), patienceMs);
    impatient.unref();
    try {
      await first?.();
      await app.close();
      process.exit(0);
    } catch (error) {
      logger.error(error);
      process.exit(1);
    }
  };
  // `on`, not `once`: a second one would end it at once, in the middle of what is in hand.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(signal));
  if (process.connected) process.once('disconnect', () => void end('the starting process has ended'));
}
