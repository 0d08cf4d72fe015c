import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { ConfigurationError } from '@countersign/platform';

/** How long after an upgrade a tab that was opened before it finds its files. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const EACH_MS = 60 * 60 * 1000;

/** A name that holds a digest of what is in it, as the build writes them; the digest may have any of these letters. */
const HASHED = /-[\w-]{8}\.(?:js|css|woff2?|svg|png|ico)$/;

export const hasHashedName = (path: string): boolean => HASHED.test(path);

/**
 * The files of this portal and of those before it, in a folder that outlives an upgrade. A file whose name holds its
 * digest never changes, so those of several versions lie side by side; each says by its time when it was current last.
 */
export class FormerPortals {
  constructor(
    private readonly portal: string,
    private readonly folder: string,
  ) {}

  /** Keeps what is current from now on, and lets go of what has not been for a day; the timer holds no process up. */
  async begin(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await this.keep(new Date());
    } catch {
      throw new ConfigurationError(
        'PORTAL_KEPT_DIR',
        'cannot be made or written to: correct the variable or the rights of the folder.',
      );
    }
    setInterval(() => void this.keep(new Date()).catch(() => undefined), EACH_MS).unref();
  }

  async keep(now: Date): Promise<void> {
    for (const path of await hashedFilesIn(this.portal)) await this.keepOne(path, now);
    for (const path of await filesIn(this.folder)) {
      const { mtimeMs } = await stat(join(this.folder, path)).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs < now.getTime() - KEPT_MS) await rm(join(this.folder, path), { force: true });
    }
  }

  /** Written beside and renamed, since another process may hand it out in the same moment. */
  private async keepOne(path: string, now: Date): Promise<void> {
    const kept = join(this.folder, path);
    const known = await stat(kept).catch(() => null);
    if (known === null) {
      await mkdir(dirname(kept), { recursive: true, mode: 0o700 });
      const unfinished = join(dirname(kept), `.${randomUUID()}.${basename(kept)}`);
      await copyFile(join(this.portal, path), unfinished, constants.COPYFILE_FICLONE);
      await rename(unfinished, kept);
    }
    await utimes(kept, now, now);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

const hashedFilesIn = async (folder: string): Promise<string[]> =>
  (await filesIn(folder)).filter((path) => hasHashedName(path));
