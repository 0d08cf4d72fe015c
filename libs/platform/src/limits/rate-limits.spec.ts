import { aProduct, type TestProduct } from '@countersign/testing';
import { defineLimits } from './rate-limit';
import { clientOf, RateLimits } from './rate-limits';

const made = defineLimits({
  parcels: { most: 30, perSeconds: 3600 },
  letters: { most: 30, perSeconds: 3600 },
});

describe('A rate limit', () => {
  let product: TestProduct;
  let limits: RateLimits;

  beforeAll(async () => {
    product = await aProduct();
    limits = product.get(RateLimits);
  });

  afterAll(() => product.close());

  it('lets through as many as it says, also of those that come at once, and says how long to wait', async () => {
    const tries = Array.from({ length: 36 }, () =>
      limits.take(made.parcels, 'member-1').then(() => null, problemOf),
    );
    const refused = (await Promise.all(tries)).filter((problem) => problem !== null);
    expect(refused).toHaveLength(6);
    for (const { status, code, retryAfterSeconds } of refused) {
      expect([status, code]).toEqual([429, 'too-many-requests']);
      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(retryAfterSeconds).toBeLessThanOrEqual(3600);
    }
    await limits.take(made.parcels, 'member-2');
    await limits.take(made.letters, 'member-1');
  });

  it('keeps no readable key, and forgets what is older than a day', async () => {
    await limits.take(made.parcels, '203.0.113.9');
    await product.behindTheBack(
      `update app.rate_count set window_start = window_start - interval '25 hours'`,
    );
    await limits.take(made.parcels, '203.0.113.9');
    const rows = await product.behindTheBack<{ key: string }>(
      `select encode(key, 'escape') as key from app.rate_count`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.key).not.toContain('203.0.113.9');
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    [undefined, 'unknown'],
    ['nonsense', 'unknown'],
  ])('counts the address %s as %s', (address, client) => {
    expect(clientOf(address)).toBe(client);
  });

  it('counts an IPv6 network as one client', () => {
    expect(clientOf('2001:db8:1:2::1')).toBe(clientOf('2001:db8:1:2:ffff::9'));
    expect(clientOf('2001:db8:1:2::1')).not.toBe(clientOf('2001:db8:1:3::1'));
  });
});

function problemOf(error: unknown) {
  return error as { status: number; code: string; retryAfterSeconds: number };
}
