import { createHash, randomUUID } from 'node:crypto';
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
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Logger } from '@nestjs/common';
import { Problem } from '../problems/problem';
import type { FileBytes } from './file-bytes';
import { storageTrouble } from './storage-trouble';

export interface StoredFile {
  readonly key: string;
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** Bytes first, then the row: a file without a row is swept later, a row without a file never exists. */
export abstract class FileStore {
  abstract put(stream: Readable, limit: { readonly maximumBytes: number }): Promise<StoredFile>;
  abstract open(key: string): Promise<Readable>;
  /** For whoever needs some bytes of a file and not all: they can be read until `look` has answered. */
  abstract inspect<T>(key: string, look: (bytes: FileBytes) => Promise<T>): Promise<T>;
  /** Only after the commit that forgets the file. Removing it twice is no error. */
  abstract remove(key: string): Promise<void>;
  /** Every key whose bytes were last written before this moment; what is no stored file is passed over. */
  abstract keysBefore(moment: Date): AsyncIterable<string>;
  /** Out of reach, but not deleted yet. */
  abstract setAside(key: string): Promise<void>;
  /** Deletes what was set aside before this moment. */
  abstract deleteSetAside(moment: Date): Promise<void>;
  /** The id of the installation whose files these are; null where the store does not say. */
  abstract installation(): Promise<string | null>;
  /**
   * Whether a file of this size could be kept now.
   *
   * @throws StorageProblem
   */
  abstract requireRoomFor(bytes: number): Promise<void>;
}

const keyShape = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** Names the installation whose files lie here. */
export const INSTALLATION_MARK = 'countersign-installation.txt';

/** Where a sweep puts what no row names. */
const ASIDE = 'set-aside';

const toNewFile = (path: string): Writable =>
  createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });

export class LocalFileStore extends FileStore {
  private readonly logger = new Logger('Files');

  constructor(
    private readonly folder: string,
    private readonly writeTo: (path: string) => Writable = toNewFile,
  ) {
    super();
  }

  async put(stream: Readable, { maximumBytes }: { readonly maximumBytes: number }): Promise<StoredFile> {
    const id = randomUUID();
    const key = `${id.slice(0, 2)}/${id}`;
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

  /** One file that is missing is `ENOENT`; a whole folder that is missing is no statement on its files. */
  async open(key: string): Promise<Readable> {
    const path = this.pathOf(key);
    await this.requireOwnFolder().catch((error: unknown) => {
      throw this.told(error);
    });
    const handle = await open(path, 'r');
    return handle.createReadStream();
  }

  async inspect<T>(key: string, look: (bytes: FileBytes) => Promise<T>): Promise<T> {
    const handle = await open(this.pathOf(key), 'r');
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
      throw storageTrouble(error, this.folder) ?? error;
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
        if (!keyShape.test(key)) continue;
        const about = await stat(this.pathOf(key)).catch(() => null);
        if (about?.isFile() && about.mtime < moment) yield key;
      }
    }
  }

  async setAside(key: string): Promise<void> {
    const path = join(this.folder, ASIDE, basename(key));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(this.pathOf(key), path);
    // The month counts from here, not from the day of the upload.
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

  /** A disk that is not mounted leaves an empty folder in its place: what is put there would be hidden afterwards. */
  private async requireOwnFolder(): Promise<void> {
    await access(join(this.folder, INSTALLATION_MARK));
  }

  private told(error: unknown): unknown {
    const trouble = storageTrouble(error, this.folder);
    if (trouble === null) return error;
    this.logger.error(trouble.forOperator);
    return trouble;
  }

  private pathOf(key: string): string {
    if (!keyShape.test(key)) throw new Error('This is not the key of a stored file.');
    return join(this.folder, key);
  }
}

class Measure extends Transform {
  size = 0;
  private readonly hash = createHash('sha256');

  constructor(private readonly maximumBytes: number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.size += chunk.length;
    if (this.size > this.maximumBytes) return done(tooLarge(this.maximumBytes));
    this.hash.update(chunk);
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

function tooLarge(maximumBytes: number): Problem {
  const megabytes = Math.floor(maximumBytes / (1024 * 1024));
  return new Problem({
    status: 413,
    code: 'too-large',
    title: 'File too large',
    detail: `A file may have at most ${megabytes > 0 ? `${megabytes} MB` : `${maximumBytes} bytes`}.`,
    extra: { maximumBytes },
  });
}
