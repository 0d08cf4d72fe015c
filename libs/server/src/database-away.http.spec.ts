import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Config } from '@countersign/platform';
import { anAgent, aProduct, Line, type TestMember, type TestProduct } from '@countersign/testing';
import { createHttpApplication } from './http-application';

jest.setTimeout(60_000);

describe('While the database is away', () => {
  let product: TestProduct;
  let member: TestMember;
  let cookie: string;
  let line: Line;
  let app: NestExpressApplication;
  let told: jest.SpyInstance;
  let made = 0;

  beforeAll(async () => {
    product = await aProduct();
    member = await product.aMember({ organisation: await product.anOrganisation() });
    cookie = await product.cookieOf(member);
    line = await Line.to(product.config.databaseUrl);
    app = await createHttpApplication(new Config({ ...product.config, databaseUrl: line.url }));
    await app.init();
  });

  beforeEach(async () => {
    await line.mend();
    await anybody().get('/api/vendors').set('Cookie', cookie).expect(200);
    told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });

  afterEach(() => told.mockRestore());

  afterAll(async () => {
    await line.mend();
    await app.close();
    await line.cut();
    await product.close();
  });

  const anybody = () => anAgent(app.getHttpServer());
  const newVendor = () =>
    anybody()
      .post('/api/vendors')
      .set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
      .send({ name: `Vendor ${(made += 1)}` });
  const lines = () => told.mock.calls.map(([first]) => String(first));

  it('every request is told so with 503 and when to come again, and works once it is back', async () => {
    await line.cut();
    for (const answer of [
      await anybody().get('/api/vendors').set('Cookie', cookie),
      await newVendor(),
      await anybody().post('/api/sign-in').set('Sec-Fetch-Site', 'same-origin').send({
        organisation: 'organisation-1',
        email: member.email,
        password: member.password,
      }),
    ]) {
      expect([answer.status, answer.get('Retry-After'), answer.body]).toEqual([
        503,
        '10',
        expect.objectContaining({
          code: 'database-away',
          detail: 'Nothing was changed. Try again in a minute.',
          retryAfterSeconds: 10,
          requestId: answer.get('X-Request-Id'),
        }),
      ]);
      expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1|cs_app/);
    }
    await line.mend();
    await newVendor().expect(201);
  });

  it('the log is told once when it goes and once when it is back, whatever number of requests met it', async () => {
    const back = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    await line.cut();
    for (let visit = 0; visit < 5; visit += 1) {
      await anybody().get('/api/vendors').set('Cookie', cookie).expect(503);
    }
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatch(/^The database cannot be reached: .*ECONNREFUSED.* answered with 503/);
    await line.mend();
    await anybody().get('/api/vendors').set('Cookie', cookie).expect(200);
    expect(back.mock.calls.map(([first]) => String(first))).toEqual(['The database answers again.']);
    back.mockRestore();
  });

  it('a pooler that has no connection left is the same to whoever asks, and the log is told once', async () => {
    line.exhaust();
    for (let visit = 0; visit < 3; visit += 1) {
      const answer = await anybody().get('/api/vendors').set('Cookie', cookie);
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([503, 'database-away']);
    }
    expect(lines()).toEqual([
      'The database cannot be reached: query_wait_timeout. Requests are answered with 503 until it answers again.',
    ]);
    await line.mend();
    await anybody().get('/api/vendors').set('Cookie', cookie).expect(200);
  });

  it('a request in the middle of its work is told so too', async () => {
    await product.behindTheBack(`
      create function app.stall() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger stall before insert on app.vendor for each row execute function app.stall();
      alter function app.stall() security definer`);
    const { status, body } = await newVendor();
    await product.behindTheBack('drop function app.stall cascade');
    expect([status, (body as { code: string }).code]).toEqual([503, 'database-away']);
    await newVendor().expect(201);
  });

  describe('one that goes between two statements', () => {
    const lose = async () => {
      const { database } = product;
      const { pid } = await database.one<{ pid: number }>('select pg_backend_pid() as pid');
      await product.behindTheBack('select pg_terminate_backend($1)', [pid]);
      while (!database.manager.queryRunner?.isReleased) await turn();
    };
    const away = { name: 'DatabaseAwayError', inDoubt: false };

    afterEach(() => expect(told).not.toHaveBeenCalled());

    it('has committed nothing, and says so', async () => {
      const { organisationId } = member;
      const interrupted = product.database.run({ kind: 'job', organisationId, name: 'spec' }, lose);
      await expect(interrupted).rejects.toMatchObject(away);
    });

    it('says so too where a secret had just found its organisation', async () => {
      const { database } = product;
      const interrupted = database.run({ kind: 'token', tokenHash: Buffer.alloc(32) }, async () => {
        await lose();
        await database.continueInOrganisation(member.organisationId, 'spec');
      });
      await expect(interrupted).rejects.toMatchObject(away);
    });
  });

  it('whoever was being committed is told to look first', async () => {
    await product.behindTheBack(`
      create function app.stall() returns trigger language plpgsql security definer as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger stall after insert on app.vendor deferrable initially deferred
        for each row execute function app.stall()`);
    const { status, body } = await newVendor();
    await product.behindTheBack('drop function app.stall cascade');
    expect([status, body]).toEqual([
      503,
      expect.objectContaining({ detail: expect.stringContaining('look whether it is there') }),
    ]);
  });

  it.each([
    ['its disk is full', '53100', [507, 'database-full', '300']],
    ['it takes nothing new after a change of servers', '25006', [503, 'database-read-only', '10']],
  ])('%s: said so, and told to the log', async (_what, state, expected) => {
    await product.behindTheBack(`
      create function app.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = '${state}'; end $$;
      create trigger refuse before insert on app.vendor for each row execute function app.refuse()`);
    const answer = await newVendor();
    await product.behindTheBack('drop function app.refuse cascade');
    expect([answer.status, (answer.body as { code: string }).code, answer.get('Retry-After')]).toEqual(
      expected,
    );
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('readiness says so, and so it does within two seconds when nothing answers at all', async () => {
    const ready = () => anybody().get('/api/health/ready');
    await line.cut();
    expect((await ready().expect(503)).body).toMatchObject({
      state: 'not-ready',
      database: 'down',
      files: 'up',
    });
    await line.mend();
    expect((await ready().expect(200)).body).toMatchObject({ state: 'ready', database: 'up' });
    line.hang();
    const began = performance.now();
    const [first] = await Promise.all([ready(), ready(), ready()]);
    expect([first.status, first.body]).toEqual([
      503,
      expect.objectContaining({ state: 'not-ready', database: 'down', schema: 'down', worker: 'down' }),
    ]);
    expect(performance.now() - began).toBeLessThan(2_000);
    await anybody().get('/api/health/live').expect(200);
    await line.cut();
  });
});
