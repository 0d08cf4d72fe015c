import http from 'node:http';
import net from 'node:net';
import { freePort } from '../node/ports.mjs';
import { afterEach, expect, it } from '@jest/globals';
import { startFront } from './front.mjs';

const servers = [];

/** Answers with its name, the path and what was sent. */
async function aServer(name) {
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      response.setHeader('x-host', request.headers.host ?? '');
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end(`${name} ${request.method} ${request.url} ${Buffer.concat(parts)}`);
    });
  });
  server.on('upgrade', (request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    socket.on('data', (data) => socket.write(`${name} heard ${data}`));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return server.address().port;
}

async function aFront() {
  const port = await freePort();
  const front = await startFront({ port, portalPort: await aServer('portal') });
  servers.push(front);
  const ask = async (path, wishes) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, wishes);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { port, front, ask };
}

afterEach(async () => {
  for (const { stop } of servers.splice(0).reverse()) await stop();
});

it('sends /api to the api that serves now, and everything else to the portal', async () => {
  const { port, front, ask } = await aFront();
  front.serveApiAt(await aServer('first'));
  const answer = await ask('/api/vendors?page=2', { method: 'POST', body: 'sent' });
  expect(answer.text).toBe('first POST /api/vendors?page=2 sent');
  expect(answer.headers.get('x-host')).toBe(`127.0.0.1:${port}`);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect((await ask('/apiary')).text).toBe('portal GET /apiary ');

  front.serveApiAt(await aServer('second'));
  expect((await ask('/api/vendors')).text).toBe('second GET /api/vendors ');
});

it('lets a request wait for the first api, and says so where the one it knows is gone', async () => {
  const { front, ask } = await aFront();
  const early = ask('/api/health/ready');
  front.serveApiAt(await aServer('first'));
  expect((await early).text).toBe('first GET /api/health/ready ');

  front.serveApiAt(await freePort());
  expect(await ask('/api/health/ready')).toMatchObject({
    status: 503,
    text: expect.stringContaining('No answer: connect ECONNREFUSED'),
  });
});

it('passes the socket through which the portal tells its page of a change', async () => {
  const { port } = await aFront();
  const socket = net.connect(port, '127.0.0.1');
  socket.write('GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const heard = await new Promise((resolve) => {
    let text = '';
    socket.on('data', (data) => {
      text += data;
      if (text.endsWith('\r\n\r\n')) socket.write('hello');
      if (text.endsWith('heard hello')) resolve(text);
    });
  });
  socket.destroy();
  expect(heard).toContain('portal heard hello');
});
