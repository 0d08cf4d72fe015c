import 'reflect-metadata';
import { migrations } from '@countersign/migrations';
import { MetricsServer } from '@countersign/operating';
import { SetUpAnnouncement } from '@countersign/organisation';
import {
  Farewell,
  STOP_PATIENCE_MS,
  announceStart,
  migrationNames,
  shutDownGracefully,
} from '@countersign/platform';
import {
  createHttpApplication,
  fitConfiguration,
  listenAsConfigured,
  startOrSayWhy,
} from '@countersign/server';
import { handOutPortal } from './portal-files';

async function main(): Promise<void> {
  const config = await fitConfiguration(process.env, migrationNames(migrations));
  const app = await createHttpApplication(config);
  if (config.portalFolder !== null) {
    await handOutPortal(app, config.portalFolder, config.portalKeptFolder);
  }
  const farewell = new Farewell(app.getHttpServer());
  shutDownGracefully(app, { patienceMs: STOP_PATIENCE_MS.api, first: () => farewell.say() });
  await app.get(MetricsServer).listen();
  await listenAsConfigured(app, config);
  announceStart('api', config, `listens on ${await app.getUrl()}`);
  process.send?.({ listening: await app.getUrl() });
  await app.get(SetUpAnnouncement).begin(tellSetUp);
}

/** To whoever started it, who shows it to a person; to the terminal where nobody did. Never through the log. */
function tellSetUp(setUp: string): void {
  if (process.send) process.send({ setUp });
  else process.stdout.write(`Countersign has no organisation yet. Set it up within the hour: ${setUp}\n`);
}

startOrSayWhy(main);
