import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { aProduct, send, type RawAnswer, type TestMember, type TestProduct } from '@countersign/testing';

const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

interface ToldProblem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields?: readonly { readonly field: string }[];
  readonly moreFields?: number;
}

describe('A body', () => {
  let product: TestProduct;
  let member: TestMember;

  beforeAll(async () => {
    product = await aProduct();
    member = await product.aMember({ organisation: await product.anOrganisation() });
  });

  afterEach(() => product.behindTheBack('delete from app.rate_count'));
  afterAll(() => product.close());

  const port = () => (product.app.getHttpServer().address() as AddressInfo).port;
  const told = ({ bytes }: RawAnswer) => JSON.parse(bytes.toString()) as ToldProblem;
  const reset = (headers: Readonly<Record<string, string>>, bytes: Buffer | string) =>
    send({ port: port(), method: 'post', path: '/api/password-reset', headers, bytes: Buffer.from(bytes) });
  const counts = () =>
    product.behindTheBack<{ name: string; count: number }>('select name, count from app.rate_count');

  /** Says what comes, sends only what is given, and waits for an answer and the end of the connection. */
  async function announce(head: readonly string[], start: string | Buffer = ''): Promise<string> {
    const socket = connect(port(), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    socket.write(
      [
        'POST /api/password-reset HTTP/1.1',
        'Host: localhost',
        'Sec-Fetch-Site: same-origin',
        ...head,
        '',
        '',
      ].join('\r\n'),
    );
    socket.write(start);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await once(socket, 'close');
    return answer;
  }

  it('is read where it is one JSON object in UTF-8, whatever the letters of its type', async () => {
    const form = JSON.stringify({ email: member.email });
    for (const type of [
      'application/json',
      'Application/JSON; charset=utf-8',
      'application/json;charset="UTF-8"',
      'application/json ; version=1',
    ]) {
      expect([type, (await reset({ ...json, 'content-type': type }, form)).status]).toEqual([type, 202]);
    }
    const marked = await reset({ ...json, 'content-encoding': 'identity' }, `\ufeff${form}`);
    expect(marked.status).toBe(202);
  });

  it.each<[string, Record<string, string>, string | Buffer, number, RegExp]>([
    ['packed', { 'content-encoding': 'gzip' }, 'x', 415, /as it is: none is unpacked/],
    ['packed twice', { 'content-encoding': 'identity, br' }, 'x', 415, /as it is/],
    ['text', { 'content-type': 'text/plain' }, '{}', 415, /as JSON in UTF-8/],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'email=a', 415, /as JSON/],
    ['in other letters', { 'content-type': 'application/json; charset=utf-16' }, '{}', 415, /UTF-8/],
    ['of bytes that are no text', {}, Buffer.from([0x22, 0xff, 0x22]), 400, /not JSON that can be read/],
    ['broken', {}, '{"email":', 400, /not JSON that can be read/],
    ['a list', {}, '[]', 400, /one JSON object/],
    ['a text', {}, '"email"', 400, /one JSON object/],
    ['nothing', {}, 'null', 400, /one JSON object/],
    ['nested', {}, `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`, 413, /nested more than 10 levels/],
    ['large', {}, JSON.stringify({ email: 'x'.repeat(16_384) }), 413, /larger than 16 kB/],
  ])('is refused with a sentence when it is %s', async (_what, headers, bytes, status, sentence) => {
    const answer = await reset({ ...json, ...headers }, bytes);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(told(answer)).toMatchObject({ status, detail: expect.stringMatching(sentence) as string });
  });

  it('may be as large as its route says, to the byte', async () => {
    const fill = (size: number) => `{"email":"${member.email}"}`.padEnd(size, ' ');
    expect((await reset(json, fill(16 * 1024))).status).toBe(202);
    expect((await reset(json, fill(16 * 1024 + 1))).status).toBe(413);
  });

  it('far beyond that is refused before a byte of it has come, and the connection ends', async () => {
    const answer = await announce(['Content-Type: application/json', 'Content-Length: 100000000']);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    const packed = await announce([
      'Content-Type: application/json',
      'Content-Encoding: gzip',
      'Content-Length: 100000000',
    ]);
    expect(packed).toMatch(/^HTTP\/1\.1 415 /);
  });

  it('that does not say its size is not read without end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    const chunk = Buffer.concat([
      Buffer.from(`${megabyte.length.toString(16)}\r\n`),
      megabyte,
      Buffer.from('\r\n'),
    ]);
    const head = ['Content-Type: application/json', 'Transfer-Encoding: chunked'];
    expect(await announce(head, Buffer.concat([chunk, chunk]))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('that breaks off leaves the product as it was', async () => {
    const socket = connect(port(), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /api/password-reset HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"email":',
    );
    await pause(50);
    socket.destroy();
    expect((await reset(json, JSON.stringify({ email: member.email }))).status).toBe(202);
  });

  it('is not waited for from an address that has tried too often', async () => {
    for (let tries = 0; tries < 30; tries += 1) await reset(json, 'broken');
    const head = ['Content-Type: application/json', 'Content-Length: 500', 'Connection: close'];
    const answer = await announce(head);
    expect(answer).toMatch(/^HTTP\/1\.1 429 /);
    expect(answer).toMatch(/\r\nretry-after: \d+\r\n/i);
  });

  it('counts once for its address, right or wrong', async () => {
    await reset(json, JSON.stringify({ email: member.email }));
    await reset(json, 'broken');
    await reset(json, '{}');
    expect(await counts()).toEqual([{ name: 'password-reset', count: 3 }]);
  });

  it('of a sign-in counts before it is read, but never for a browser that an account may know', async () => {
    const credentials = { email: member.email, password: member.password };
    const home = product.browser();
    await home.post('/api/sign-in').send(credentials).expect(200);
    expect(await counts()).toEqual(
      expect.arrayContaining([
        { name: 'sign-in-arrival', count: 1 },
        { name: 'sign-in', count: 1 },
      ]),
    );
    await product.behindTheBack(`update app.rate_count set count = 3000 where name = 'sign-in-arrival'`);
    await product.browser().post('/api/sign-in').send(credentials).expect(429);
    await home.post('/api/sign-in').send(credentials).expect(200);
    const forged = product.browser().set('Cookie', `countersign-device=${'A'.repeat(22)}.${'A'.repeat(22)}`);
    await product.behindTheBack(`update app.rate_count set count = 300 where name = 'sign-in'`);
    await forged.post('/api/sign-in').send(credentials).expect(429);
  });

  it.each([
    ['NUL', { email: 'a\u0000b' }, 'email'],
    ['half a pair, anywhere', { email: { in: ['fine', '\ud800'] } }, 'email.in.1'],
    ['a name that every object has', { email: JSON.parse('{"__proto__": 1}') as unknown }, 'email.__proto__'],
    ['a name that makes another class of it', { constructor: 1 }, 'constructor'],
  ])('is refused by name when it holds %s', async (_what, form, field) => {
    const answer = await reset(json, JSON.stringify(form));
    expect(told(answer)).toMatchObject({ status: 422, code: 'unusable-character', fields: [{ field }] });
  });

  it('is answered with twenty of its mistakes at most, and how many more there are', async () => {
    const strange = Object.fromEntries(
      Array.from({ length: 90 }, (_none, n) => [`${'x'.repeat(90)}${n}`, n]),
    );
    const answer = await reset(json, JSON.stringify({ email: member.email, ...strange }));
    const problem = told(answer);
    expect(problem).toMatchObject({ status: 422, moreFields: 70 });
    expect(problem.fields).toHaveLength(20);
    expect(problem.detail).toMatch(/and 70 more$/);
    expect(problem.detail.length).toBeLessThanOrEqual(1_000);
    expect(answer.bytes.length).toBeLessThan(8 * 1024);
  });

  it('is not needed where nobody reads one, and is bounded there all the same', async () => {
    await product.browser().post('/api/sign-out').expect(204);
    await product.browser().post('/api/sign-out').send({}).expect(204);
    await product
      .browser()
      .post('/api/sign-out')
      .send({ a: 'x'.repeat(20_000) })
      .expect(413);
  });
});

describe('An address', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it('has at most forty parameters, and is told back in a few words', async () => {
    const query = (count: number) => Array.from({ length: count }, (_none, n) => `p${n}=1`).join('&');
    const browser = await product.signedInAs(
      await product.aMember({ organisation: await product.anOrganisation() }),
    );
    expect((await browser.get(`/api/vendors?${query(40)}`).expect(422)).body).toMatchObject({
      moreFields: 20,
    });
    await browser.get(`/api/vendors?${query(41)}`).expect(400);
    // To the router all that follows the first question mark is the query.
    await browser.get(`/api/vendors?search=a?&${query(40)}`).expect(400);
    const long = await browser.get(`/api/vendors?${'x'.repeat(12_000)}=1`).expect(422);
    expect(long.text.length).toBeLessThan(8 * 1024);
    const nowhere = await browser.get(`/api/${'x'.repeat(12_000)}`).expect(404);
    expect(nowhere.text.length).toBeLessThan(8 * 1024);
  });
});
