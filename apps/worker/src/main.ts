import 'reflect-metadata';
import { migrations } from '@countersign/migrations';
import { NestFactory } from '@nestjs/core';
import { MailSettings } from '@countersign/notifications';
import { MetricsServer } from '@countersign/operating';
import {
  ProductLogger,
  STOP_PATIENCE_MS,
  announceStart,
  migrationNames,
  shutDownGracefully,
} from '@countersign/platform';
import { fitConfiguration, startOrSayWhy } from '@countersign/server';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const config = await fitConfiguration(process.env, migrationNames(migrations));
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(ProductLogger));
  shutDownGracefully(app, { patienceMs: STOP_PATIENCE_MS.worker });
  await app
    .get(MetricsServer)
    .listen()
    .catch(async (error: unknown) => {
      // It works already: what is in hand is finished first.
      await app.close();
      throw error;
    });
  announceStart('worker', config, doingOf(app.get(MailSettings, { strict: false })));
  process.send?.({ working: true });
}

function doingOf({ switchedOff, smtpUrl }: MailSettings): string {
  if (switchedOff) return 'mail is switched off (COUNTERSIGN_MAIL=off) and waits in the ledger';
  return smtpUrl === null ? 'mail waits in the ledger' : 'sends mail';
}

startOrSayWhy(main);
