import { Injectable } from '@nestjs/common';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import {
  boundedBody,
  Config,
  isOurs,
  ordinaryBody,
  Problem,
  type RespondentActor,
} from '@countersign/platform';
import { MOST_REVISIONS, type SaveAnswer } from './responding.dto';
import { RespondentGrants } from './respondent-grants';
import { RespondingService } from './responding.service';

const ROUTE = '/api/respond/assessments/:id/answers/:question';
const SAVE =
  /^\/api\/respond\/assessments\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/answers\/([\w-]{1,100})$/;

const readCookies = cookieParser();

/**
 * An ordinary save goes straight to its statement, past the router and what every request passes: somebody types, and
 * there are many of them. It is answered here only where it is kept. Whatever else is to be said, of a stranger, a form,
 * a colleague's answer or a lost database, is said by the way of every request, which begins anew.
 */
@Injectable()
export class StraightSaves {
  private readonly failures = new WeakMap<object, unknown>();

  constructor(
    private readonly config: Config,
    private readonly grants: RespondentGrants,
    private readonly responding: RespondingService,
  ) {}

  /** Ahead of the router. */
  take(request: Request, response: Response, next: NextFunction): void {
    const [, assessmentId, question] = (request.method === 'PUT' && SAVE.exec(request.url)) || [];
    if (
      assessmentId === undefined ||
      question === undefined ||
      !isOrdinary(request) ||
      !isOurs(request, this.config)
    ) {
      next();
      return;
    }
    readCookies(request, response, () => undefined);
    const actor = this.grants.recent(request, assessmentId);
    if (actor === null) {
      next();
      return;
    }
    this.save(actor, question, { request, response }).then(
      (revision) => {
        if (revision === null) next();
        else answer(request, response, JSON.stringify({ revision }));
      },
      (error: unknown) => {
        this.failures.set(request, error);
        next();
      },
    );
  }

  /** On the way of every request: what failed is not tried again, since it may have been kept all the same. */
  refuseFailed(request: Request): void {
    if (this.failures.has(request)) throw this.failures.get(request);
  }

  /** Null where there is something to say. */
  private async save(
    actor: RespondentActor,
    question: string,
    { request, response }: { readonly request: Request; readonly response: Response },
  ): Promise<number | null> {
    const body = await boundedBody(request, response, ordinaryBody).catch(asNothing);
    return body !== null && isSave(body) ? this.responding.saveStraight(actor, question, body) : null;
  }
}

/** A small body that says its size: what does not may be longer than one may wait for. */
function isOrdinary({ headers }: Request): boolean {
  const size = Number(headers['content-length'] ?? 0);
  return headers['transfer-encoding'] === undefined && size > 0 && size <= ordinaryBody.bytes;
}

function asNothing(error: unknown): null {
  if (error instanceof Problem) return null;
  throw error;
}

/** Just as the form of a save has it: anything else is refused with words, elsewhere. */
function isSave(body: object): body is SaveAnswer {
  const { value, base, ...others } = body as Partial<Record<keyof SaveAnswer, unknown>>;
  if (Object.keys(others).length > 0 || typeof value !== 'object' || value === null || Array.isArray(value))
    return false;
  return Number.isInteger(base) && Number(base) >= 0 && Number(base) < MOST_REVISIONS;
}

function answer(request: Request, response: Response, body: string): void {
  // For the times of requests, which are told by route.
  Object.assign(request, { route: { path: ROUTE } });
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
