import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { liveProgram } from './live-program.mjs';

const serving = (name) => `
  process.once('SIGTERM', () => process.exit(0));
  setInterval(() => {}, 1000);
  process.send({ serves: '${name} ' + process.env.OWN });`;

describe('A program that is replaced while it runs', () => {
  let folder;
  let program;
  let told;
  let took;
  const isAlive = (pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  function wanted(name, text = serving(name)) {
    const file = path.join(folder, `${name}.mjs`);
    fs.writeFileSync(file, text);
    return { program: file, packages: ['node:path', 'a-package-that-is-not-there'] };
  }

  async function untilGone(pid) {
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'live-'));
    told = [];
    took = [];
    let starts = 0;
    program = liveProgram({
      name: 'api',
      env: process.env,
      logFile: path.join(folder, 'api.log'),
      tell: (line) => told.push(line),
      settings: async () => ({ OWN: String((starts += 1)) }),
      serves: ({ serves }) => serves ?? null,
      took: (what) => took.push({ what, formerLives: program.pid !== null }),
    });
  });

  afterEach(async () => {
    await program.stop();
    fs.rmSync(folder, { recursive: true });
  });

  it('serves with the next one before the former one ends', async () => {
    expect(await program.replace(wanted('first'))).toBe(true);
    const first = program.pid;
    program.getReady();
    expect(await program.replace(wanted('second'))).toBe(true);
    expect(took.map(({ what }) => what)).toEqual(['first 1', 'second 2']);
    expect(program.pid).not.toBe(first);
    await untilGone(first);
    expect(isAlive(program.pid)).toBe(true);
    expect(told).toEqual([]);
  });

  it('goes on with the former one where the next does not start, and says why', async () => {
    await program.replace(wanted('first'));
    const first = program.pid;
    expect(await program.replace(wanted('broken', `throw new Error('DATABASE_URL is missing');`))).toBe(
      false,
    );
    expect(program.pid).toBe(first);
    expect(isAlive(first)).toBe(true);
    expect(told.join('\n')).toMatch(/api does not start:[^]*DATABASE_URL is missing/);
    expect(await program.replace(wanted('third'))).toBe(true);
  });

  it('says that it ended, and starts with the next save', async () => {
    await program.replace(wanted('first'));
    const first = program.pid;
    process.kill(first, 'SIGKILL');
    await untilGone(first);
    while (program.pid !== null) await new Promise((resolve) => setImmediate(resolve));
    expect(told[0]).toMatch(/^api stopped \(SIGKILL\)/);
    expect(await program.replace(wanted('second'))).toBe(true);
  });

  it('leaves no process behind', async () => {
    await program.replace(wanted('first'));
    const first = program.pid;
    program.getReady();
    await program.stop();
    expect(isAlive(first)).toBe(false);
  });
});
