import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Config } from '../config/config';
import { isPublicAddress, OutgoingHosts, RefusedHostError } from './outgoing-hosts';

const hostsThatAllow = (...allowedPrivateHosts: string[]) =>
  new OutgoingHosts(Object.assign(Object.create(Config.prototype) as Config, { allowedPrivateHosts }));

const read = { method: 'GET', headers: {} };

describe('Hosts that an administrator types', () => {
  let server: Server;
  let port: number;
  let answered: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      answered.push(request.url ?? '');
      if (request.url === '/large') {
        response.end(Buffer.alloc(2 * 1024 * 1024));
        return;
      }
      if (request.url === '/elsewhere') {
        response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
        return;
      }
      if (request.url === '/empty') {
        response.writeHead(204).end();
        return;
      }
      if (request.url === '/silent') return;
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.setHeader('x-method', request.method ?? '').end(`got ${body}`));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    port = (server.address() as AddressInfo).port;
  });

  beforeEach(() => {
    answered = [];
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:8.8.8.8', true],
    ['64:ff9b::7f00:1', false],
    ['64:ff9b:1::1', false],
    ['2002:7f00:1::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['ff02::1', false],
    ['nonsense', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it.each([
    ['http://idp.example', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['https://name:secret@idp.example', 'must not hold a name or a password'],
    ['not an address', 'is not an address'],
    ['https://127.0.0.1', 'has no public address'],
    ['https://2130706433', 'has no public address'],
    ['https://0x7f.1', 'has no public address'],
    ['https://[::1]', 'has no public address'],
    ['https://[::ffff:10.0.0.1]', 'has no public address'],
  ])('%s is refused before anything is sent', async (address, why) => {
    const hosts = hostsThatAllow();
    await expect(hosts.fetch(address, read)).rejects.toThrow(RefusedHostError);
    await expect(hosts.fetch(address, read)).rejects.toThrow(why);
  });

  it('are refused by what their name leads to, in the moment of connecting', async () => {
    // Resolved by the system, as a name that was re-pointed would be.
    await expect(hostsThatAllow().fetch(`https://localhost:${port}/`, read)).rejects.toThrow(
      'The host localhost has no public address.',
    );
    expect(answered).toEqual([]);
  });

  it('are called when the operator allows them by name, and only by that name', async () => {
    const hosts = hostsThatAllow('localhost');
    const answer = await hosts.fetch(`http://localhost:${port}/`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'this',
    });
    expect([answer.status, await answer.text(), answer.headers.get('x-method')]).toEqual([
      200,
      'got this',
      'POST',
    ]);
    await expect(hosts.fetch(`https://127.0.0.1:${port}/`, read)).rejects.toThrow(RefusedHostError);
    await expect(hosts.fetch(`http://127.0.0.1:${port}/`, read)).rejects.toThrow(RefusedHostError);
  });

  it('answer within limits, and a redirect is not followed', async () => {
    const hosts = hostsThatAllow('localhost');
    await expect(hosts.fetch(`http://localhost:${port}/large`, read)).rejects.toThrow('larger than');
    const elsewhere = await hosts.fetch(`http://localhost:${port}/elsewhere`, read);
    expect(elsewhere.status).toBe(302);
    expect((await hosts.fetch(`http://localhost:${port}/empty`, read)).status).toBe(204);
    const impatient = { ...read, signal: AbortSignal.timeout(500) };
    await expect(hosts.fetch(`http://localhost:${port}/silent`, impatient)).rejects.toThrow();
    expect(answered).toEqual(['/large', '/elsewhere', '/empty', '/silent']);
  });
});
