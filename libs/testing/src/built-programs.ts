import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

// only where it is used: a benchmark that bundles this has no folder of its own
const root = () => resolve(__dirname, '../../..');
const run = promisify(execFile);
const bundling = `import('./tools/build-node.mjs').then((tool) => tool.bundle(JSON.parse(process.argv[1]), process.argv[2]))`;

export interface Told {
  /** All that the program is told: nothing of the spec's own environment reaches it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  /** Milliseconds, after which a program that was started is ended. */
  readonly timeout?: number;
}

/** How a program ended, and what it said on the way. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Packages that one program has compiled, the next need not: the one thing told beside what a spec tells. */
const compiled = () => ({ NODE_COMPILE_CACHE: join(root(), 'tmp', 'compiled') });

/** Programs of ours, built as they are shipped, and run as an operator runs them: told by their environment alone. */
export class BuiltPrograms<Name extends string> {
  private constructor(readonly folder: string) {}

  /** Inside the repository, where the packages are found. */
  static async of<Name extends string>(
    entries: Readonly<Record<Name, string>>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<BuiltPrograms<Name>> {
    await mkdir(join(root(), 'tmp'), { recursive: true });
    const folder = await mkdtemp(join(root(), 'tmp', 'programs-'));
    await run(process.execPath, ['-e', bundling, JSON.stringify(entries), join(folder, 'built')], {
      cwd: root(),
      env: { ...process.env, ...env },
    });
    return new BuiltPrograms(folder);
  }

  file(name: Name): string {
    return join(this.folder, 'built', `${name}.mjs`);
  }

  /** To its end. */
  async run(name: Name, { env, args = [] }: Told): Promise<Ended> {
    try {
      const told = { ...env, ...compiled() };
      const said = await run(process.execPath, [this.file(name), ...args], { env: told, maxBuffer: 2 ** 24 });
      return { code: 0, ...said };
    } catch (error) {
      const { code, stdout, stderr } = error as Ended;
      return { code, stdout, stderr };
    }
  }

  /** As the launcher starts it, with a channel on which it tells that it is ready. */
  start(name: Name, { env, args = [], timeout }: Told): ChildProcess {
    return fork(this.file(name), [...args], {
      execArgv: [],
      silent: true,
      env: { ...env, ...compiled() },
      timeout,
    });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** What a program says until it ends, whatever its end is. */
export async function heard(child: ChildProcess): Promise<{ readonly code: unknown; readonly said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, said: said.trim() };
}
