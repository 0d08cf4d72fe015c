import { Problem, say } from '@countersign/wire';
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** Counts and hashes what flows through, and ends it where it is too large. */
export class Measure extends Transform {
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

  /** Once: lower-case hexadecimal, SHA-256. */
  digest(): string {
    return this.hash.digest('hex');
  }
}

function tooLarge(maximumBytes: number): Problem {
  const mebibytes = Math.floor(maximumBytes / (1024 * 1024));
  return new Problem({
    status: 413,
    code: 'too-large',
    title: say('title.file-too-large'),
    detail: say('measure.too-large', {
      size: mebibytes > 0 ? say('size.mebibytes', { n: mebibytes }) : say('size.bytes', { n: maximumBytes }),
    }),
    extra: { maximumBytes },
  });
}
