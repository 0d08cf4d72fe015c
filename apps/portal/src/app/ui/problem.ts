import { HttpErrorResponse } from '@angular/common/http';
import type { Problem } from '@countersign/api-types';
import { message } from '../language/message';

export const OFFLINE: Problem = {
  type: 'about:blank',
  title: $localize`:@@problem.countersign-cannot-be-reached:Countersign cannot be reached`,
  status: 0,
  code: 'offline',
  detail: $localize`:@@problem.the-connection-failed-nothing:The connection failed. Nothing you entered here is lost; try again in a moment.`,
};

const UNEXPECTED: Problem = {
  type: 'about:blank',
  title: $localize`:@@problem.something-went-wrong-on:Something went wrong on our side`,
  status: 500,
  code: 'unexpected',
  detail: $localize`:@@problem.the-step-could-not:The step could not be finished. Try again; if it happens again, tell your administrator.`,
};

/** A step that failed before the API was asked, with what to tell: the browser's own dialogs, for example. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** Every failure of the API as one problem body, whatever was thrown. */
export function readProblem(error: unknown): Problem {
  if (error instanceof Refused) {
    return error.problem;
  }
  const response = httpError(error);
  if (response === null) {
    return UNEXPECTED;
  }
  if (response.status === 0) {
    return OFFLINE;
  }
  return isProblem(response.error)
    ? withWait(response, response.error)
    : { ...UNEXPECTED, status: response.status, requestId: response.headers.get('X-Request-Id') };
}

/** By what the operator finds this failure in the log; null where there is nothing to look for. */
export function supportReference({ status, requestId }: Problem): string | null {
  return status >= 500 ? (requestId ?? null) : null;
}

/** "Up to a quarter of an hour" is of little use to whoever waits: the answer also says how long it is now. */
function withWait(response: HttpErrorResponse, problem: Problem): Problem {
  const seconds = Number(response.headers.get('Retry-After'));
  if (problem.code !== 'too-many-tries' || !(seconds > 0)) {
    return problem;
  }
  return { ...problem, detail: `${problem.detail} ${waitInWords(seconds)}` };
}

function waitInWords(seconds: number): string {
  return seconds < 90
    ? message(
        $localize`:@@problem.wait-seconds:You can try again in {n, plural, one {# second} other {# seconds}}.`,
        { n: seconds },
      )
    : message(
        $localize`:@@problem.wait-minutes:You can try again in {n, plural, one {# minute} other {# minutes}}.`,
        { n: Math.ceil(seconds / 60) },
      );
}

/** Angular wraps what a resource throws; the answer of the API is then the cause. */
function httpError(error: unknown): HttpErrorResponse | null {
  if (error instanceof HttpErrorResponse) {
    return error;
  }
  return error instanceof Error && error.cause instanceof HttpErrorResponse ? error.cause : null;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}
