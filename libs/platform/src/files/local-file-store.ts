import { createWriteStream } from 'node:fs';
import {
  access,
  constants,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConfigurationError } from '../config/configuration-error';
import type { FileBytes } from './file-bytes';
import { isKey, newKey, requireKey } from './file-key';
import {
  ASIDE,
  FileStore,
  INSTALLATION_MARK,
  MissingFile,
  type FilesPlace,
  type StoredFile,
  type UploadLimit,
} from './file-store';
import { folderTrouble, whyUnusable } from './folder-trouble';
import { Measure } from './measure';
import { codeOf } from '../config/system-code';

const toNewFile = (path: string): Writable =>
  createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });

export class LocalFileStore extends FileStore {
  readonly place: FilesPlace;

  constructor(
    private readonly folder: string,
    private readonly writeTo: (path: string) => Writable = toNewFile,
  ) {
    super();
    this.place = {
      variable: 'FILES_DIR',
      kind: 'folder',
      name: folder,
      remedyWhereEmpty: 'mount or put back the folder',
    };
  }

  async put(stream: Readable, { maximumBytes }: UploadLimit): Promise<StoredFile> {
    const key = newKey();
    const path = this.pathOf(key);
    const measure = new Measure(maximumBytes);
    try {
      await this.requireOwnFolder();
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(stream, measure, this.writeTo(path));
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw this.told(error);
    }
    return { key, size: measure.size, sha256: measure.digest() };
  }

  async open(key: string): Promise<Readable> {
    return (await this.handleOf(key)).createReadStream();
  }

  async inspect<T>(key: string, look: (bytes: FileBytes) => Promise<T>): Promise<T> {
    const handle = await this.handleOf(key);
    try {
      const { size } = await handle.stat();
      return await look({
        size,
        async read(at, length) {
          const wanted = Math.min(length, size - at);
          if (wanted <= 0) return Buffer.alloc(0);
          const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, at);
          return buffer.subarray(0, bytesRead);
        },
      });
    } finally {
      await handle.close();
    }
  }

  async requireRoomFor(bytes: number): Promise<void> {
    try {
      await this.requireOwnFolder();
      await access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
      const { bavail, bsize } = await statfs(this.folder);
      if (bavail * bsize < bytes) throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
    } catch (error) {
      throw folderTrouble(error, this.folder) ?? error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async *keysBefore(moment: Date): AsyncGenerator<string> {
    for (const folder of await readdir(this.folder)) {
      const names = await readdir(join(this.folder, folder)).catch(() => []);
      for (const name of names) {
        const key = `${folder}/${name}`;
        if (!isKey(key)) continue;
        const about = await stat(this.pathOf(key)).catch(() => null);
        if (about?.isFile() && about.mtime < moment) yield key;
      }
    }
  }

  async setAside(key: string): Promise<void> {
    const path = join(this.folder, ASIDE, basename(requireKey(key)));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(this.pathOf(key), path);
    await utimes(path, new Date(), new Date());
  }

  async deleteSetAside(moment: Date): Promise<void> {
    const folder = join(this.folder, ASIDE);
    for (const name of await readdir(folder).catch(() => [])) {
      const about = await stat(join(folder, name)).catch(() => null);
      if (about?.isFile() && about.mtime < moment) await rm(join(folder, name), { force: true });
    }
  }

  async installation(): Promise<string | null> {
    const text = await readFile(join(this.folder, INSTALLATION_MARK), 'utf8').catch(() => null);
    return text === null ? null : text.trim();
  }

  async mark(installation: string): Promise<void> {
    const path = join(this.folder, INSTALLATION_MARK);
    try {
      await writeFile(path, `${installation}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EEXIST') return;
      throw code === '' ? error : new ConfigurationError('FILES_DIR', whyUnusable(this.folder, code));
    }
  }

  async prepare(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw new ConfigurationError('FILES_DIR', whyUnusable(this.folder, codeOf(error)));
    }
  }

  /** One file that is missing is missing; a whole folder that is missing is no statement on its files. */
  private async handleOf(key: string): Promise<FileHandle> {
    const path = this.pathOf(key);
    try {
      await this.requireOwnFolder();
    } catch (error) {
      throw this.told(error);
    }
    return open(path, 'r').catch((error: unknown) => {
      throw codeOf(error) === 'ENOENT' ? new MissingFile(key, this.place) : error;
    });
  }

  /** A disk that is not mounted leaves an empty folder in its place: what is put there would be hidden afterwards. */
  private async requireOwnFolder(): Promise<void> {
    await access(join(this.folder, INSTALLATION_MARK));
  }

  private told(error: unknown): unknown {
    const trouble = folderTrouble(error, this.folder);
    if (trouble === null) return error;
    this.logger.error(trouble.forOperator);
    return trouble;
  }

  private pathOf(key: string): string {
    return join(this.folder, requireKey(key));
  }
}
