import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';

const departures = new AsyncLocalStorage<AbortSignal>();

/** Whatever is done for a request can learn that nobody waits for its answer any more. */
export function followConnection(_request: Request, response: Response, next: NextFunction): void {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  departures.run(gone.signal, next);
}

/** Aborts once the answer is sent or the caller has hung up; null for work that no request asked for. */
export function departureOfCaller(): AbortSignal | null {
  return departures.getStore() ?? null;
}
