import { aProduct, type TestProduct } from '@countersign/testing';
import { Config } from '../config/config';
import { AdvisoryLock } from './advisory-lock';
import { ApartConnections } from './apart-connections';

let product: TestProduct;
let connections: ApartConnections;
let lock: AdvisoryLock;

beforeAll(async () => {
  product = await aProduct();
  connections = new ApartConnections(product.get(Config));
  lock = new AdvisoryLock(connections);
});

afterAll(async () => {
  await connections.onApplicationShutdown();
  await product.close();
});

const dropApart = () =>
  product.behindTheBack(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where datname = current_database() and application_name = 'countersign apart'`,
  );

describe('A lock', () => {
  it('lets one at its work at a time, and the next when it is done', async () => {
    let second: boolean | undefined;
    expect(
      await lock.tryRun('work', async () => {
        second = await lock.tryRun('work', () => Promise.resolve());
      }),
    ).toBe(true);
    expect(second).toBe(false);
    expect(await lock.tryRun('work', () => Promise.resolve())).toBe(true);
  });

  it('whose connection breaks in the middle of the work fails, ends no process, and can be taken again', async () => {
    let finished = false;
    const held = lock.tryRun('work', async () => {
      await dropApart();
      // Somebody else is at it by now.
      expect(await lock.tryRun('work', () => Promise.resolve())).toBe(true);
      finished = true;
    });
    await expect(held).rejects.toThrow();
    expect(finished).toBe(true);
    expect(await lock.tryRun('work', () => Promise.resolve())).toBe(true);
  });
});
