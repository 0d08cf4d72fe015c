// The one address of `npm run dev`: /api goes to the api that serves at the moment, everything else to the portal's
// development server.
import http from 'node:http';
import net from 'node:net';
import { LOCAL } from '../node/ports.mjs';

const PATIENCE_MS = 30_000;
const isForApi = ({ url }) => /^\/api(\/|\?|$)/.test(url);

function refuse(response, why) {
  if (!response.headersSent) response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${why}\n`);
}

/** A page is more than a hundred files. */
const toPortal = new http.Agent({ keepAlive: true });

function pass(request, response, { port, agent }) {
  const { method, url, headers } = request;
  const onward = http.request({ host: LOCAL, port, method, path: url, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  onward.once('error', ({ message }) => refuse(response, `No answer: ${message}`));
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}

/** The portal's server tells the page of a change through a socket. */
function passSocket(request, socket, head, port) {
  const onward = net.connect(port, LOCAL, () => {
    const lines = [];
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    }
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  const ends = [socket, onward];
  const endBoth = () => ends.forEach((end) => end.destroy());
  for (const end of ends) end.once('error', endBoth).once('close', endBoth);
}

/**
 * @param {{ port: number, portalPort: number }} ports
 * @returns {Promise<{ serveApiAt: (port: number) => void, stop: () => Promise<void> }>}
 */
export async function startFront({ port, portalPort }) {
  let apiPort = null;
  let waiting = [];

  /** A request that comes before the first api is there waits for it. */
  const whereApiIs = () =>
    apiPort !== null
      ? Promise.resolve(apiPort)
      : new Promise((resolve) => {
          waiting.push(resolve);
          setTimeout(() => resolve(null), PATIENCE_MS).unref();
        });

  const server = http.createServer(async (request, response) => {
    const target = isForApi(request) ? await whereApiIs() : portalPort;
    if (target === null) refuse(response, 'The api does not run: see the terminal of `npm run dev`.');
    else pass(request, response, { port: target, agent: isForApi(request) ? false : toPortal });
  });
  // closeAllConnections does not know a connection that has become a socket
  const sockets = new Set();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    passSocket(request, socket, head, portalPort);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOCAL, resolve);
  });
  return {
    serveApiAt(known) {
      apiPort = known;
      for (const resolve of waiting) resolve(known);
      waiting = [];
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
