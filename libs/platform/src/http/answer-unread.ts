import type { Request, Response } from 'express';
import { hasBody, LET_PASS } from '../bodies/read-body';

const LINGER_MS = 2_000;

/**
 * Answers a request whose body may still be on its way. A long one is not waited for: the answer goes out, what arrives
 * for a moment is thrown away so that the sender gets to read it, and then the connection closes.
 */
export function answerUnread(request: Request, response: Response, body: string): void {
  if (response.destroyed || !isLongUnread(request)) {
    response.send(body);
    return;
  }
  response.set({ Connection: 'close', 'Content-Length': String(Buffer.byteLength(body)) });
  response.write(body);
  const close = () => {
    clearTimeout(impatient);
    response.end();
  };
  const impatient = setTimeout(close, LINGER_MS);
  for (const end of ['end', 'close', 'error']) request.once(end, close);
  request.resume();
}

function isLongUnread(request: Request): boolean {
  if (request.complete || !hasBody(request)) return false;
  const length = request.headers['content-length'];
  return length === undefined || Number(length) > LET_PASS;
}
