import type { IncomingMessage } from 'node:http';

/** Thrown away beyond what is taken, so that whoever sent a little too much can still read why it was refused. */
export const LET_PASS = 1024 * 1024;

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A body comes once, and more than one may have to look at it. */
const whole = new WeakMap<IncomingMessage, Buffer>();

/** Null when there are more bytes than `most`; nothing beyond those is kept, and what is far beyond is not read. */
export async function readUpTo(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const known = whole.get(request);
  if (known !== undefined) return known.length <= most ? known : null;
  if (Number(request.headers['content-length'] ?? 0) > most + LET_PASS) return null;
  const read = await arriving(request, most);
  if (read !== null) whole.set(request, read);
  return read;
}

function arriving(request: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const kept: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= most) kept.push(chunk);
      if (size <= most + LET_PASS) return;
      // The refusal goes out on the same connection, so a body that is left half-way must not end it.
      request.pause();
      settle(() => resolve(null));
    };
    const end = (): void => settle(() => resolve(size <= most ? Buffer.concat(kept) : null));
    const cut = (error?: Error): void => settle(() => reject(error ?? new Error('The body was cut off.')));
    const settle = (how: () => void): void => {
      request.off('data', take).off('end', end).off('error', cut).off('close', cut);
      how();
    };
    if (request.readableEnded || request.destroyed) {
      cut(request.errored ?? undefined);
      return;
    }
    request.on('data', take).on('end', end).on('error', cut).on('close', cut);
  });
}
