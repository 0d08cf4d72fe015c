import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import type { Actor } from './actor';
import { Database } from './database';
import { asJson } from './named-parameters';

describe('A transaction', () => {
  let product: TestProduct;
  let database: Database;
  let alpha: TestOrganisation;
  let beta: TestOrganisation;
  let asAlpha: Actor;

  beforeAll(async () => {
    product = await aProduct();
    database = product.database;
    alpha = await product.anOrganisation({ name: 'Alpha' });
    beta = await product.anOrganisation({ name: 'Beta' });
    asAlpha = { kind: 'job', organisationId: alpha.id, name: 'spec' };
  });

  afterAll(() => product.close());

  const rename = (name: string) => database.query('update app.organisation set name = :name', { name });
  const nameOf = async ({ id }: TestOrganisation): Promise<string | undefined> => {
    const sql = 'select name from app.organisation where organisation_id = $1';
    const [row] = await product.behindTheBack<{ name: string }>(sql, [id]);
    return row?.name;
  };

  it('sees and touches the rows of its organisation alone', async () => {
    const seen = await database.run(asAlpha, () =>
      database.query('select organisation_id from app.organisation'),
    );
    expect(seen).toEqual([{ organisationId: alpha.id }]);
    await database.run(asAlpha, () => rename('Alpha Ltd'));
    expect(await nameOf(alpha)).toBe('Alpha Ltd');
    expect(await nameOf(beta)).toBe('Beta');
  });

  it('keeps nothing when the work fails, and runs nothing that waits for the commit', async () => {
    const ran: string[] = [];
    const work = database.run(asAlpha, async () => {
      await rename('Lost');
      database.afterCommit(() => void ran.push('mail'));
      throw new Error('too late');
    });
    await expect(work).rejects.toThrow('too late');
    expect(await nameOf(alpha)).not.toBe('Lost');
    expect(ran).toEqual([]);
  });

  it('runs what waits for the commit afterwards, in order, in no transaction of ours', async () => {
    const ran: unknown[] = [];
    await database.run(asAlpha, async () => {
      await rename('Kept');
      database.afterCommit(async () => void ran.push(await nameOf(alpha), database.isOpen));
      database.afterCommit(() => void ran.push('second'));
      ran.push('work');
    });
    expect(ran).toEqual(['work', 'Kept', false, 'second']);
  });

  it('does not let a failure after the commit look like a failure of the change', async () => {
    const work = database.run(asAlpha, async () => {
      database.afterCommit(() => Promise.reject(new Error('the queue is down')));
      return 'done';
    });
    await expect(work).resolves.toBe('done');
  });

  it('is not opened inside another one', async () => {
    const nested = database.run(asAlpha, () => database.run(asAlpha, () => Promise.resolve()));
    await expect(nested).rejects.toThrow('A transaction is already open here');
  });

  it('is needed for every statement, and cannot be used once it has ended', async () => {
    await expect(database.query('select 1 as one')).rejects.toThrow('No transaction is open');
    let late: (() => Promise<unknown>) | undefined;
    await database.run(asAlpha, async () => {
      const { AsyncResource } = await import('node:async_hooks');
      late = AsyncResource.bind(() => database.query('select 1 as one'));
    });
    await expect(late?.()).rejects.toThrow('The transaction has ended');
  });

  it('is done once more after a deadlock', async () => {
    const first = await product.aMember({ organisation: alpha });
    const second = await product.aMember({ organisation: alpha });
    const lock = (id: string) => database.query('select from app.member where id = :id for update', { id });
    let attempts = 0;
    const lockBoth = (order: string[], meet: () => Promise<void>) =>
      database.run(asAlpha, async () => {
        attempts += 1;
        await lock(order[0] ?? '');
        await meet();
        await lock(order[1] ?? '');
      });
    let arrived = 0;
    const meet = async () => {
      arrived += 1;
      for (let waited = 0; arrived < 2 && waited < 100; waited++) await new Promise((r) => setTimeout(r, 10));
    };
    await Promise.all([lockBoth([first.id, second.id], meet), lockBoth([second.id, first.id], meet)]);
    expect(attempts).toBe(3);
  });

  it('ends with its connection, and the next one finds a new connection', async () => {
    const work = database.run(asAlpha, async () => {
      const { pid } = await database.one<{ pid: number }>('select pg_backend_pid() as pid');
      await product.behindTheBack('select pg_terminate_backend($1)', [pid]);
      await rename('Cut off');
    });
    await expect(work).rejects.toThrow();
    expect(await nameOf(alpha)).not.toBe('Cut off');
    await expect(database.run(asAlpha, () => rename('Alpha'))).resolves.toEqual([]);
  });

  it('is not needed for one prepared statement, which never runs beside an open one', async () => {
    const sum = {
      name: 'spec_sum',
      sql: 'select :left::int + :right::int as sum',
      parameters: { left: 1, right: 2 },
      keeps: false,
    };
    expect(await database.statement(sum)).toEqual([{ sum: 3 }]);
    const beside = database.run(asAlpha, () => database.statement(sum));
    await expect(beside).rejects.toThrow('must not run beside an open transaction');
  });

  it('goes on as the organisation once a respondent has submitted, and only then', async () => {
    const respondent: Actor = {
      kind: 'respondent',
      organisationId: alpha.id,
      assessmentId: beta.id,
      contactId: beta.id,
      sessionHash: Buffer.alloc(32),
      sections: null,
    };
    const count = () => database.query('select from app.member');
    await database.run(respondent, async () => {
      expect(await count()).toEqual([]);
      await database.continueAsJob('submission');
      expect((await count()).length).toBeGreaterThan(0);
      expect(database.actor).toMatchObject({ kind: 'job', organisationId: alpha.id, name: 'submission' });
    });
    const again = database.run(asAlpha, () => database.continueAsJob('submission'));
    await expect(again).rejects.toThrow('Only a respondent continues as a job');
  });

  describe('a statement', () => {
    const query = (sql: string, parameters?: Record<string, unknown>) =>
      database.run({ kind: 'none' }, () => database.query(sql, parameters));

    it('takes named parameters, not what stands in casts, literals, names or comments', async () => {
      const sql = `select :a::int + :b::int + :a::int as total_sum, ':c' as "of:d" -- :e
        /* :f */`;
      expect(await query(sql, { a: 2, b: 3 })).toEqual([{ totalSum: 7, 'of:d': ':c' }]);
    });

    it('refuses parameters that are missing, left over or undefined', async () => {
      await expect(query('select :a::int', {})).rejects.toThrow('needs a value for the parameter a');
      await expect(query('select 1', { b: 1 })).rejects.toThrow('does not use the parameter b');
      await expect(query('select :a::int', { a: undefined })).rejects.toThrow(
        'needs a value for the parameter a',
      );
    });

    it('gives dates, instants and counts as the wire wants them', async () => {
      const sql = `select date '2026-11-22' as due_on, timestamptz '2026-11-22 10:00+02' as at,
        7::bigint as small, 9007199254740993::bigint as large, null::date as never, :list::jsonb as list`;
      expect(await query(sql, { list: asJson([1, 2]) })).toEqual([
        {
          dueOn: '2026-11-22',
          at: '2026-11-22T08:00:00.000Z',
          small: 7,
          large: '9007199254740993',
          never: null,
          list: [1, 2],
        },
      ]);
    });

    it('answers "there is no such …" where one row was wanted and none is there', async () => {
      const one = database.run(asAlpha, () => database.one('select 1 where false', {}, 'vendor'));
      await expect(one).rejects.toMatchObject({
        status: 404,
        code: 'not-found',
        detail: 'There is no such vendor.',
      });
    });
  });
});
