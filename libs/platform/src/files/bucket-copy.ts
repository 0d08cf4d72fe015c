import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  UploadPartCopyCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import type { Bucket } from './bucket';

/** One request copies at most 5 GiB, and answers late where it is much: this much at a time. */
const PIECE = 256 * 1024 * 1024;

/** Within the bucket, done by the service itself. */
export async function copyWithin(bucket: Bucket, from: string, to: string): Promise<void> {
  const { ContentLength: size = 0 } = await bucket.ask((s3) =>
    s3.send(new HeadObjectCommand(bucket.at(from))),
  );
  const { Bucket: name, Key } = bucket.at(from);
  const source = `${name}/${Key}`;
  if (size <= PIECE) {
    const copy = new CopyObjectCommand({ ...bucket.at(to), CopySource: source });
    await bucket.send((s3) => s3.send(copy));
    return;
  }
  const create = new CreateMultipartUploadCommand(bucket.at(to));
  const { UploadId } = await bucket.ask((s3) => s3.send(create));
  const upload = { ...bucket.at(to), UploadId };
  try {
    const parts: CompletedPart[] = [];
    for (let at = 0; at < size; at += PIECE) {
      const piece = new UploadPartCopyCommand({
        ...upload,
        PartNumber: parts.length + 1,
        CopySource: source,
        CopySourceRange: `bytes=${at}-${Math.min(at + PIECE, size) - 1}`,
      });
      const { CopyPartResult: copied } = await bucket.send((s3) => s3.send(piece));
      parts.push({ PartNumber: parts.length + 1, ETag: copied?.ETag });
    }
    const complete = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } });
    await bucket.send((s3) => s3.send(complete));
  } catch (error) {
    await bucket.ask((s3) => s3.send(new AbortMultipartUploadCommand(upload))).catch(() => undefined);
    throw error;
  }
}
