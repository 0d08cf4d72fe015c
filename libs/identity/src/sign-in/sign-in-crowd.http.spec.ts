import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type TestAgent from 'supertest/lib/agent';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { MemberLinks } from '../links/member-links';
import { Passwords } from '../passwords/passwords';

const strangersAddress = (number: number) => `198.51.100.${number}`;

describe('A crowd before the sign-in', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let member: TestMember;
  let home: TestAgent;

  beforeAll(async () => {
    product = await aProduct({ trustedProxies: ['127.0.0.1'] });
    organisation = await product.anOrganisation();
    member = await product.aMember({ organisation });
    home = product.browser();
    await home.post('/api/sign-in').send(credentials()).expect(200);
  });

  beforeEach(() => product.behindTheBack('delete from app.rate_count; delete from app.sign_in_attempt'));

  afterAll(() => product.close());

  const credentials = () => ({ email: member.email, password: member.password });
  const stranger = (number: number) => product.browser().set('X-Forwarded-For', strangersAddress(number));
  const unknown = 'nobody@alder.example';
  const left = () =>
    product.behindTheBack(`
      select name, count from app.rate_count where name <> 'sign-in-arrival' and count > 0
      union all select 'attempt', failures from app.sign_in_attempt
      union all select what, 1 from app.audit_event where what = 'sign-in.failed'`);

  /** Somebody is at work, and as many strangers as there are places wait, until `work` is done. */
  async function whileStrangersWait<T>(strangers: number, work: () => Promise<T>): Promise<T> {
    const passwords = product.get(Passwords);
    let end = (): void => undefined;
    const open = new Promise<void>((resolve) => (end = resolve));
    const held = Array.from({ length: strangers }, (_none, number) =>
      passwords.inTurn({ row: 'stranger', holders: [`crowd ${number}`] }, () => open),
    );
    try {
      return await work();
    } finally {
      end();
      await Promise.all(held);
    }
  }

  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('costs whoever is turned away no try, and tells nobody who has an account', async () => {
    const [known, nobody] = await whileStrangersWait(40, async () => [
      await stranger(1).post('/api/sign-in').send(credentials()).expect(503),
      await stranger(2).post('/api/sign-in').send({ email: unknown, password: 'a guess' }).expect(503),
    ]);
    // Each request has a name of its own; the rest is the same to the letter.
    const saidIn = (text = '') => text.replace(/"requestId":"[0-9a-f-]{36}"/, '');
    expect(saidIn(known?.text)).toBe(saidIn(nobody?.text));
    expect(known?.body).toMatchObject({ code: 'too-busy', retryAfterSeconds: 3 });
    for (const answer of [known, nobody]) {
      expect(answer?.headers['retry-after']).toBe('3');
      expect(answer?.headers['set-cookie']).toBeUndefined();
    }
    expect(await left()).toEqual([]);
    await stranger(1).post('/api/sign-in').send(credentials()).expect(200);
  });

  it('costs the database next to nothing for whoever finds no place, one by one and at once', async () => {
    const guess = (email: string) =>
      stranger(1)
        .post('/api/sign-in')
        .send({ email, password: 'a guess' })
        .then(({ status }) => status);
    const accounts = () =>
      product.behindTheBack(`select name from app.rate_count where name = 'sign-in-account'`);
    await whileStrangersWait(40, async () => {
      for (let n = 0; n < 5; n += 1) expect(await guess(unknown)).toBe(503);
    });
    expect(await accounts()).toEqual([]);
    const statuses: number[] = [];
    const { crowd } = await whileStrangersWait(1, async () => {
      const arriving = Array.from({ length: 20 }, async (_none, number) =>
        statuses.push(await guess(`n${number}@alder.example`)),
      );
      await until(() => statuses.length === 12 && product.get(Passwords).waiting === 8);
      return { crowd: arriving };
    });
    expect(statuses).toEqual(Array(12).fill(503));
    await Promise.all(crowd);
    expect(await accounts()).toHaveLength(8);
  });

  it('does not hold up a known device, nor whoever is signed in or holds a link', async () => {
    const browser = await product.signedInAs(member);
    const other = await product.aMember({ organisation });
    const token = await product.asJobOf(organisation, () =>
      product.get(MemberLinks).mint('password-reset', other.id),
    );
    const password = 'seven quiet lamps on a pier';
    const answers = await whileStrangersWait(40, async () => {
      const asked = [
        home.post('/api/sign-in').send(credentials()),
        browser.post('/api/account/confirm').send({ password: member.password }),
        product.browser().post('/api/password-reset/complete').send({ token, password }),
      ].map((each) => each.then(({ status }) => status));
      await until(() => product.get(Passwords).waiting === 42);
      return asked;
    });
    expect(await Promise.all(answers)).toEqual([200, 204, 204]);
  });

  it('is not made by one address: the limit comes first, and it holds a few places only', async () => {
    const { all, others } = await whileStrangersWait(1, async () => {
      const crowd = Array.from({ length: 20 }, (_none, number) =>
        stranger(3)
          .post('/api/sign-in')
          .send({ email: `n${number}@alder.example`, password: 'a guess' })
          .then(({ status }) => status),
      );
      const other = stranger(4)
        .post('/api/sign-in')
        .send(credentials())
        .then(({ status }) => status);
      await until(() => product.get(Passwords).waiting === 9);
      return { all: crowd, others: [other] };
    });
    const statuses = await Promise.all(all);
    expect(statuses.filter((status) => status === 503)).toHaveLength(12);
    expect(statuses.filter((status) => status === 401)).toHaveLength(8);
    expect(await Promise.all(others)).toEqual([200]);
    await product.behindTheBack(`update app.rate_count set count = 300 where name = 'sign-in'`);
    // With one place left: where there is none, nobody's tries are looked up.
    const refused = await whileStrangersWait(39, () =>
      stranger(3).post('/api/sign-in').send(credentials()).expect(429),
    );
    expect(refused.body.code).toBe('too-many-requests');
  });

  it('gets smaller when somebody hangs up, who then has not tried', async () => {
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const body = JSON.stringify({ email: unknown, password: 'a guess' });
    await whileStrangersWait(1, async () => {
      const calling = request({
        port,
        method: 'POST',
        path: '/api/sign-in',
        headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
      });
      calling.on('error', () => undefined);
      calling.end(body);
      await until(() => product.get(Passwords).waiting === 1);
      calling.destroy();
      await until(() => product.get(Passwords).waiting === 0);
    });
    expect(await product.behindTheBack('select address from app.sign_in_attempt')).toEqual([]);
  });

  it('at one account is limited wherever it comes from, alike for an address that nobody has, and costs its owner nothing', async () => {
    const codesFor = async (email: string) => {
      const codes: string[] = [];
      for (let number = 0; number < 62; number += 1) {
        const answer = await stranger(number).post('/api/sign-in').send({ email, password: 'a guess' });
        codes.push(answer.body.code);
      }
      return codes;
    };
    const [known, nobody] = [await codesFor(member.email), await codesFor(unknown)];
    expect(known).toEqual(nobody);
    expect(known.slice(-3)).toEqual(['too-many-tries', 'too-many-requests', 'too-many-requests']);
    await home.post('/api/sign-in').send(credentials()).expect(200);
    const neighbour = await product.aMember({ organisation });
    const { email, password } = neighbour;
    await stranger(1).post('/api/sign-in').send({ email, password }).expect(200);
  });

  it('at one account is forgotten with a new password, for its owner may sit at a new device', async () => {
    const owner = await product.aMember({ organisation });
    const { email } = owner;
    await stranger(1).post('/api/sign-in').send({ email, password: 'a guess' }).expect(401);
    await product.behindTheBack(`update app.rate_count set count = 60 where name = 'sign-in-account'`);
    const password = 'seven quiet lamps on a pier';
    await stranger(1).post('/api/sign-in').send({ email, password }).expect(429);
    const token = await product.asJobOf(organisation, () =>
      product.get(MemberLinks).mint('password-reset', owner.id),
    );
    await product.browser().post('/api/password-reset/complete').send({ token, password }).expect(204);
    await stranger(1).post('/api/sign-in').send({ email, password }).expect(200);
  });
});

describe('What is derived from a password', () => {
  const source = join(__dirname, '..', '..', '..', '..');
  const gate = join('libs', 'identity', 'src', 'passwords', 'passwords.ts');

  it('is derived behind the gate, in one file and in no other', async () => {
    const derivers: string[] = [];
    for (const folder of ['libs', join('apps', 'api', 'src'), join('apps', 'worker', 'src')]) {
      for (const name of await readdir(join(source, folder), { recursive: true })) {
        if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
        const text = await readFile(join(source, folder, name), 'utf8');
        if (/argon2(id|Sync)?['"(,\s}]|\b(scrypt|pbkdf2)/.test(text)) derivers.push(join(folder, name));
      }
    }
    expect(derivers).toEqual([gate]);
  });
});
