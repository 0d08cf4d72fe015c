import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import type { Bucket } from './bucket';

/** All of a file but its last have the same size: some providers refuse others. */
const PART = 8 * 1024 * 1024;
/** For files that nothing bounds: 10,000 parts of it are 312 GiB. */
const LARGE_PART = 32 * 1024 * 1024;
const MOST_PARTS = 10_000;

/** What S3 is given at most to take back what was begun; afterwards the bucket's own rule does it. */
const DISCARD_MS = 3_000;

/** So much of a file is held in memory while it is on its way. */
export const partSizeFor = (maximumBytes: number): number =>
  maximumBytes <= PART * MOST_PARTS ? PART : LARGE_PART;

/** One file on its way into a bucket: at once where it is small, else part by part, never more than one in memory. */
export class BucketUpload {
  private uploadId: string | null = null;
  private readonly parts: CompletedPart[] = [];

  constructor(
    private readonly bucket: Bucket,
    private readonly key: string,
    private readonly partSize: number,
  ) {}

  async take(chunks: AsyncIterable<Buffer>, abortSignal?: AbortSignal): Promise<void> {
    let held: Buffer[] = [];
    let size = 0;
    for await (const chunk of chunks) {
      let rest = chunk;
      while (size + rest.length > this.partSize) {
        const fitting = rest.subarray(0, this.partSize - size);
        await this.sendPart(Buffer.concat([...held, fitting]), abortSignal);
        rest = rest.subarray(fitting.length);
        held = [];
        size = 0;
      }
      held.push(rest);
      size += rest.length;
    }
    const last = Buffer.concat(held);
    if (this.uploadId === null) return this.sendWhole(last, abortSignal);
    await this.sendPart(last, abortSignal);
    await this.complete(abortSignal);
  }

  /** Also where it is not known whether the last request arrived. What cannot be taken back now is no stored file. */
  async discard(): Promise<void> {
    const { bucket, key, uploadId } = this;
    const abortSignal = AbortSignal.timeout(DISCARD_MS);
    const undo = [bucket.ask((s3) => s3.send(new DeleteObjectCommand(bucket.at(key)), { abortSignal }))];
    if (uploadId !== null) {
      const abort = new AbortMultipartUploadCommand({ ...bucket.at(key), UploadId: uploadId });
      undo.push(bucket.ask((s3) => s3.send(abort, { abortSignal })));
    }
    await Promise.allSettled(undo);
  }

  private async sendWhole(body: Buffer, abortSignal?: AbortSignal): Promise<void> {
    const put = new PutObjectCommand({ ...this.bucket.at(this.key), Body: body });
    await this.bucket.send((s3) => s3.send(put, { abortSignal }));
  }

  private async sendPart(body: Buffer, abortSignal?: AbortSignal): Promise<void> {
    const number = this.parts.length + 1;
    if (number > MOST_PARTS) {
      throw new Error(
        `A file of more than ${MOST_PARTS} parts of ${this.partSize} bytes cannot be stored on S3.`,
      );
    }
    const uploadId = await this.begun();
    const upload = new UploadPartCommand({
      ...this.bucket.at(this.key),
      UploadId: uploadId,
      PartNumber: number,
      Body: body,
    });
    const { ETag } = await this.bucket.send((s3) => s3.send(upload, { abortSignal }));
    this.parts.push({ PartNumber: number, ETag });
  }

  /** Not to be cut off: an upload whose id nobody knows cannot be aborted. */
  private async begun(): Promise<string> {
    const create = new CreateMultipartUploadCommand(this.bucket.at(this.key));
    this.uploadId ??= (await this.bucket.ask((s3) => s3.send(create))).UploadId ?? '';
    return this.uploadId;
  }

  private async complete(abortSignal?: AbortSignal): Promise<void> {
    const complete = new CompleteMultipartUploadCommand({
      ...this.bucket.at(this.key),
      UploadId: this.uploadId ?? '',
      MultipartUpload: { Parts: this.parts },
    });
    await this.bucket.send((s3) => s3.send(complete, { abortSignal }));
  }
}
