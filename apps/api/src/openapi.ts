import 'reflect-metadata';
import { Config, KeyRing, describeApi } from '@countersign/platform';
import { createHttpApplication } from '@countersign/server';

/** Describes the wire without a database: nothing is instantiated, only decorators are read. */
const config = new Config({
  databaseUrl: 'postgres://localhost/none',
  databaseConnections: 1,
  redisUrl: 'redis://localhost',
  publicUrl: 'http://localhost',
  host: '127.0.0.1',
  port: 0,
  trustedProxies: [],
  allowedPrivateHosts: [],
  portalFolder: null,
  portalKeptFolder: null,
  files: { kind: 'folder', folder: '.' },
  maximumFileBytes: 0,
  maximumOrganisationBytes: 1024 ** 3,
  keys: new KeyRing([{ id: 'none', secret: Buffer.alloc(32) }]),
  smtpUrl: null,
  inboxUrl: null,
  logLevel: 'silent',
  metricsPort: null,
  metricsHost: '127.0.0.1',
  workerProbeFile: null,
  stubLanguage: false,
});

const app = await createHttpApplication(config, { preview: true });
// A pipe takes the description in pieces: ending before the last one would cut it.
process.stdout.write(`${JSON.stringify(describeApi(app), null, 2)}\n`, () => process.exit(0));
