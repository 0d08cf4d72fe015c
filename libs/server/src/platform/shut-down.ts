import { Logger } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';

const patienceMs = 10_000;

/** Ends on SIGTERM and SIGINT, and with the process that started this one: what is in hand is finished first. */
export function shutDownGracefully(app: INestApplicationContext): void {
  const logger = new Logger('Shutdown');
  let ending = false;
  const end = async (reason: string): Promise<void> => {
    if (ending) return;
    ending = true;
    logger.log(`Stopping (${reason}).`);
    const impatient = setTimeout(() => process.exit(1), patienceMs);
    impatient.unref();
    try {
      await app.close();
      process.exit(0);
    } catch (error) {
      logger.error(error);
      process.exit(1);
    }
  };
  process.once('SIGTERM', () => void end('SIGTERM'));
  process.once('SIGINT', () => void end('SIGINT'));
  if (process.connected) process.once('disconnect', () => void end('the starting process has ended'));
}
