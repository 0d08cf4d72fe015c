// The embedded Redis as a process of its own: node server.mjs <port> <data folder>, password by IPC.
// Writes its data down every second when something changed, and when it or its parent stops.
import { Redis } from 'ioredis';
import { EmbeddedValkey } from './valkey-bridge.mjs';

const [port, dataFolder] = process.argv.slice(2);

const fatal = (error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
};

const { password } = await new Promise((resolve) => process.once('message', resolve));
const server = await new EmbeddedValkey({ port: Number(port), dataFolder, onFatal: fatal }).start();
const client = new Redis({
  port: Number(port),
  host: '127.0.0.1',
  retryStrategy: () => null,
  lazyConnect: true,
});
client.on('error', fatal);
await client.connect();
await client.ping();
await client.config('SET', 'maxmemory', '512mb');
await client.config('SET', 'maxmemory-policy', 'noeviction');
await client.config('SET', 'requirepass', password);
await client.auth(password);

async function saveWhenDirty() {
  const info = await client.info('persistence');
  const changes = Number(/rdb_changes_since_last_save:(\d+)/.exec(info)?.[1] ?? 0);
  if (changes > 0) await client.save();
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await saveWhenDirty().catch((error) => process.stderr.write(`${error.message}\n`));
  await server.stop();
  process.exit(0);
}

async function saveEverySecond() {
  while (!stopping) {
    await saveWhenDirty();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

process.on('SIGTERM', stop);
process.on('disconnect', stop);
process.send({ ready: true });
saveEverySecond().catch(fatal);
