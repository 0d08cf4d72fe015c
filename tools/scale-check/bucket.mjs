// A server that speaks S3, with one empty bucket: node bucket.mjs <folder> <port> <bucket>.
import S3rver from 's3rver';
import { LOCAL } from '../node/ports.mjs';

const [directory, port, bucket] = process.argv.slice(2);
const server = new S3rver({
  directory,
  address: LOCAL,
  port: Number(port),
  silent: true,
  configureBuckets: [{ name: bucket }],
});
await server.run();
process.once('SIGTERM', () => server.close().finally(() => process.exit(0)));
