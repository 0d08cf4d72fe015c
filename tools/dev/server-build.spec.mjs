import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { root } from '../node/root.mjs';
import { liveProgram } from './live-program.mjs';

const sources = {
  'tsconfig.node.json': JSON.stringify({ compilerOptions: { target: 'es2023' } }),
  'libs/domain/src/index.ts': `export const days: number = 30;`,
  'libs/wire/src/index.ts': `import { days } from '@countersign/domain';\nexport const said = () => \`\${days} days\`;`,
  'libs/mail/src/index.ts': `export const mail = 'mail';`,
  'apps/api/src/main.ts': `import os from 'node:os';\nimport { said } from '@countersign/wire';\nprocess.send({ says: said() });\nsetInterval(() => os.uptime(), 1000);`,
  'apps/worker/src/main.ts': `import express from 'express';\nimport { mail } from '@countersign/mail';\nprocess.send({ says: [mail, typeof express].join() });\nsetInterval(() => {}, 1000);`,
};

/** The bundler cannot be loaded by Jest: it builds in a process of its own. */
const building = `
  const { serverBuild } = await import(process.argv[1]);
  const { build, compiled } = serverBuild(process.argv[2]);
  process.on('message', (saved) =>
    build(saved).then(
      (built) => process.send({ built }),
      ({ message }) => process.send({ message }),
    ));
  process.send({ compiled });`;

async function startBuilding(folder) {
  const program = pathToFileURL(path.join(root, 'tools/dev/server-build.mjs')).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', building, program, folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ compiled }] = await once(child, 'message');
  return {
    compiled,
    async build(saved = []) {
      child.send(saved);
      const [{ built, message }] = await once(child, 'message');
      if (message) throw new Error(message);
      return built;
    },
    async end() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

describe('Api and worker, built as often as a source is saved', () => {
  let folder;
  let server;
  let program;
  const write = (name, text) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  };
  const says = async (built, name) => {
    let heard = null;
    program = liveProgram({
      name,
      env: { ...process.env, NODE_COMPILE_CACHE: server.compiled },
      logFile: path.join(folder, `${name}.log`),
      tell: (line) => (heard ??= line),
      serves: ({ says }) => says ?? null,
      took: (said) => (heard = said),
    });
    await program.replace(built[name]);
    await program.stop();
    return heard;
  };

  beforeEach(async () => {
    fs.mkdirSync(path.join(root, 'tmp'), { recursive: true });
    folder = fs.mkdtempSync(path.join(root, 'tmp/server-build-'));
    for (const [name, text] of Object.entries(sources)) write(name, text);
    server = await startBuilding(folder);
  });

  afterEach(async () => {
    await program?.stop();
    await server.end();
    fs.rmSync(folder, { recursive: true });
  });

  it('runs with its libraries, each of which lies by itself', async () => {
    const built = await server.build();
    expect(Object.keys(built.api.libraries)).toEqual(['@countersign/domain', '@countersign/wire']);
    expect(Object.keys(built.worker.libraries)).toEqual(['@countersign/mail']);
    expect(await says(built, 'api')).toBe('30 days');
    expect(await says(built, 'worker')).toBe('mail,function');
  });

  it('names the packages that a process can load before it knows its program', async () => {
    const { api, worker } = await server.build();
    expect(api.packages).toEqual(['@nestjs/platform-express']);
    expect(worker.packages).toEqual(['@nestjs/platform-express', 'express']);
  });

  it('builds the library that was saved, and keeps the others', async () => {
    const before = await server.build();
    const after = await server.build([write('libs/domain/src/index.ts', 'export const days = 31;')]);
    expect(after.api.libraries['@countersign/domain']).not.toBe(before.api.libraries['@countersign/domain']);
    expect(after.api.libraries['@countersign/wire']).toBe(before.api.libraries['@countersign/wire']);
    expect(after.api.digest).not.toBe(before.api.digest);
    expect(after.worker).toEqual(before.worker);
    expect(await says(after, 'api')).toBe('31 days');
    expect(await says(before, 'api')).toBe('30 days');
  });

  it('does not build a library again that was not saved', async () => {
    const before = await server.build();
    const wire = write('libs/wire/src/index.ts', `export const said = () => 'seen';`);
    expect(await server.build([path.join(folder, 'libs/domain/src/index.ts')])).toEqual(before);
    expect(await says(await server.build([wire]), 'api')).toBe('seen');
  });

  it('takes up a library that a saved file imports for the first time', async () => {
    await server.build();
    write('libs/limits/src/index.ts', 'export const most = 5;');
    const wire = write(
      'libs/wire/src/index.ts',
      `import { most } from '@countersign/limits';\nexport const said = () => most;`,
    );
    expect(await says(await server.build([wire]), 'api')).toBe(5);
  });

  it('says which line cannot be built, and builds it when it was mended', async () => {
    await server.build();
    const broken = write('libs/domain/src/index.ts', 'export const days = ;');
    await expect(server.build([broken])).rejects.toThrow(/libs\/domain\/src\/index\.ts:1/);
    write('libs/domain/src/index.ts', 'export const days = 32;');
    expect(await says(await server.build(), 'api')).toBe('32 days');
  });

  it('says where a name is imported that its library no longer exports', async () => {
    await server.build();
    const gone = write('libs/domain/src/index.ts', 'export const weeks = 4;');
    await expect(server.build([gone])).rejects.toThrow(
      'libs/wire/src/index.ts:1: @countersign/domain exports no days.',
    );
    write('libs/domain/src/index.ts', sources['libs/domain/src/index.ts']);
    expect(await says(await server.build([gone]), 'api')).toBe('30 days');
  });
});
