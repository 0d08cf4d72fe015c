import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';
import { WRITTEN_IN } from '@countersign/content';
import { firstWish, onOffer } from './languages';

interface Reader {
  language: string;
}

const readers = new AsyncLocalStorage<Reader>();

/** In whose language the work at hand is worded; English where nobody reads along, as in a job. */
export const readersLanguage = (): string => readers.getStore()?.language ?? WRITTEN_IN;

/** A session, a link or a row has said who reads. Outside a request nothing is kept. */
export function readBy(language: string): void {
  const reader = readers.getStore();
  if (reader !== undefined) reader.language = onOffer(language);
}

/** Does the work with this reader: a page, a mail, a report. */
export function asReader<T>(language: string, work: () => T): T {
  return readers.run({ language: onOffer(language) }, work);
}

/** Before anything is known of the caller, what the browser asks for counts. */
export function meetReader(request: Request, _response: Response, next: NextFunction): void {
  readers.run({ language: firstWish(request.headers['accept-language']) }, next);
}
