import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pinoHttp, type Options } from 'pino-http';
import { configFrom } from '../config/config';
import { loggerOptions } from './logger-options';

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
});
