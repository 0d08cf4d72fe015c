import type { Readable } from 'node:stream';
import { READ_AT_THE_END, READ_AT_THE_START, type Ends } from './file-content';

/** Reads a file once and keeps only its two ends in memory. */
export async function endsOf(stream: Readable): Promise<Ends> {
  let start = Buffer.alloc(0);
  let end = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (start.length < READ_AT_THE_START)
      start = Buffer.concat([start, chunk.subarray(0, READ_AT_THE_START - start.length)]);
    end = Buffer.concat([end, chunk]).subarray(-READ_AT_THE_END);
  }
  return { start, end };
}
