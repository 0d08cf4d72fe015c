import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ConfigurationError } from '../config/configuration-error';
import type { FilesBucket } from '../config/files-location';
import { Bucket, type BucketPatience } from './bucket';
import { copyWithin } from './bucket-copy';
import { bucketTrouble, BucketTrouble, refusalOf } from './bucket-trouble';
import { BucketUpload, partSizeFor } from './bucket-upload';
import { inPages, type FileBytes } from './file-bytes';
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
import { Measure } from './measure';

/** Each read is a request: whoever reads on finds the next bytes here. */
const READ_AT_ONCE = 1024 * 1024;

/** So often a health check tries whether the bucket can be written to; in between it looks whether it is there. */
const WRITE_TRIED_EVERY_MS = 60_000;

/** Files in a bucket of Amazon S3, or of whoever speaks like it. */
export class S3FileStore extends FileStore implements OnApplicationShutdown {
  readonly place: FilesPlace;
  private readonly bucket: Bucket;
  private writtenAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly location: FilesBucket,
    patience?: BucketPatience,
  ) {
    super();
    this.bucket = new Bucket(location, patience);
    const { bucket, prefix } = location;
    this.place = {
      variable: 'FILES_S3_BUCKET',
      kind: 'bucket',
      name: prefix === '' ? bucket : `${bucket} (below ${prefix})`,
      remedyWhereEmpty: 'put the files back into it, or correct the variable or FILES_S3_PREFIX',
    };
  }

  onApplicationShutdown(): void {
    this.bucket.close();
  }

  async put(stream: Readable, { maximumBytes }: UploadLimit): Promise<StoredFile> {
    const key = newKey();
    const measure = new Measure(maximumBytes);
    const upload = new BucketUpload(this.bucket, key, partSizeFor(maximumBytes));
    try {
      // The signal comes once anything before has failed: the part on its way is cut off.
      await pipeline(
        stream,
        measure,
        (chunks: AsyncIterable<Buffer>, pipe?: { readonly signal: AbortSignal }) =>
          upload.take(chunks, pipe?.signal),
      );
    } catch (error) {
      await upload.discard();
      throw this.told(error);
    }
    return { key, size: measure.size, sha256: measure.digest() };
  }

  async open(key: string): Promise<Readable> {
    const { Body: body } = await this.find(key, () =>
      this.bucket.ask((s3) => s3.send(new GetObjectCommand(this.bucket.at(key)))),
    );
    return this.guarded(body as Readable);
  }

  async inspect<T>(key: string, look: (bytes: FileBytes) => Promise<T>): Promise<T> {
    const { ContentLength: size = 0 } = await this.find(key, () =>
      this.bucket.ask((s3) => s3.send(new HeadObjectCommand(this.bucket.at(key)))),
    );
    const read = async (at: number, length: number) => {
      const wanted = Math.min(length, size - at);
      if (wanted <= 0) return Buffer.alloc(0);
      const range = new GetObjectCommand({ ...this.bucket.at(key), Range: `bytes=${at}-${at + wanted - 1}` });
      const bytes = await this.find(key, () =>
        this.bucket.ask(async (s3) => (await s3.send(range)).Body?.transformToByteArray()),
      );
      return Buffer.from(bytes ?? []);
    };
    return look(inPages({ size, read }, READ_AT_ONCE));
  }

  async remove(key: string): Promise<void> {
    await this.delete(requireKey(key));
  }

  async *keysBefore(moment: Date): AsyncGenerator<string> {
    for await (const { key, writtenAt } of this.list('')) {
      if (isKey(key) && writtenAt < moment) yield key;
    }
  }

  async setAside(key: string): Promise<void> {
    const [, name = ''] = requireKey(key).split('/');
    await this.find(key, () => copyWithin(this.bucket, key, `${ASIDE}/${name}`));
    await this.delete(key);
  }

  async deleteSetAside(moment: Date): Promise<void> {
    for await (const { key, writtenAt } of this.list(`${ASIDE}/`)) {
      if (writtenAt < moment) await this.delete(key);
    }
  }

  async installation(): Promise<string | null> {
    try {
      const mark = new GetObjectCommand(this.bucket.at(INSTALLATION_MARK));
      const text = await this.bucket.ask(async (s3) => (await s3.send(mark)).Body?.transformToString());
      return text?.trim() ?? null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async mark(installation: string): Promise<void> {
    if ((await this.installation()) === null) await this.offerMark(installation);
  }

  async prepare(): Promise<void> {
    try {
      await this.installation();
      // Of what is not there nothing is said to those who may not list.
      for await (const _file of this.list('')) break;
    } catch (error) {
      const { variable, says } = error instanceof BucketTrouble ? error : bucketTrouble(error, this.location);
      throw new ConfigurationError(variable, says);
    }
  }

  /** A bucket does not say how much room it has; one that is full refuses to be written to. */
  async requireRoomFor(_bytes: number): Promise<void> {
    const installation = await this.installation();
    if (installation === null) throw this.unmarked();
    if (performance.now() - this.writtenAt < WRITE_TRIED_EVERY_MS) return;
    // Changes nothing, since it is there: what is asked is whether it might be written.
    await this.offerMark(installation);
    this.writtenAt = performance.now();
  }

  /** Where none is; some providers refuse to be asked so, and some write it in any case. */
  private async offerMark(installation: string): Promise<void> {
    try {
      await this.writeMark(installation, { onlyIfNone: true });
    } catch (error) {
      if (!isThere(error)) await this.writeMark(installation, { onlyIfNone: false });
    }
  }

  private async writeMark(installation: string, { onlyIfNone }: { onlyIfNone: boolean }): Promise<void> {
    const put = new PutObjectCommand({
      ...this.bucket.at(INSTALLATION_MARK),
      Body: `${installation}\n`,
      ContentType: 'text/plain',
      ...(onlyIfNone && { IfNoneMatch: '*' }),
    });
    await this.bucket.ask((s3) => s3.send(put));
  }

  private async delete(key: string): Promise<void> {
    await this.bucket.ask((s3) => s3.send(new DeleteObjectCommand(this.bucket.at(key))));
  }

  /** Page by page, as they are asked for. */
  private async *list(folder: string): AsyncGenerator<{ key: string; writtenAt: Date }> {
    const { bucket, prefix } = this.location;
    let from: string | undefined;
    do {
      const list = new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: `${prefix}${folder}`,
        ContinuationToken: from,
      });
      const page = await this.bucket.ask((s3) => s3.send(list));
      for (const { Key, LastModified } of page.Contents ?? []) {
        if (Key !== undefined && LastModified !== undefined)
          yield { key: Key.slice(prefix.length), writtenAt: LastModified };
      }
      from = page.NextContinuationToken;
    } while (from !== undefined);
  }

  /** One file that is missing is missing; where the whole place is another one, that says nothing of its files. */
  private async find<T>(key: string, work: () => Promise<T>): Promise<T> {
    requireKey(key);
    try {
      return await work();
    } catch (error) {
      throw this.told(isMissing(error) ? await this.whyMissing(key) : error);
    }
  }

  private async whyMissing(key: string): Promise<unknown> {
    try {
      return (await this.installation()) === null ? this.unmarked() : new MissingFile(key, this.place);
    } catch (error) {
      return error;
    }
  }

  private unmarked(): BucketTrouble {
    const says = `names ${this.place.name}, where ${INSTALLATION_MARK} is missing: ${this.place.remedyWhereEmpty}.`;
    return new BucketTrouble('away', 'FILES_S3_BUCKET', says);
  }

  /** Ends with its reader: nobody else would close the connection. */
  private guarded(body: Readable): Readable {
    const bytes = new PassThrough();
    bytes.once('close', () => body.destroy());
    body.on('error', (error) => {
      if (!bytes.destroyed) bytes.destroy(this.told(bucketTrouble(error, this.location)) as Error);
    });
    return body.pipe(bytes);
  }

  private told(error: unknown): unknown {
    if (error instanceof BucketTrouble) this.logger.error(error.forOperator);
    return error;
  }
}

const isMissing = (error: unknown): boolean => ['NoSuchKey', 'NotFound'].includes(refusalOf(error));

const isThere = (error: unknown): boolean =>
  ['PreconditionFailed', 'ConditionalRequestConflict'].includes(refusalOf(error));
