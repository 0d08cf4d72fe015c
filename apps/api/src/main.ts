import 'reflect-metadata';
import {
  configFrom,
  ConfigurationError,
  createHttpApplication,
  MetricsServer,
  migrationNames,
  refuseForeignFiles,
  refuseUnfitDatabase,
  refuseUnfitKeys,
  SetUpAnnouncement,
  shutDownGracefully,
  UnfitDatabaseError,
} from '@countersign/server';
import { migrations } from '@countersign/migrations';
import { handOutPortal } from './portal-files';

async function main(): Promise<void> {
  const config = configFrom(process.env);
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  await refuseUnfitKeys(config);
  await refuseForeignFiles(config);
  const app = await createHttpApplication(config);
  if (config.portalFolder !== null) await handOutPortal(app, config.portalFolder);
  shutDownGracefully(app);
  await app.get(MetricsServer).listen();
  await app.listen(config.port, config.host);
  process.send?.({ listening: await app.getUrl() });
  await app.get(SetUpAnnouncement).begin(tellSetUp);
}

/** To whoever started it, who shows it to a person; to the terminal where nobody did. Never through the log. */
function tellSetUp(setUp: string): void {
  if (process.send) process.send({ setUp });
  else process.stdout.write(`Countersign has no organisation yet. Set it up within the hour: ${setUp}\n`);
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigurationError || error instanceof UnfitDatabaseError;
  process.stderr.write(`${expected ? error.message : formatUnexpected(error)}\n`);
  process.exit(1);
});

function formatUnexpected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
