// The local inbox as a process of its own: node server.mjs <smtp port> <http port> <folder> [address] [name]
import { startHttp } from './http.mjs';
import { startSmtp } from './smtp.mjs';
import { openStore } from './store.mjs';

// another address than this machine's own only inside a container
const [smtpPort, httpPort, folder, address = '127.0.0.1', name] = process.argv.slice(2);
const store = openStore(folder);
const onError = (error) => process.stderr.write(`${error.message}\n`); // a client that hangs up

const smtp = await startSmtp({ port: Number(smtpPort), address, store, onError });
const web = await startHttp({ port: Number(httpPort), address, name, store });

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  smtp.close(() => process.exit(0));
  web.close();
  setTimeout(() => process.exit(0), 1000).unref();
}

process.on('SIGTERM', stop);
process.on('disconnect', stop);
process.send?.({ ready: true });
