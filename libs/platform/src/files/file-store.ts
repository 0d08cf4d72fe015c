import { Problem, say } from '@countersign/wire';
import type { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { FileBytes } from './file-bytes';

export interface StoredFile {
  readonly key: string;
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface UploadLimit {
  readonly maximumBytes: number;
}

/** How a refused start speaks of the place where files lie. */
export interface FilesPlace {
  /** The one that names it. */
  readonly variable: 'FILES_DIR' | 'FILES_S3_BUCKET';
  readonly kind: 'folder' | 'bucket';
  readonly name: string;
  readonly remedyWhereEmpty: string;
}

/** Names the installation whose files lie here. */
export const INSTALLATION_MARK = 'countersign-installation.txt';

/** Where a sweep puts what no row names. */
export const ASIDE = 'set-aside';

/** Bytes first, then the row: a file without a row is swept later, a row without a file never exists. */
export abstract class FileStore {
  protected readonly logger = new Logger('Files');

  abstract readonly place: FilesPlace;

  /** @throws Problem when the file is too large; StorageProblem. Nothing stays of what is refused or breaks off. */
  abstract put(stream: Readable, limit: UploadLimit): Promise<StoredFile>;

  /** @throws MissingFile, StorageProblem */
  abstract open(key: string): Promise<Readable>;

  /**
   * For whoever needs some bytes of a file and not all: they can be read until `look` has answered.
   *
   * @throws MissingFile, StorageProblem
   */
  abstract inspect<T>(key: string, look: (bytes: FileBytes) => Promise<T>): Promise<T>;

  /** Only after the commit that forgets the file. Removing it twice is no error. */
  abstract remove(key: string): Promise<void>;

  /** Every key whose bytes were last written before this moment; what is no stored file is passed over. */
  abstract keysBefore(moment: Date): AsyncIterable<string>;

  /** Out of reach, but not deleted yet: the month until then counts from here, not from the day of the upload. */
  abstract setAside(key: string): Promise<void>;

  /** Deletes what was set aside before this moment. */
  abstract deleteSetAside(moment: Date): Promise<void>;

  /** The id of the installation whose files these are; null where the store does not say. */
  abstract installation(): Promise<string | null>;

  /** Writes whose files these are where the store does not say; what it says already stays. */
  abstract mark(installation: string): Promise<void>;

  /**
   * At a start: makes what can be made, and looks whether files can be kept here.
   *
   * @throws ConfigurationError
   */
  abstract prepare(): Promise<void>;

  /**
   * Whether a file of this size could be kept now.
   *
   * @throws StorageProblem
   */
  abstract requireRoomFor(bytes: number): Promise<void>;

  /** For a person: the bytes, once `record` has written down that they leave. What is missing leaves no record. */
  async handOut(key: string, record: () => Promise<unknown>): Promise<Readable> {
    const bytes = await this.open(key).catch((error: unknown) => {
      if (error instanceof MissingFile) this.logger.error(error.forOperator);
      throw error;
    });
    try {
      await record();
      return bytes;
    } catch (error) {
      bytes.destroy();
      throw error;
    }
  }
}

/** The place is there and does not have this file, although a row names it. */
export class MissingFile extends Problem {
  readonly forOperator: string;

  constructor(key: string, { variable, name }: FilesPlace) {
    super({
      status: 404,
      code: 'file-missing',
      title: say('title.file-missing'),
      detail: say('refusal.file-missing'),
    });
    this.forOperator = `The stored file ${key} is missing from ${variable} ${name}, although the database knows it: put it back from a backup.`;
  }
}
