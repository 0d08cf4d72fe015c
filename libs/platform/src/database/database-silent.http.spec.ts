import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { anAgent, aProduct, Line, type TestProduct } from '@countersign/testing';
import { createHttpApplication } from '#product';
import { Config } from '../config/config';
import { PeriodicRunner } from '../queue/periodic-runner';
import { PeriodicTasks } from '../queue/periodic-tasks';
import { AdvisoryLock } from './advisory-lock';
import { ApartConnections } from './apart-connections';
import { patience } from './bounded-client';
import { Database } from './database';
import { DatabaseAwayError, isDatabaseAway } from './database-away';

jest.setTimeout(60_000);

/** What is asked of it waits as long as that at most, and a moment more where the machine is busy. */
const BOUND_MS = 2_500;
const MOMENT_MS = 1_500;

describe('While the database hears what it is asked and no answer comes', () => {
  let product: TestProduct;
  let cookie: string;
  let line: Line;
  let app: NestExpressApplication;
  let database: Database;
  let loss: jest.SpyInstance;
  let back: jest.SpyInstance;
  let made = 0;

  beforeAll(async () => {
    jest.replaceProperty(patience, 'connectionMs', 1_500);
    jest.replaceProperty(patience, 'statementMs', BOUND_MS - 500);
    jest.replaceProperty(patience, 'networkMs', 500);
    product = await aProduct();
    const member = await product.aMember({ organisation: await product.anOrganisation() });
    cookie = await product.cookieOf(member);
    line = await Line.to(product.config.databaseUrl);
    app = await createHttpApplication(
      new Config({ ...product.config, databaseUrl: line.url, databaseConnections: 2 }),
    );
    await app.init();
    database = app.get(Database, { strict: false });
    loss = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    back = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  });

  afterEach(() => line.mend());

  afterAll(async () => {
    await line.cut();
    await line.mend();
    await app.close();
    await line.cut();
    await product.close();
    jest.restoreAllMocks();
  });

  const anybody = () => anAgent(app.getHttpServer());
  const vendors = () => anybody().get('/api/vendors').set('Cookie', cookie);
  const newVendor = (name = `Vendor ${(made += 1)}`) =>
    anybody().post('/api/vendors').set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }).send({ name });

  async function within<T>(ms: number, work: PromiseLike<T>): Promise<T> {
    const began = performance.now();
    const result = await work;
    expect(performance.now() - began).toBeLessThan(ms);
    return result;
  }

  const away = (detail: string) => [
    503,
    '10',
    expect.objectContaining({ code: 'database-away', detail: expect.stringContaining(detail) }),
  ];

  it.each([
    ['a connection that lay idle', 'START TRANSACTION'],
    ['the beginning of the work', 'set_config'],
    ['a running statement', 'app.vendor'],
  ])('on %s, requests are told so in time, and no connection of it is used again', async (_what, words) => {
    await vendors().expect(200);
    line.loseAnswersTo(words);
    for (const { status, headers, body } of await within(
      BOUND_MS + MOMENT_MS,
      Promise.all([vendors(), newVendor()]),
    )) {
      expect([status, headers['retry-after'], body]).toEqual(away('Nothing was changed.'));
    }
    await line.mend();
    for (let visit = 0; visit < 4; visit += 1) await vendors().expect(200);
    expect(database.connections.inUse).toBe(0);
  });

  it('on a commit, whoever sent something is told to look first, and it may be there', async () => {
    await vendors().expect(200);
    line.loseAnswersTo('INSERT INTO "app"."vendor"', 'COMMIT');
    const { status, headers, body } = await within(BOUND_MS + MOMENT_MS, newVendor('In doubt'));
    expect([status, headers['retry-after'], body]).toEqual(away('look whether it is there'));
    await line.mend();
    expect((await vendors().expect(200)).text).toContain('In doubt');
  });

  it.each([true, false])(
    'a single statement that keeps something (%s) is in doubt, and one that never left is not',
    async (keeps) => {
      const one = { name: 'spec_one', sql: 'select 1 as one', parameters: {}, keeps };
      line.loseAnswersTo('spec_one');
      await expect(database.statement(one)).rejects.toMatchObject({ inDoubt: keeps });
      await line.cut();
      await expect(database.statement(one)).rejects.toMatchObject({ inDoubt: false });
    },
  );

  it('what the entity manager asks is told by the same name', async () => {
    line.loseAnswersTo('pg_sleep');
    const asked = database.run({ kind: 'none' }, () => database.manager.query('select pg_sleep(0)'));
    await expect(asked).rejects.toBeInstanceOf(DatabaseAwayError);
  });

  it('a broken pipe is a loss too, although its code has the form of a SQLSTATE', () => {
    expect(isDatabaseAway(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBe(true);
    expect(isDatabaseAway(Object.assign(new Error('no'), { code: '23505' }))).toBe(false);
  });

  it('a connection that breaks between two statements leaves nothing in doubt', async () => {
    const broken = database.run({ kind: 'none' }, async () => {
      await line.cut();
      while (database.connections.inUse > 0) await new Promise(setImmediate);
    });
    await expect(broken).rejects.toMatchObject({ name: 'DatabaseAwayError', inDoubt: false });
  });

  it('long work is waited for as long as it may take, and what comes after it is not', async () => {
    await database.run({ kind: 'none' }, async () => {
      await database.allowStatements({ minutes: 1 });
      await database.query(`select pg_sleep(${(BOUND_MS + 500) / 1_000})`);
    });
    await expect(
      database.run({ kind: 'none' }, () => database.query('select pg_sleep(60)')),
    ).rejects.toMatchObject({ code: '57014' });
    line.loseAnswersTo('spec_after');
    await within(
      BOUND_MS + MOMENT_MS,
      expect(
        database.run({ kind: 'none' }, () => database.query('select 1 as spec_after')),
      ).rejects.toBeInstanceOf(DatabaseAwayError),
    );
  });

  it('everybody is answered in time where more come than there are connections, and readiness in two seconds', async () => {
    await vendors().expect(200);
    loss.mockClear();
    back.mockClear();
    line.hang();
    const asked = Promise.all(Array.from({ length: 6 }, () => vendors()));
    const ready = await within(2_000, anybody().get('/api/health/ready'));
    expect([ready.status, ready.body]).toEqual([503, expect.objectContaining({ database: 'down' })]);
    await anybody().get('/api/health/live').expect(200);
    const answers = await within(BOUND_MS + MOMENT_MS, asked);
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
    expect(back).not.toHaveBeenCalled();
    await line.cut();
    await line.mend();
    await vendors().expect(200);
    expect(loss.mock.calls.flat()).toEqual([expect.stringMatching(/^The database cannot be reached: .*503/)]);
    expect(back.mock.calls.flat()).toEqual(['The database answers again.']);
    await anybody().get('/api/health/ready').expect(200);
  });

  it('a lock that is lost under its work ends neither the work nor the rounds after it', async () => {
    const apart = new ApartConnections(new Config({ ...product.config, databaseUrl: line.url }));
    const rounds: string[] = [];
    const tasks = new PeriodicTasks();
    tasks.register({
      name: 'spec',
      everyMs: 50,
      run: () => {
        if (rounds.push('begun') === 1) line.loseAnswersTo('rollback');
        return Promise.resolve();
      },
    });
    const runner = new PeriodicRunner(tasks, new AdvisoryLock(apart));
    const until = async (trouble: string | null) => {
      while (runner.trouble !== trouble) await new Promise((done) => setTimeout(done, 20));
    };
    runner.onApplicationBootstrap();
    await within(BOUND_MS + MOMENT_MS, until('The task spec fails.'));
    await line.mend();
    await within(BOUND_MS + MOMENT_MS, until(null));
    expect(rounds.length).toBeGreaterThanOrEqual(2);
    await runner.onModuleDestroy();
    await apart.onApplicationShutdown();
  });
});
