import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What log line and answer have in common. One of our own: what a caller sends could name anything, or the same twice. */
export function nameRequest(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  response.setHeader('X-Request-Id', requestIdOf(request));
  next();
}

export function requestIdOf(request: IncomingMessage & { id?: unknown }): string {
  if (typeof request.id !== 'string') request.id = randomUUID();
  return String(request.id);
}
