import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const dist = path.resolve(__dirname, '../../../dist/apps');
const built = path.join(dist, 'portal/browser');
const hashed = /^(.+-)([\w-]{8})(\.(?:js|css))$/;

/** One more api on the running product's data, in front of a portal that can be replaced by another build. */
export class UpgradedApi {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'countersign-upgrade-'));
  #child: ChildProcess | null = null;
  #builds = 0;

  constructor(readonly port: string) {}

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Starts it, in place of the one before, with a build whose every file has another name. */
  async upgrade({ keepsFormer }: { readonly keepsFormer: boolean }): Promise<void> {
    await this.#end();
    const { environment } = JSON.parse(
      readFileSync(path.join(process.env['COUNTERSIGN_DATA'] ?? '', 'runtime.json'), 'utf8'),
    ) as { environment: Record<string, string> };
    this.#child = fork(path.join(dist, 'api/main.mjs'), [], {
      env: {
        ...environment,
        PORT: this.port,
        PUBLIC_URL: this.url,
        PORTAL_DIR: this.#nextBuild(),
        PORTAL_KEPT_DIR: keepsFormer ? path.join(this.#folder, 'kept') : '',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(this.#child, 'message');
  }

  async stop(): Promise<void> {
    await this.#end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    if (this.#child === null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill();
    await gone;
    this.#child = null;
  }

  #nextBuild(): string {
    this.#builds += 1;
    const folder = path.join(this.#folder, `build-${this.#builds}`);
    // the compressed copies hold the former names
    cpSync(built, folder, { recursive: true, filter: (file) => !/\.(?:br|gz)$/.test(file) });
    renameAll(folder, String(this.#builds));
    return folder;
  }
}

/** In each name the last letter of the digest becomes another one, and so in whatever names it. */
function renameAll(folder: string, letter: string): void {
  const files = readdirSync(folder).filter((name) => /\.(?:js|css|html)$/.test(name));
  const names = files.flatMap((name) => {
    const [, stem = '', digest = '', end = ''] = hashed.exec(name) ?? [];
    return digest === '' ? [] : [[name, `${stem}${digest.slice(0, 7)}${letter}${end}`] as const];
  });
  if (new Set(names.map(([, after]) => after)).size < names.length)
    throw new Error('Two files have one name.');
  const newNames = new Map(names);
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    writeFileSync(
      path.join(folder, file),
      text.replace(/[\w-]+-[\w-]{8}\.(?:js|css)/g, (name) => newNames.get(name) ?? name),
    );
  }
  for (const [before, after] of newNames) renameSync(path.join(folder, before), path.join(folder, after));
}
