import type { IncomingMessage } from 'node:http';

/** Thrown away beyond what is taken, so that whoever sent a little too much can still read why it was refused. */
export const LET_PASS = 1024 * 1024;

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Null when there are more bytes than `most`; nothing beyond those is kept, and what is far beyond is not read. */
export async function readUpTo(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most + LET_PASS) return null;
  const kept: Buffer[] = [];
  let size = 0;
  // The refusal goes out on the same connection, so a body that is left half-way must not end it.
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size <= most) kept.push(chunk);
    if (size > most + LET_PASS) return null;
  }
  return size <= most ? Buffer.concat(kept) : null;
}
