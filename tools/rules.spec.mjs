import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { root } from './node/root.mjs';

jest.setTimeout(120_000);

const [, example] = /```json case\n([\s\S]*?)```/.exec(
  fs.readFileSync(path.join(root, 'docs/rules.md'), 'utf8'),
);

describe('The rules on the command line', () => {
  it('end quietly where nobody reads their answer to its end', async () => {
    const child = spawn(process.execPath, ['tools/rules.mjs'], { cwd: root });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.stdout.destroy();
    // More than fits into a pipe, as from `| head`.
    child.stdin.end(JSON.stringify({ cases: Array.from({ length: 20 }, () => JSON.parse(example)) }));
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect([code, said]).toEqual([0, '']);
  });
});
