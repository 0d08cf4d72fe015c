import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { FilesBucket } from '../config/files-location';
import { bucketTrouble, refusalOf } from './bucket-trouble';

/** How long is waited for what, in milliseconds. */
export interface BucketPatience {
  readonly connect: number;
  /** Until the answer to a small request begins. */
  readonly answer: number;
  /** While nothing moves on the way there, and while the service works at length. */
  readonly work: number;
  /** While nothing moves in the middle of a download: whoever reads it may pause. */
  readonly body: number;
}

const patienceOf: BucketPatience = { connect: 2_000, answer: 5_000, work: 15_000, body: 5 * 60_000 };

const ATTEMPTS = 3;

/** What a caller decides by; everything else is trouble with the bucket. */
const answers: ReadonlySet<string> = new Set([
  ...['NoSuchKey', 'NotFound', 'PreconditionFailed', 'ConditionalRequestConflict'],
]);

/** The one place that speaks to S3: its errors come out as what they mean. */
export class Bucket {
  private readonly small: S3Client;
  private readonly large: S3Client;

  constructor(
    readonly location: FilesBucket,
    patience: BucketPatience = patienceOf,
  ) {
    const { connect, answer, work, body } = patience;
    this.small = clientOf(location, {
      connectionTimeout: connect,
      requestTimeout: answer,
      throwOnRequestTimeout: true,
      socketTimeout: body,
    });
    // Sending a part takes as long as the line is slow.
    this.large = clientOf(location, { connectionTimeout: connect, socketTimeout: work });
  }

  /** For requests without a body worth the name, whatever comes back. */
  ask<T>(work: (s3: S3Client) => Promise<T>): Promise<T> {
    return this.understood(work(this.small));
  }

  /** For bytes on their way there, and for work that the service does at length. */
  send<T>(work: (s3: S3Client) => Promise<T>): Promise<T> {
    return this.understood(work(this.large));
  }

  at(key: string): { readonly Bucket: string; readonly Key: string } {
    const { bucket, prefix } = this.location;
    return { Bucket: bucket, Key: `${prefix}${key}` };
  }

  close(): void {
    this.small.destroy();
    this.large.destroy();
  }

  private async understood<T>(answered: Promise<T>): Promise<T> {
    try {
      return await answered;
    } catch (error) {
      const name = refusalOf(error);
      if (answers.has(name) || name === 'AbortError') throw error;
      throw bucketTrouble(error, this.location);
    }
  }
}

interface Timeouts {
  readonly connectionTimeout: number;
  readonly requestTimeout?: number;
  readonly throwOnRequestTimeout?: boolean;
  readonly socketTimeout: number;
}

function clientOf({ endpoint, region, credentials }: FilesBucket, timeouts: Timeouts): S3Client {
  // A slow download holds one as long as it lasts; whoever had to wait for it would take the server to be away.
  const agent = { keepAlive: true, maxSockets: Infinity };
  const config: S3ClientConfig = {
    region,
    maxAttempts: ATTEMPTS,
    // Other providers do not know the trailing checksums that are added otherwise; our own SHA-256 is kept in the row.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { ...timeouts, httpAgent: agent, httpsAgent: agent },
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    ...(credentials !== null && { credentials }),
  };
  return new S3Client(config);
}
