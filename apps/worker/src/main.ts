import 'reflect-metadata';
import {
  configFrom,
  ConfigurationError,
  MetricsServer,
  migrationNames,
  refuseForeignFiles,
  refuseUnfitDatabase,
  refuseUnfitKeys,
  shutDownGracefully,
  STOP_PATIENCE_MS,
  UnfitDatabaseError,
} from '@countersign/server';
import { migrations } from '@countersign/migrations';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const config = configFrom(process.env);
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  await refuseUnfitKeys(config);
  await refuseForeignFiles(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  shutDownGracefully(app, STOP_PATIENCE_MS.worker);
  await app
    .get(MetricsServer)
    .listen()
    .catch(async (error: unknown) => {
      // It works already: what is in hand is finished first.
      await app.close();
      throw error;
    });
  process.send?.({ working: true });
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigurationError || error instanceof UnfitDatabaseError;
  process.stderr.write(`${expected ? error.message : formatUnexpected(error)}\n`);
  process.exit(1);
});

function formatUnexpected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
