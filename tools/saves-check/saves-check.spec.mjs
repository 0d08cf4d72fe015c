import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, jest } from '@jest/globals';

jest.setTimeout(240_000);

const run = promisify(execFile);

it('loses no acknowledged save when the api is killed and PostgreSQL is cut off', async () => {
  const program = path.resolve('tools/test-saves.mjs');
  const { stdout } = await run(process.execPath, [program, '600', '--kills', '3', '--seed', '5']);
  expect(stdout).toMatch(/on in PostgreSQL: fsync, synchronous_commit, full_page_writes\./);
  expect(stdout).toMatch(
    /3 kills of the api, 1 immediate restart of PostgreSQL, [1-9]\d* saves sent more than once\./,
  );
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('600 acknowledged, 0 lost');
});
