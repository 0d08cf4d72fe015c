import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pinoHttp, type Options } from 'pino-http';
import { configFrom } from '../config/config';
import { loggerOptions } from './logger-options';
import { withoutAddresses } from './without-addresses';

const config = configFrom({
  DATABASE_URL: 'postgres://localhost/none',
  REDIS_URL: 'redis://localhost',
  PUBLIC_URL: 'http://localhost:3000',
  FILES_DIR: 'files',
  COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
});

describe('The log', () => {
  let text: string;

  const middleware = () => {
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
      },
    });
    return pinoHttp(loggerOptions(config).pinoHttp as Options, stream);
  };

  beforeEach(() => {
    text = '';
  });

  it('has one line a request, without cookies, headers and queries', async () => {
    const log = middleware();
    const server = createServer((request, response) => {
      log(request, response);
      response.setHeader('Set-Cookie', 'countersign=fresh-token').end('done');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const headers = { Cookie: 'countersign=old-token', Authorization: 'Bearer api-token' };
    await (await fetch(`http://127.0.0.1:${port}/api/vendors?search=alder&t=link-token`, { headers })).text();
    await new Promise((closed) => server.close(closed));
    const lines = text.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      req: { method: 'GET', path: '/api/vendors' },
      res: { statusCode: 200 },
    });
    expect(text).not.toMatch(/token|alder|Bearer/);
  });

  it('holds no key of a link whose # was encoded on its way', async () => {
    const log = middleware();
    const server = createServer((request, response) => {
      log(request, response);
      response.end('done');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    for (const path of ['/respond%23t=link-token', '/respond/%2523t=link-token'])
      await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    await new Promise((closed) => server.close(closed));
    expect(text.match(/"path":"[^"]*"/g)).toEqual(['"path":"/respond"', '"path":"/respond/"']);
    expect(text).not.toContain('token');
  });

  it('has none for a saved answer, and one for each that was not saved', async () => {
    const log = middleware();
    const answers = [200, 409];
    const server = createServer((request, response) => {
      log(request, response);
      response.writeHead(answers.shift() ?? 500).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/api/respond/assessments/one/answers/MA-08`;
    await (await fetch(address, { method: 'PUT' })).text();
    await (await fetch(address, { method: 'PUT' })).text();
    await new Promise((closed) => server.close(closed));
    const lines = text.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ res: { statusCode: 409 } });
  });

  it('names a database error and keeps the row that caused it to itself', () => {
    const error = Object.assign(new Error('null value in column "name"'), {
      code: '23502',
      table: 'member',
      detail: 'Failing row contains (null, ada@alder.example, $argon2id$…)',
      parameters: ['$argon2id$…'],
    });
    middleware().logger.error(error);
    expect(JSON.parse(text)).toMatchObject({
      err: { message: 'null value in column "name"', code: '23502', table: 'member' },
    });
    expect(text).not.toMatch(/argon2id|alder/);
  });

  it.each([
    '550 5.1.1 <Vera.Vendor+x@harbor.example>: Recipient address rejected: User unknown',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient vera.vendor@harbor.example not found by SMTP address lookup',
    '550-5.1.1 The account rfc822;vera.vendor@harbor.example does not exist',
    '550 "vera vendor"@harbor.example: no such user',
    "550 'o'vera@harbor.example' unknown",
    '550 SRS0=x7=harbor.example=vera.vendor@relay.example: unknown',
    '550 véra.vendor@hårbor.example unknown',
    `550 ${'vera.'.repeat(20)}vendor@harbor.example unknown`,
    '550 vera.vendor%40harbor.example unknown',
    '550 vera.vendor@[192.0.2.1] unknown',
  ])('names no person where a mail server says: %s', (response) => {
    const error = Object.assign(new Error(`Can't send mail - all recipients were rejected: ${response}`), {
      code: 'EENVELOPE',
      command: 'RCPT TO',
      response,
      responseCode: 550,
      rejected: ['vera.vendor@harbor.example'],
      rejectedErrors: [Object.assign(new Error(response), { recipient: 'vera.vendor@harbor.example' })],
      envelope: { from: 'countersign@buyer.example', to: ['vera.vendor@harbor.example'] },
      cause: new Error(response),
    });
    const { logger } = middleware();
    logger.error(error);
    logger.error({ err: error, context: 'Mail' });
    logger.error({ context: 'Mail' }, response);
    expect(text.trim().split('\n')).toHaveLength(3);
    expect(text).not.toMatch(/v[eé]ra|vendor|h[aå]rbor/i);
    expect(text).toContain('550');
  });

  it('names no person where a server repeats the mailbox alone', () => {
    const reply = '550 vera.vendor... User unknown; VERA.VENDOR is not here';
    expect(withoutAddresses(reply, 'vera.vendor@harbor.example')).toBe(
      '550 (address)... User unknown; (address) is not here',
    );
    expect(withoutAddresses('550 no such user', 'user@harbor.example')).toBe('550 no such (address)');
  });

  it('keeps the lines of a stack that name a package', () => {
    const line = 'at run (/app/node_modules/@nestjs/core/router.js:12:3)';
    expect(withoutAddresses(line)).toBe(line);
  });
});
