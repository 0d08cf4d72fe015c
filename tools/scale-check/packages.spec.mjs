import { describe, expect, it } from '@jest/globals';
import { missingSentence } from './packages.mjs';
import { poolMode } from './settings.mjs';

describe('What the machine has to bring', () => {
  it('is named where it is missing, with the command that installs it', () => {
    const found = { nginx: '/usr/sbin/nginx', pgbouncer: null, 'redis-server': '/usr/bin/redis-server' };
    expect(missingSentence(found)).toBe(
      'pgbouncer is not installed: apt-get install nginx pgbouncer redis-server',
    );
    expect(missingSentence({ ...found, nginx: null })).toBe(
      'nginx, pgbouncer are not installed: apt-get install nginx pgbouncer redis-server',
    );
    expect(missingSentence({ ...found, pgbouncer: '/usr/sbin/pgbouncer' })).toBeNull();
  });

  it('pools by transaction from the version on that knows named statements', () => {
    expect(
      [
        [1, 18],
        [1, 20],
        [1, 21],
        [2, 0],
      ].map(poolMode),
    ).toEqual(['session', 'session', 'transaction', 'transaction']);
  });
});
